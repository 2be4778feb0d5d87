import { openPage, signIn, signOut } from './domain/statistics/session-tools.ts'
import { cancelConfirmation } from './tools/cancel.ts'
import type { AnyTool } from './tools/tool.ts'

/** Every tool of the house. */
export const tools: readonly AnyTool[] = [cancelConfirmation, signIn, signOut, openPage]
