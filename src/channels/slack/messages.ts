import type { KnownBlock } from '@slack/types'
import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api'
import { Fault } from '../../platform/fault.ts'
import type { Place, Posted, Shown } from '../desk/port.ts'
import { refusalOf, slackFault } from './fault.ts'
import type { Room, Rooms } from './rooms.ts'

/** How our messages are marked, so that one that was posted before a crash is found again. */
export const mark = 'parley_message'

export type MarkPayload = { key: string; part: number; parts: number }

export function markOf(payload: MarkPayload) {
  return { event_type: mark, event_payload: payload }
}

/** A message as Slack tells of it; the library's type leaves out whether it is a stream. */
type Message = NonNullable<ConversationsHistoryResponse['messages']>[number] & { streaming_state?: string }

/** What is to be shown as messages within Slack's limits. */
export type Render = (shown: Shown) => readonly { text: string; blocks: KnownBlock[] }[]

/** Words for people as Slack's messages: posted, replaced, and found again. Faults as the port promises. */
export function createMessages(rooms: Rooms, render: Render) {
  return {
    post: (place: Place, shown: Shown, key: string) =>
      rooms.in(place, (room) => post(render, room, { shown, key })),
    update: (posted: Posted, shown: Shown) =>
      rooms.in(posted.place, (room) => update(render, room, { posted, shown })),
    find: (place: Place, key: string) => rooms.in(place, (room) => find(room, key)),
  }
}

export type Messages = ReturnType<typeof createMessages>

type Keyed = { shown: Shown; key: string }

/** Of several messages some may have been posted before an earlier attempt was cut off; those are not posted again. */
async function post(render: Render, room: Room, { shown, key }: Keyed): Promise<Posted> {
  const parts = render(shown)
  const there = parts.length > 1 ? await marked(room, key) : new Map<number, string>()
  const ids: string[] = []
  for (const [part, message] of parts.entries()) {
    const args = { ...message, metadata: markOf({ key, part, parts: parts.length }) }
    ids.push(there.get(part) ?? (await postOne(room, args)))
  }
  return postedAt(room.place, ids)
}

/**
 * Writes an answer anew over the messages in which it was being streamed: those that are there are replaced, what they
 * cannot hold is posted below, and what is left over is taken away.
 */
export async function settle(
  render: Render,
  room: Room,
  { shown, key, ids }: Keyed & { ids: readonly string[] },
): Promise<Posted> {
  const { client, place } = room
  const parts = render(shown)
  const settled: string[] = []
  for (const [part, message] of parts.entries()) {
    const args = { ...message, metadata: markOf({ key, part, parts: parts.length }) }
    const ts = ids[part]
    const replaced = ts && (await replace(room, ts, args))
    if (ts && !replaced) await remove(client, place.channel, ts)
    settled.push(replaced ? ts : await postOne(room, args))
  }
  for (const ts of ids.slice(parts.length)) await remove(client, place.channel, ts)
  return postedAt(place, settled)
}

type Marked = { text: string; blocks: KnownBlock[]; metadata?: ReturnType<typeof markOf> }

/** False when the message is not there to be replaced, or is a stream that could not be ended. */
async function replace({ client, place }: Room, ts: string, message: Marked): Promise<boolean> {
  try {
    await client.chat.update({ channel: place.channel, ts, ...message })
    return true
  } catch (error) {
    const streams = refusalOf(error) === 'streaming_state_conflict'
    if (streams || slackFault(error).details.field === 'message') return false
    throw error
  }
}

export function postedAt(place: Place, ids: readonly string[]): Posted {
  const before = ids.slice(0, -1)
  const message = ids.at(-1)
  if (!message) throw new Fault('failed', 'Slack did not say which message it posted.')
  return { place, message, ...(before.length > 0 ? { before } : {}) }
}

/** Posts one message, and gives back its id. Links in it are not looked up. */
export async function postOne({ client, place }: Room, message: Marked): Promise<string> {
  const { ts } = await client.chat.postMessage({
    channel: place.channel,
    ...(place.thread ? { thread_ts: place.thread } : {}),
    unfurl_links: false,
    unfurl_media: false,
    ...message,
  })
  if (!ts) throw new Fault('failed', 'Slack did not say which message it posted.')
  return ts
}

/** More messages than stood there cannot be put between them: they are taken away, and the caller posts all anew. */
async function update(
  render: Render,
  room: Room,
  { posted, shown }: { posted: Posted; shown: Shown },
): Promise<'updated' | 'gone'> {
  const parts = render(shown)
  const ids = [...(posted.before ?? []), posted.message]
  const surplus = parts.length > ids.length ? ids : ids.slice(0, ids.length - parts.length)
  for (const ts of surplus) await remove(room.client, room.place.channel, ts)
  if (parts.length > ids.length) return 'gone'
  const kept = ids.slice(-parts.length)
  for (const [part, message] of parts.entries())
    if (!(await replace(room, kept[part] ?? posted.message, message))) return 'gone'
  return 'updated'
}

/** Takes a message of ours away; one that is gone already is as good. */
export async function remove(client: WebClient, channel: string, ts: string): Promise<void> {
  try {
    await client.chat.delete({ channel, ts })
  } catch (error) {
    if (refusalOf(error) !== 'message_not_found') throw error
  }
}

/** Whole only: of several messages the last has to be there too. */
async function find(room: Room, key: string): Promise<Posted | undefined> {
  const there = await marked(room, key)
  const ids = [...there].sort(([a], [b]) => a - b).map(([, ts]) => ts)
  return there.size > 0 && there.get(-1) === undefined ? postedAt(room.place, ids) : undefined
}

/** Pages that are looked through for a message of ours. */
const pages = 5

/** The parts of ours under this key, by their place in the whole; -1 stands for what is missing. */
async function marked(room: Room, key: string): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  let parts = 0
  for await (const message of recent(room)) {
    const payload = keyed(message, room.botUser)
    if (payload?.key !== key || !message.ts) continue
    parts = Number(payload.parts ?? 1)
    found.set(Number(payload.part ?? 0), message.ts)
  }
  if (found.size < parts) found.set(-1, '')
  return found
}

function keyed(message: Message, botUser: string | undefined) {
  const { metadata, user } = message
  if (metadata?.event_type !== mark || (botUser && user !== botUser)) return undefined
  return metadata.event_payload as Partial<MarkPayload> | undefined
}

/** The latest messages of a thread or channel. A thread that is not there holds none. */
export async function* recent({ client, place }: Room): AsyncGenerator<Message> {
  const { channel, thread } = place
  const common = { channel, limit: 200, include_all_metadata: true }
  let cursor: string | undefined
  for (let page = 0; page < pages; page += 1) {
    const more = cursor ? { cursor } : {}
    const answer = thread
      ? await repliesOf(() => client.conversations.replies({ ...common, ...more, ts: thread }))
      : await client.conversations.history({ ...common, ...more })
    yield* answer?.messages ?? []
    cursor = answer?.response_metadata?.next_cursor || undefined
    if (!cursor) return
  }
}

async function repliesOf<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (refusalOf(error) === 'thread_not_found') return undefined
    throw error
  }
}
