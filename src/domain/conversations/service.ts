import type { Conversation } from '../../db/generated/client.ts'
import { toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { conversationPolicy } from './policy.ts'

/** One's own conversation with this id. Faults: not_found, also for those of others. */
export async function ownConversation(context: Context, id: string): Promise<Conversation> {
  const row = await context.tx.conversation.findFirst({
    where: { AND: [{ id }, context.where(conversationPolicy)] },
  })
  if (!row) throw noConversation()
  return row
}

/** The fault for a conversation that does not exist or belongs to somebody else. */
export function noConversation(): Fault {
  return new Fault('not_found', "I can't find that conversation, or it isn't yours to see.", {
    field: 'conversation',
  })
}

/** A conversation as lists show it. */
export function viewConversation(row: Conversation) {
  return {
    id: row.id,
    label: row.title,
    title: row.title,
    persona: row.persona,
    status: row.status === 'archived' ? ('archived' as const) : ('active' as const),
    door: row.door,
    created_at: toInstant(row.createdAt).toString(),
    updated_at: toInstant(row.updatedAt).toString(),
  }
}
