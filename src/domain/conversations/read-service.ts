import type { Message, Prisma } from '../../db/generated/client.ts'
import { toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { conversationPolicy } from './policy.ts'
import { ownConversation, viewConversation } from './service.ts'

type Paged = { limit: number; cursor?: string | undefined }

export type ConversationSearch = Paged & {
  query?: string | undefined
  status: 'active' | 'archived' | 'all'
}

/** One's own conversations, the latest first; with words those whose title holds them. Faults: invalid. */
export async function listConversations(
  context: Context,
  { query, status, limit, cursor }: ConversationSearch,
) {
  const own: Prisma.ConversationWhereInput = {
    AND: [
      context.where(conversationPolicy),
      ...(status === 'all' ? [] : [{ status }]),
      ...(query === undefined ? [] : [{ title: { contains: escaped(query), mode: 'insensitive' as const } }]),
    ],
  }
  const last = cursor === undefined ? undefined : readCursor(cursor)
  const where = last
    ? {
        AND: [
          own,
          {
            OR: [
              { updatedAt: { lt: new Date(last.key) } },
              { updatedAt: new Date(last.key), id: { lt: last.id } },
            ],
          },
        ],
      }
    : own
  const [rows, total] = await Promise.all([
    context.tx.conversation.findMany({
      where,
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    }),
    context.tx.conversation.count({ where: own }),
  ])
  const next = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map((row) => ({
      ...viewConversation(row),
      ...(query === undefined ? {} : { match: matchOf(row.title, query) }),
    })),
    total,
    ...(next ? { next_cursor: cursorOf({ key: next.updatedAt.getTime(), id: next.id }) } : {}),
  }
}

/**
 * One's own conversation with a page of its messages, the latest ones first asked for and each page in the order in
 * which they were written; next_cursor leads to earlier ones. Faults: not_found, invalid.
 */
export async function getConversation(
  context: Context,
  { conversation, limit, cursor }: Paged & { conversation: string },
) {
  const row = await ownConversation(context, conversation)
  const before = cursor === undefined ? undefined : readCursor(cursor).key
  const [messages, total] = await Promise.all([
    context.tx.message.findMany({
      where: { conversationId: row.id, ...(before === undefined ? {} : { position: { lt: before } }) },
      orderBy: { position: 'desc' },
      take: limit + 1,
    }),
    context.tx.message.count({ where: { conversationId: row.id } }),
  ])
  const page = messages.slice(0, limit)
  const earliest = messages.length > limit ? page.at(-1) : undefined
  return {
    conversation: viewConversation(row),
    items: page.reverse().map(viewMessage),
    total,
    ...(earliest ? { next_cursor: cursorOf({ key: earliest.position, id: earliest.id }) } : {}),
  }
}

type Hit = {
  id: string
  conversation: string
  title: string
  snippet: string
  author: string
  tainted: boolean
  at: Date
  position: number
}

/**
 * Words that were said in one's own conversations, apart from the one in which this is asked: for each conversation the
 * message that fits best, with the place where it was found. Faults: invalid.
 */
export async function searchConversations(
  context: Context,
  { query, limit, cursor }: Paged & { query: string },
) {
  const current = context.call.conversation ?? null
  const offset = cursor === undefined ? 0 : readCursor(cursor).key
  const hits = await context.tx.$queryRaw<(Hit & { total: bigint })[]>`
    with found as (
      select distinct on (c.id) m.id, c.id as conversation, c.title, m.text, m.author, m.tainted, m.created_at as at,
        m.position, ts_rank(message_document(m.text), search_query(${query})) as rank
      from message m join conversation c on c.id = m.conversation_id
      where c.user_id = ${context.actor.id}::uuid and c.id is distinct from ${current}::uuid
        and message_document(m.text) @@ search_query(${query})
      order by c.id, rank desc, m.position desc)
    select id, conversation, title, author, tainted, at, position, count(*) over () as total,
      ts_headline('simple', left(text, 20000), search_query(${query}),
        'StartSel="", StopSel="", MaxWords=24, MinWords=8, MaxFragments=1') as snippet
    from found order by rank desc, at desc, id limit ${limit + 1} offset ${offset}`
  const total = Number(hits[0]?.total ?? 0)
  const items = hits.slice(0, limit).map((hit) => ({
    id: hit.conversation,
    label: hit.title,
    conversation: hit.conversation,
    message: hit.id,
    position: hit.position,
    author: authorOf(hit.author),
    snippet: hit.snippet,
    tainted: hit.tainted,
    at: toInstant(hit.at).toString(),
  }))
  return {
    items,
    total,
    ...(hits.length > limit ? { next_cursor: cursorOf({ key: offset + limit, id: '' }) } : {}),
  }
}

function viewMessage(row: Message) {
  return {
    id: row.id,
    position: row.position,
    author: authorOf(row.author),
    text: row.text,
    ...(row.mode === null ? {} : { mode: row.mode }),
    calls: row.calls,
    cards: row.cards,
    ...(row.asks === null ? {} : { asks: row.asks }),
    tainted: row.tainted,
    created_at: toInstant(row.createdAt).toString(),
  }
}

function authorOf(author: string): 'person' | 'parley' {
  return author === 'parley' ? 'parley' : 'person'
}

function matchOf(title: string, query: string): 'exact' | 'part' {
  return title.toLowerCase() === query.trim().toLowerCase() ? 'exact' : 'part'
}

function escaped(query: string): string {
  return query.trim().replace(/[\\%_]/g, '\\$&')
}

type Place = { key: number; id: string }

function cursorOf({ key, id }: Place): string {
  return Buffer.from(`${key} ${id}`).toString('base64url')
}

function readCursor(cursor: string): Place {
  const parts = /^(\d{1,15}) ([0-9a-f-]{36})?$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (!parts)
    throw new Fault('invalid', 'This is no page of the list. Leave the cursor out to begin again.', {
      field: 'cursor',
    })
  return { key: Number(parts[1]), id: parts[2] ?? '' }
}
