import { toDate } from '../../platform/clock.ts'
import type { Waist } from '../../tools/waist.ts'
import { type Place, threadOf } from './port.ts'

/** Hours of silence after which a chat without threads begins a fresh conversation. */
const silenceHours = 12

/** What one person talks about in one thread of a platform. */
export type Thread = {
  id: string
  conversation: string
  user: string
  /** True once the conversation has held something that only this person may read. */
  discreet: boolean
  /** Where it goes on one to one. */
  privatePlace: Place | undefined
}

type Parts = Pick<Waist, 'db' | 'clock' | 'newId'>

export type Threads = ReturnType<typeof createThreads>

/** Which conversation a thread of a platform is, for each person who speaks in it. */
export function createThreads(parts: Parts) {
  return {
    find: (place: Place, user: string) => find(parts, place, user),
    /**
     * The conversation of this thread and person. A new one begins when there is none, when `fresh` is asked for, and
     * in a personal chat without threads after twelve hours of silence.
     */
    open: (place: Place, who: { user: string; fresh: boolean }) => open(parts, place, who),
    /** From now on everything in this conversation is shown one to one. */
    keepDiscreet: (conversation: string) => keepDiscreet(parts, conversation),
    /** The conversation of a thread goes on in this private place, and what is said there belongs to it. */
    goOnPrivately: (thread: Thread, place: Place) => goOnPrivately(parts, thread, place),
    /** What is said in the thread that hangs on an answer belongs to the conversation of the answer. */
    async goOnAt(thread: Thread, { from, to }: { from: Place; to: Place }): Promise<void> {
      if (threadOf(from) !== threadOf(to))
        await follow(parts, thread, { place: to, discreet: thread.discreet })
    },
  }
}

async function find({ db: { sql } }: Parts, place: Place, user: string): Promise<Thread | undefined> {
  const { rows } = await sql({
    name: 'thread_find',
    text: `select * from desk_thread where platform = $1 and thread = $2 and user_id = $3`,
    values: [place.platform, threadOf(place), user],
  })
  return rows[0] && threadFrom(rows[0])
}

async function open(
  { db: { sql }, clock, newId }: Parts,
  place: Place,
  { user, fresh }: { user: string; fresh: boolean },
): Promise<Thread> {
  const asleep =
    place.scope === 'personal' && !place.thread ? clock.now().subtract({ hours: silenceHours }) : null
  const { rows } = await sql({
    name: 'thread_open',
    text: `insert into desk_thread as t (id, platform, thread, user_id, conversation_id, updated_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (platform, thread, user_id) do update set updated_at = excluded.updated_at,
        conversation_id = case when ${again} then excluded.conversation_id else t.conversation_id end,
        discreet = t.discreet and not (${again}),
        private_place = case when ${again} then null else t.private_place end
      returning *`,
    values: [
      newId(),
      place.platform,
      threadOf(place),
      user,
      newId(),
      toDate(clock.now()),
      fresh,
      asleep ? toDate(asleep) : null,
    ],
  })
  return threadFrom(rows[0] ?? {})
}

async function keepDiscreet({ db: { sql } }: Parts, conversation: string): Promise<void> {
  await sql({
    name: 'thread_discreet',
    text: `update desk_thread set discreet = true where conversation_id = $1 and not discreet`,
    values: [conversation],
  })
}

async function goOnPrivately(parts: Parts, thread: Thread, place: Place): Promise<void> {
  const { db, clock } = parts
  await db.sql({
    name: 'thread_private',
    text: `update desk_thread set discreet = true, private_place = $2, updated_at = $3 where id = $1`,
    values: [thread.id, JSON.stringify(place), toDate(clock.now())],
  })
  await follow(parts, thread, { place, discreet: true })
}

async function follow(
  { db: { sql }, clock, newId }: Parts,
  { user, conversation }: Thread,
  { place, discreet }: { place: Place; discreet: boolean },
): Promise<void> {
  await sql({
    name: 'thread_follow',
    text: `insert into desk_thread (id, platform, thread, user_id, conversation_id, discreet, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (platform, thread, user_id) do update set conversation_id = excluded.conversation_id,
        discreet = excluded.discreet, updated_at = excluded.updated_at`,
    values: [newId(), place.platform, threadOf(place), user, conversation, discreet, toDate(clock.now())],
  })
}

const again = `$7::boolean or t.updated_at < $8::timestamptz is true`

function threadFrom(row: Record<string, unknown>): Thread {
  return {
    id: String(row.id),
    conversation: String(row.conversation_id),
    user: String(row.user_id),
    discreet: row.discreet === true,
    privatePlace: (row.private_place ?? undefined) as Place | undefined,
  }
}
