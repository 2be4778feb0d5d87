import type { Temporal } from 'temporal-polyfill'
import type { Sql } from '../../db/client.ts'
import { toDate, toInstant } from '../../platform/clock.ts'
import type { Waist } from '../../tools/waist.ts'
import { createTurns } from './in-turn.ts'
import { type Arrival, type Content, type Person, type Place, type Posted, threadOf } from './port.ts'

/** Seconds for which a worker keeps an entry without a sign of life. */
export const leaseSeconds = 60

/** A delivery that is stored, as a worker takes it. */
export type Entry = Arrival & {
  id: string
  /** What its order is kept under. */
  lane: string
  /** Counts this one; more than one means that an earlier attempt was cut off or put off. */
  attempts: number
  /** The conversation in which an earlier attempt began to answer. */
  conversation: string | undefined
  receivedAt: Temporal.Instant
  /** When the first attempt began. */
  startedAt: Temporal.Instant
  /** True when the person asked to stop the answer before this attempt began. */
  stopped: boolean
}

export type Ending = { status: 'done' | 'dead'; posted?: Posted | undefined; fault?: string | undefined }

type Parts = Pick<Waist, 'db' | 'clock' | 'newId'>

export type Inbox = ReturnType<typeof createInbox>

/**
 * What platforms delivered: stored once, worked on in order, one entry of a lane at a time, and kept for a day after.
 * Whoever works on an entry holds a lease on it; when the worker dies the next one takes it.
 */
export function createInbox(parts: Parts) {
  const inTurn = createTurns()
  return {
    /**
     * Stores a delivery unless it, or another telling of the same, is stored already. What arrives here for one lane is
     * stored in the order of its arrival. `waits`: somebody should work on it.
     */
    store: (arrival: Arrival) => inTurn(laneOf(arrival), () => store(parts, arrival)),
    /** The oldest entry of a lane that may be worked on now; none while another one of it is being worked on. */
    take: (lane: string) => take(parts, lane),
    /** Remembers in which conversation the entry is being answered. */
    note: (entry: Entry, conversation: string) => note(parts, entry, conversation),
    /** Keeps the entry for another lease. `held` is false when another worker has it by now. */
    extend: (entry: Entry) => extend(parts, entry),
    /** Settles the entry for good, if this worker still has it. */
    finish: (entry: Entry, ending: Ending) => finish(parts, entry, ending),
    /** Puts the entry back for another attempt, not before that instant; those behind it wait with it. */
    putOff: (entry: Entry, put: { until: Temporal.Instant; fault: string }) => putOff(parts, entry, put),
    /** Marks what this person has being worked on in the lane as to be stopped; gives back its id. */
    requestStop: (lane: string, person: Person) => requestStop(parts, lane, person),
    /** Forgets what was settled before that instant. Returns how many there were. */
    forget: (before: Temporal.Instant) => forget(parts, before),
  }
}

/**
 * Messages of a thread follow each other. Clicks on a card follow each other too, and wait for no long answer: a
 * platform wants to hear of a click within seconds.
 */
export function laneOf({ place, content }: Pick<Arrival, 'place' | 'content'>): string {
  const thread = threadOf(place)
  return content.kind === 'message' ? thread : `${thread}#${('message' in content && content.message) || ''}`
}

/** True for a lane of clicks and the like: what is over in a moment and should not wait for a turn. */
export function isQuick(lane: string): boolean {
  return lane.includes('#')
}

async function store(
  { db: { sql }, clock, newId }: Parts,
  arrival: Arrival,
): Promise<{ known: boolean; lane: string; waits: boolean }> {
  const lane = laneOf(arrival)
  if (await insert(sql, arrival, { id: newId(), lane, now: clock.now() }))
    return { known: false, lane, waits: true }
  const found = await sql({
    name: 'inbox_known',
    text: `select thread, status from inbox where platform = $1 and (event = $2 or stamp = $3) order by id limit 1`,
    values: [arrival.person.platform, arrival.event, arrival.stamp],
  })
  const row = found.rows[0]
  const status = row?.status
  return {
    known: true,
    lane: String(row?.thread ?? lane),
    waits: status === 'waiting' || status === 'working',
  }
}

async function note({ db: { sql } }: Parts, entry: Entry, conversation: string): Promise<void> {
  const text = `update inbox set conversation_id = $2 where id = $1`
  await sql({ name: 'inbox_note', text, values: [entry.id, conversation] })
}

