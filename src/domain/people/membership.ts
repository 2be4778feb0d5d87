import { choiceOf } from '../../tools/fields.ts'

export const memberships = ['join', 'leave'] as const
export type Membership = (typeof memberships)[number]

/** Whether people come to teams or go, as a field that sentences fill. */
export const membership = choiceOf(memberships, 'Whether they join or leave. Default: join.', {
  join: ['joins', 'add', 'put'],
  leave: ['leaves', 'remove', 'take out', 'out of', 'take'],
}).default('join')
