import type { Temporal } from 'temporal-polyfill'
import { v5 } from 'uuid'
import { toDate, toInstant } from '../../platform/clock.ts'
import type { Waist } from '../../tools/waist.ts'
import type { Person, Place, Platform, Posted } from './port.ts'

/** A card that was sent to somebody, with the read that shows it to them. */
export type Copy = {
  id: string
  about: string
  user: string
  /** The account that it was sent to, which may stand for nobody, or for somebody else, by now. */
  person: Person
  tool: string
  input: Readonly<Record<string, unknown>>
  posted: Posted
  status: 'shown' | 'settled' | 'gone'
  /** Changes whenever the card is shown anew. */
  revision: Temporal.Instant
}

type Parts = Pick<Waist, 'db' | 'clock'>

export type Copies = ReturnType<typeof createCopies>

/** The cards that were sent out: those about one thing are shown anew together. */
export function createCopies(parts: Parts) {
  const select = async (text: string, values: unknown[]) =>
    (await parts.db.sql({ text, values })).rows.map(copyOf)
  const withId = async (id: string) => (await select('select * from card_copy where id = $1', [id]))[0]
  return {
    /** Remembers a card under the key of the delivery that sent it; a repeat changes nothing. */
    remember: (key: string, copy: Sent) => remember(parts, key, copy),
    /** The card that was sent under this key. */
    sent: (key: string): Promise<Copy | undefined> => withId(v5(key, namespace)),
    find: (id: string): Promise<Copy | undefined> => withId(id),
    /**
     * The card that this message shows. Platforms name messages within a conversation only: of several with one name it
     * is that of the user, and then that of the channel.
     */
    async at(message: { platform: Platform; message: string; user: string; channel?: string }) {
      const text = `select * from card_copy where platform = $1 and message = $2
        order by user_id = $3 desc, place ->> 'channel' = $4 desc limit 1`
      const values = [message.platform, message.message, message.user, message.channel ?? '']
      return (await select(text, values))[0]
    },
    /** Cards about something that are still shown, oldest first. */
    shown: (about: string) =>
      select(`select * from card_copy where about = $1 and status = 'shown' order by updated_at, id`, [
        about,
      ]),
    /**
     * Keeps what the card came to, unless it was shown anew by somebody else since it was read: then false, and what is
     * shown now may be older than what stands.
     */
    change: (copy: Copy, came: Pick<Copy, 'status' | 'posted'>) => change(parts, copy, came),
    /** Forgets cards that nobody touched since that instant. */
    async forget(before: Temporal.Instant): Promise<void> {
      await parts.db.sql({ text: 'delete from card_copy where updated_at < $1', values: [toDate(before)] })
    },
  }
}

type Sent = Pick<Copy, 'about' | 'user' | 'person' | 'tool' | 'input' | 'posted'>

async function remember(
  { db: { sql }, clock }: Parts,
  key: string,
  { about, user, person, tool, input, posted }: Sent,
): Promise<void> {
  await sql({
    name: 'copy_remember',
    text: `insert into card_copy (id, about, user_id, tool, input, platform, tenant, subject, place, message, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    values: [
      v5(key, namespace),
      about,
      user,
      tool,
      JSON.stringify(input),
      person.platform,
      person.tenant,
      person.subject,
      JSON.stringify(posted.place),
      posted.message,
      toDate(clock.now()),
    ],
  })
}

async function change(
  { db: { sql }, clock }: Parts,
  copy: Copy,
  { status, posted }: Pick<Copy, 'status' | 'posted'>,
): Promise<boolean> {
  // Two changes within a millisecond of the clock are still two.
  const next = [clock.now(), copy.revision.add({ milliseconds: 1 })].reduce((a, b) =>
    a.epochMilliseconds > b.epochMilliseconds ? a : b,
  )
  const { rowCount } = await sql({
    name: 'copy_change',
    text: `update card_copy set status = $3, place = $4, message = $5, updated_at = $6
      where id = $1 and updated_at = $2`,
    values: [
      copy.id,
      toDate(copy.revision),
      status,
      JSON.stringify(posted.place),
      posted.message,
      toDate(next),
    ],
  })
  return rowCount === 1
}

/** Ids of copies are made from the keys of their deliveries, so that one delivery has one. */
const namespace = 'c1d7a0a4-6f2e-5a86-9a5f-7d2c9b0a3e51'

function copyOf(row: Record<string, unknown>): Copy {
  const place = row.place as Place
  return {
    id: String(row.id),
    about: String(row.about),
    user: String(row.user_id),
    person: { platform: place.platform, tenant: String(row.tenant), subject: String(row.subject) },
    tool: String(row.tool),
    input: row.input as Copy['input'],
    posted: { place, message: String(row.message) },
    status: row.status as Copy['status'],
    revision: toInstant(row.updated_at as Date),
  }
}