async function extend(
  { db: { sql }, clock }: Parts,
  entry: Entry,
): Promise<{ held: boolean; stop: boolean }> {
  const { rows } = await sql({
    name: 'inbox_extend',
    text: `update inbox set leased_until = $3 where id = $1 and attempts = $2 and status = 'working' returning stop_at`,
    values: [entry.id, entry.attempts, leaseFrom(clock.now())],
  })
  return { held: rows.length > 0, stop: rows[0]?.stop_at != null }
}

async function finish(
  { db: { sql }, clock }: Parts,
  entry: Entry,
  { status, posted, fault }: Ending,
): Promise<void> {
  await sql({
    name: 'inbox_finish',
    text: `update inbox set status = $3, posted = $4, fault = $5, settled_at = $6, leased_until = null
      where id = $1 and attempts = $2 and status = 'working'`,
    values: [
      entry.id,
      entry.attempts,
      status,
      posted ? JSON.stringify(posted) : null,
      fault ?? null,
      toDate(clock.now()),
    ],
  })
}

async function putOff(
  { db: { sql } }: Parts,
  entry: Entry,
  { until, fault }: { until: Temporal.Instant; fault: string },
): Promise<void> {
  await sql({
    name: 'inbox_put_off',
    text: `update inbox set status = 'waiting', leased_until = $3, fault = $4
      where id = $1 and attempts = $2 and status = 'working'`,
    values: [entry.id, entry.attempts, toDate(until), fault],
  })
}

async function requestStop(
  { db: { sql }, clock }: Parts,
  lane: string,
  person: Person,
): Promise<string | undefined> {
  const { rows } = await sql({
    name: 'inbox_stop',
    text: `update inbox set stop_at = $5 where thread = $1 and status = 'working'
      and platform = $2 and tenant = $3 and subject = $4 returning id`,
    values: [lane, person.platform, person.tenant, person.subject, toDate(clock.now())],
  })
  return rows[0] ? String(rows[0].id) : undefined
}

async function forget({ db: { sql } }: Parts, before: Temporal.Instant): Promise<number> {
  const { rowCount } = await sql({
    text: `delete from inbox where settled_at < $1`,
    values: [toDate(before)],
  })
  return rowCount
}

async function insert(
  sql: Sql,
  { person, place, event, stamp, content }: Arrival,
  { id, lane, now }: { id: string; lane: string; now: Temporal.Instant },
): Promise<boolean> {
  const { rowCount } = await sql({
    name: 'inbox_store',
    text: `insert into inbox (id, platform, tenant, subject, event, stamp, thread, place, content, received_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    values: [
      id,
      person.platform,
      person.tenant,
      person.subject,
      event,
      stamp,
      lane,
      JSON.stringify(place),
      storable(content),
      toDate(now),
    ],
  })
  return rowCount === 1
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair in JSON. */
function storable(content: Content): string {
  return JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  )
}

/** Simultaneous workers wait for each other inside of it, so that one of them gets the entry. */
async function take({ db: { sql }, clock }: Parts, lane: string): Promise<Entry | undefined> {
  const at = clock.now()
  const { rows } = await sql({
    name: 'inbox_take',
    text: 'select * from take_from_inbox($1, $2, $3)',
    values: [lane, toDate(at), leaseFrom(at)],
  })
  return rows[0] && entryOf(rows[0])
}

function leaseFrom(now: Temporal.Instant): Date {
  return toDate(now.add({ seconds: leaseSeconds }))
}

function entryOf(row: Record<string, unknown>): Entry {
  return {
    id: String(row.id),
    person: personOf(row),
    place: row.place as Place,
    event: String(row.event),
    stamp: String(row.stamp),
    content: row.content as Content,
    lane: String(row.thread),
    attempts: Number(row.attempts),
    conversation: row.conversation_id ? String(row.conversation_id) : undefined,
    receivedAt: toInstant(row.received_at as Date),
    startedAt: toInstant(row.started_at as Date),
    stopped: row.stop_at != null,
  }
}

/** The person of a row of the inbox. */
export function personOf({ platform, tenant, subject }: Record<string, unknown>): Person {
  return {
    platform: platform === 'teams' ? 'teams' : 'slack',
    tenant: String(tenant),
    subject: String(subject),
  }
}
