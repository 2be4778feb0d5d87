import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import type { Method } from './method.ts'
import { userMethods } from './users.ts'

/** Every method that the fake knows; others are `unknown_method`. */
export const methods: Readonly<Record<string, Method>> = {
  ...userMethods,
  ...conversationMethods,
  ...chatMethods,
}
