import type { Policy } from '../../access/policy.ts'
import type { Prisma } from '../../db/generated/client.ts'

/** A conversation is nobody's business but its person's, whatever rights somebody else holds. */
export const conversationPolicy: Policy<Prisma.ConversationWhereInput> = {
  resource: 'conversation',
  personal: true,
  own: (actor) => ({ userId: actor.id }),
  team: (actor) => ({ userId: actor.id }),
}
