import { z } from 'zod'
import { Fault, toFault } from '../../platform/fault.ts'
import type { Card } from '../../tools/card.ts'
import type { Parcel, Receipt } from '../../tools/outbox.ts'
import type { Office } from './office.ts'
import { portOf } from './parts.ts'
import type { Person, Place, Posted } from './port.ts'
import { bindShown, isDead, isWorthAnotherTry, postOnce } from './post.ts'
import { cardFor, isHidden, type Reader, reshow, shownTo } from './show.ts'

const shownBy = z.object({
  input: z.record(z.string(), z.unknown()),
  weight: z.enum(['waits', 'news']),
  about: z.string().optional(),
  except: z.string().optional(),
})

/**
 * Brings a message to its recipient: the card of a read that is made as the recipient, on each platform where they can
 * be written to. held when there is none; dropped when they want none, or may not see it. Faults: those of ports and
 * reads that are worth another try.
 */
export async function deliverMessage(office: Office, parcel: Parcel): Promise<Receipt> {
  const { input, weight, about, except } = shownBy.parse(parcel.payload)
  const { recipientId: user, tool } = parcel
  if (!user || !tool) throw new Fault('refused', 'This message names nobody, or nothing to show.')
  const level = await noticeLevel(office, user)
  if (level === undefined) return { outcome: 'dropped', why: 'the person is not active' }
  if (level === 'none' || (level === 'important' && weight === 'news'))
    return { outcome: 'dropped', why: `the person wants ${level} notices` }
  const people = await addressesOf(office, user, except)
  if (people.length === 0 && except) return { outcome: 'dropped', why: 'no other account is linked' }
  if (people.length === 0) return { outcome: 'held', why: 'no account is linked' }
  const reader: Reader = { credential: { kind: 'owner', user }, door: 'queue', user }
  const showing = { tool, input }
  const card = await cardFor(office, reader, showing).catch(hiddenAs)
  if ('hidden' in card) return { outcome: 'dropped', why: card.hidden }
  const message = { parcel, user, card, showing: { ...showing, about: about ?? `parcel:${parcel.id}` } }
  const sent = await sendAll(office, people, message)
  if (sent.length === 0) return { outcome: 'held', why: 'no account takes messages' }
  if (about) await keepFresh(office, { reader, parcel, card, showing, people })
  return { outcome: 'done', reference: { posted: sent } }
}

function hiddenAs(error: unknown): { hidden: string } {
  if (isHidden(error)) return { hidden: toFault(error).code }
  throw error
}

/** Shows every copy of the cards about something, on platforms that are open, anew. Faults: the first that is worth another try, after all were tried. */
export async function refreshCards(office: Office, parcel: Parcel): Promise<Receipt> {
  const { about } = z.object({ about: z.string() }).parse(parcel.payload)
  const copies = (await office.copies.shown(about)).filter(({ posted }) =>
    office.ports.has(posted.place.platform),
  )
  const tried = await Promise.allSettled(copies.map(({ id }) => reshow(office, id)))
  const failed = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  const again = failed.find(isWorthAnotherTry)
  if (again !== undefined) throw again
  for (const error of failed) office.waist.log.warn({ err: error, about }, 'a card could not be shown anew')
  return { outcome: 'done', reference: { copies: copies.length, failed: failed.length } }
}

/** Which notices somebody wants; undefined for who is not active. */
async function noticeLevel({ waist }: Office, user: string): Promise<string | undefined> {
  const row = await waist.db.reads.user.findUnique({
    where: { id: user },
    select: { status: true, notices: true },
  })
  if (row?.status !== 'active') return undefined
  return z.object({ level: z.string() }).catch({ level: 'all' }).parse(row.notices).level
}

/** The linked accounts of a user on platforms that are open, save one that knows already. */
async function addressesOf(office: Office, user: string, except: string | undefined): Promise<Person[]> {
  const linked = await office.waist.db.reads.platformIdentity.findMany({
    where: {
      userId: user,
      platform: { in: [...office.ports.keys()] },
      ...(except ? { id: { not: except } } : {}),
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return linked.map(({ platform, tenant, subject }) => ({
    platform: platform === 'teams' ? 'teams' : 'slack',
    tenant,
    subject,
  }))
}

type Message = {
  parcel: Parcel
  user: string
  card: Card
  showing: { tool: string; input: Readonly<Record<string, unknown>>; about: string }
}

/**
 * One account after the other, so that one that cannot be reached now keeps the message from no other; what was sent is
 * known at the next attempt. Faults: one that is worth another try, or any when nothing was sent.
 */
async function sendAll(office: Office, people: readonly Person[], message: Message): Promise<Posted[]> {
  const sent: Posted[] = []
  const failed: unknown[] = []
  for (const person of people) {
    try {
      const posted = await send(office, person, message)
      if (posted) sent.push(posted)
    } catch (error) {
      failed.push(error)
    }
  }
  const fault = failed.find(isWorthAnotherTry) ?? (sent.length === 0 ? failed[0] : undefined)
  if (fault !== undefined) throw fault
  return sent
}

/** Undefined when this account takes no messages. */
async function send(office: Office, person: Person, message: Message): Promise<Posted | undefined> {
  const { parcel, user, card, showing } = message
  const key = keyFor(parcel, person)
  const before = await office.copies.sent(key)
  if (before) return before.posted
  const place = await placeOf(office, person, user)
  if (!place) return undefined
  const shown = await shownTo(office, user, card)
  try {
    const posted = await postOnce(portOf(office, place), { place, shown, key }, parcel.repeated)
    await office.copies.remember(key, { ...showing, user, person, posted })
    await bindShown(office, posted, shown)
    return posted
  } catch (error) {
    if (!isDead(error)) throw error
    await office.references.bury(person, place, toFault(error).message)
    return undefined
  }
}

function keyFor({ id }: Parcel, { platform, tenant, subject }: Person): string {
  return `${id}:${platform}:${tenant}:${subject}`
}

/**
 * Where this account is written to; undefined when it takes no messages until its person writes again, and when it does
 * not stand for the user: for who is no member of the platform any more, or may do more than their address opens.
 */
async function placeOf(office: Office, person: Person, user: string): Promise<Place | undefined> {
  const known = await office.references.of(person)
  if (known === 'dead') return undefined
  const port = portOf(office, person)
  try {
    if ((await office.identities.userOf(port, person)) !== user) return undefined
    return known ?? (await port.privatePlace(person))
  } catch (error) {
    if (!isDead(error)) throw error
    office.waist.log.warn(
      { code: toFault(error).code, platform: person.platform },
      'nobody is there to write to',
    )
    return undefined
  }
}

/** What changed between the read and the moment in which the copy was remembered would be shown to nobody. */
async function keepFresh(
  office: Office,
  {
    reader,
    parcel,
    card,
    showing,
    people,
  }: Pick<Message, 'parcel' | 'card'> & {
    reader: Reader
    showing: { tool: string; input: Readonly<Record<string, unknown>> }
    people: readonly Person[]
  },
): Promise<void> {
  const now = await cardFor(office, reader, showing)
  if (JSON.stringify(now) === JSON.stringify(card)) return
  for (const person of people) {
    const copy = await office.copies.sent(keyFor(parcel, person))
    if (copy) await reshow(office, copy.id)
  }
}
