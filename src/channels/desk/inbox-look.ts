import type { Temporal } from 'temporal-polyfill'
import { toDate } from '../../platform/clock.ts'
import type { Waist } from '../../tools/waist.ts'
import { type Entry, personOf } from './inbox.ts'
import { type Person, type Place, type Posted, threadOf } from './port.ts'

type Parts = Pick<Waist, 'db' | 'clock'>

/** Lanes of one person that are told of at once; a flood of theirs is come to bit by bit. */
const mostOfOne = 16

/**
 * Lanes in which something could be worked on at this moment, the oldest of each person; what they sent most lately may
 * be left out.
 */
export async function waitingLanes({ db: { sql }, clock }: Parts): Promise<string[]> {
  const { rows } = await sql({
    name: 'inbox_waiting',
    text: `select thread from (
        select *, row_number() over (partition by platform, tenant, subject, strpos(thread, '#') > 0 order by id) as place
        from (select distinct on (thread) thread, id, platform, tenant, subject, leased_until from inbox
          where status in ('waiting', 'working') order by thread, id) oldest
        where leased_until is null or leased_until <= $1) due
      where place <= ${mostOfOne} order by id`,
    values: [toDate(clock.now())],
  })
  return rows.map(({ thread }) => String(thread))
}

/** Who sent the oldest entry of a lane; undefined when it cannot be worked on now. */
export async function nextIn({ db: { sql }, clock }: Parts, lane: string): Promise<Person | undefined> {
  const { rows } = await sql({
    name: 'inbox_next',
    text: `select platform, tenant, subject from (select * from inbox
        where thread = $1 and status in ('waiting', 'working') order by id limit 1) oldest
      where leased_until is null or leased_until <= $2`,
    values: [lane, toDate(clock.now())],
  })
  return rows[0] && personOf(rows[0])
}

/** How many messages this person sent in the minute that ends with the entry, itself among them. */
export async function sentLately({ db: { sql } }: Parts, { id, person, receivedAt }: Entry): Promise<number> {
  const { rows } = await sql({
    name: 'inbox_lately',
    text: `select count(*) as messages from inbox where platform = $1 and tenant = $2 and subject = $3
      and received_at > $4 and id <= $5 and content ->> 'kind' = 'message'`,
    values: [person.platform, person.tenant, person.subject, toDate(receivedAt.subtract({ minutes: 1 })), id],
  })
  return Number(rows[0]?.messages)
}

/** True when this person was told of that fault since then: in the lane, or anywhere when none is named. */
export async function wasTold(
  { db: { sql } }: Parts,
  person: Person,
  told: { fault: string; since: Temporal.Instant; lane?: string },
): Promise<boolean> {
  const { rows } = await sql({
    name: 'inbox_told',
    text: `select 1 from inbox where platform = $1 and tenant = $2 and subject = $3 and fault = $4
      and settled_at >= $5 and ($6::text is null or thread = $6) limit 1`,
    values: [
      person.platform,
      person.tenant,
      person.subject,
      told.fault,
      toDate(told.since),
      told.lane ?? null,
    ],
  })
  return rows.length > 0
}

/** All messages of the answer of which this one is a part, when it was given in this place within the last day. */
export async function answerAt(
  { db: { sql } }: Pick<Parts, 'db'>,
  place: Place,
  message: string,
): Promise<Posted | undefined> {
  const { rows } = await sql({
    name: 'inbox_answer_at',
    text: `select posted from inbox where thread = $1 and (posted ->> 'message' = $2 or posted -> 'before' ? $2)
      order by id desc limit 1`,
    values: [threadOf(place), message],
  })
  return rows[0]?.posted as Posted | undefined
}
