import { assistantMethods } from './assistant.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { fileMethods } from './files.ts'
import type { Method } from './method.ts'
import { otherMethods } from './other.ts'
import { streamMethods } from './streams.ts'
import { userMethods } from './users.ts'
import { viewMethods } from './views.ts'

/** Every method that the fake knows; others are `unknown_method`. */
export const methods: Readonly<Record<string, Method>> = {
  ...userMethods,
  ...conversationMethods,
  ...chatMethods,
  ...streamMethods,
  ...assistantMethods,
  ...viewMethods,
  ...fileMethods,
  ...otherMethods,
}
