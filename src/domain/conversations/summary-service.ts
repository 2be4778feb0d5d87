import { z } from 'zod'
import { toInstant } from '../../platform/clock.ts'
import type { Context } from '../../tools/tool.ts'
import { ownConversation, viewConversation } from './service.ts'
import { summarize } from './summary.ts'

const cards = z.array(z.looseObject({ title: z.string() })).catch([])
const calls = z.array(z.looseObject({ tool: z.string(), outcome: z.string() })).catch([])
const asks = z.looseObject({ missing: z.string() }).optional().catch(undefined)

/** At most so many messages are read for a summary, the latest ones. */
const read = 500

/** What one's own conversation was about, without asking a model. Faults: not_found. */
export async function summarizeConversation(context: Context, { conversation }: { conversation: string }) {
  const row = await ownConversation(context, conversation)
  const where = { conversationId: row.id }
  const [messages, total] = await Promise.all([
    context.tx.message.findMany({ where, orderBy: { position: 'desc' }, take: read }),
    context.tx.message.count({ where }),
  ])
  const said = messages.reverse().map((message) => ({
    author: message.author === 'parley' ? ('parley' as const) : ('person' as const),
    text: message.text,
    cards: cards.parse(message.cards).map(({ title }) => title),
    calls: calls.parse(message.calls),
    asks: asks.parse(message.asks ?? undefined)?.missing,
    tainted: message.tainted,
  }))
  // Whoever asks in the conversation itself does not want to read that they asked.
  const asksHere = row.id === context.call.conversation && said.at(-1)?.author === 'person'
  const { open, ...summary } = summarize(asksHere ? said.slice(0, -1) : said)
  const last = messages.at(-1)
  return {
    conversation: viewConversation(row),
    messages: total,
    began_at: toInstant(row.createdAt).toString(),
    last_at: toInstant(last?.createdAt ?? row.updatedAt).toString(),
    ...summary,
    ...(open === undefined ? {} : { open }),
  }
}
