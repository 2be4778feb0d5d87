import type { Temporal } from 'temporal-polyfill'
import type { Db, Sql } from '../db/client.ts'
import type { Outbox, Prisma } from '../db/generated/client.ts'
import { toDate, toInstant } from '../platform/clock.ts'
import type { NewId } from '../platform/id.ts'
import type { Origin, Target } from './origin.ts'

/** Shows people what a read answers them: its card is made for each under their own rights when it leaves. */
export type MessageDelivery = {
  port: 'message'
  /** Happens once for each recipient under this key. */
  effectKey: string
  to: readonly string[]
  /** A read with a card. Somebody who may not make this call is shown nothing, and that is recorded. */
  tool: string
  input: Readonly<Record<string, unknown>>
  /** waits: the recipient is asked for something · news: good to know. People choose which of them reach them. */
  weight: 'waits' | 'news'
  /** What the card is about, when its copies change together as soon as that changes. */
  about?: Target
  /** The id of a linked account of the recipient that knows already, and is not written to. */
  except?: string
}

/** A mail from a template, made when it leaves. */
export type MailDelivery = {
  port: 'mail'
  effectKey: string
  to: readonly string[]
  payload: Readonly<Record<string, unknown>> & { template: string }
}

/** Shows every posted copy of the cards about something anew, as each of its readers may see it now. */
export type CardRefresh = { port: 'card'; effectKey: string; about: Target }

/** An effect on the outer world that leaves after commit. The key makes it happen once. */
export type Delivery = MessageDelivery | MailDelivery | CardRefresh

/** A call that runs later, for the same person and no freer than the call that asks for it. */
export type Deferral = {
  effectKey: string
  tool: string
  input: Readonly<Record<string, unknown>>
  dueAt: Temporal.Instant
}

/** On whose behalf, in which call, and when an outbox row is written. */
export type Sender = { callId: string; ownerId: string; now: Temporal.Instant; newId: NewId }

/** Ports through which effects leave. */
export type Port = Delivery['port']

/** A delivery for one recipient, as whoever brings it out gets it. */
export type Parcel = {
  id: string
  /** The same for every attempt, and of nothing else: receivers that take a key get this one. */
  effectKey: string
  port: Port
  tool: string | undefined
  recipientId: string | undefined
  /** Who caused it. */
  ownerId: string
  payload: Readonly<Record<string, unknown>>
  /** This attempt included. */
  attempts: number
  createdAt: Temporal.Instant
  /** True when an earlier attempt may have gone out, so that the receiver is asked first where it can be. */
  repeated: boolean
}

/**
 * What became of a parcel. held: nobody can be reached yet, it is kept until the person links an account · dropped: the
 * person wants none, or may not see it any more. Whoever brings it out throws a Fault for everything else: `limited`,
 * `unavailable` and `failed` are tried again, others are not.
 */
export type Receipt =
  | { outcome: 'done'; reference?: Readonly<Record<string, unknown>> }
  | { outcome: 'held'; why: string }
  | { outcome: 'dropped'; why: string }

/** Brings parcels of one port out. */
export type Deliverer = (parcel: Parcel) => Promise<Receipt>

/** What cards of copies are filed under: `submission:0198…`. */
export function aboutKey({ type, id }: Target): string {
  return `${type}:${id}`
}

/** Writes a delivery in the transaction of its call; the same effect key a second time adds nothing. */
export async function enqueue(tx: Db, delivery: Delivery, sender: Sender): Promise<void> {
  await tx.outbox.createMany({
    data: rowsOf(delivery).map((row) => ({ ...common(sender), kind: 'delivery', ...row })),
    skipDuplicates: true,
  })
}

/** Writes a call for later in the transaction of the call that asks for it; a repeat of its effect key adds nothing. */
export async function defer(
  tx: Db,
  { effectKey, tool, input, dueAt }: Deferral,
  sender: Sender & { origin: Origin },
): Promise<void> {
  const row = {
    ...common(sender),
    kind: 'call',
    effectKey,
    tool,
    payload: { ...input } as Prisma.InputJsonObject,
    origin: { ...sender.origin },
    dueAt: toDate(dueAt),
  }
  await tx.outbox.createMany({ data: [row], skipDuplicates: true })
}

function common({ callId, ownerId, now, newId }: Sender) {
  return { id: newId(), callId, ownerId, dueAt: toDate(now), createdAt: toDate(now) }
}

/** One row for each recipient, so that one who cannot be reached holds up nobody else. */
function rowsOf(delivery: Delivery) {
  if (delivery.port === 'card')
    return [
      { port: 'card', effectKey: delivery.effectKey, payload: { about: aboutKey(delivery.about) } as object },
    ]
  return delivery.to.map((recipientId) => ({
    port: delivery.port,
    effectKey: `${delivery.effectKey}:${recipientId}`,
    recipientId,
    ...(delivery.port === 'mail'
      ? { payload: delivery.payload as object }
      : { tool: delivery.tool, payload: shownBy(delivery) as object }),
  }))
}

function shownBy({ input, weight, about, except }: MessageDelivery) {
  return { input, weight, ...(about ? { about: aboutKey(about) } : {}), ...(except ? { except } : {}) }
}

/** A row that one worker has in hand: under this number of attempts nobody else writes it. */
export type Claimed = Outbox

/** How an attempt at a row ended. */
export type Ending =
  | { status: 'done'; outcome: Readonly<Record<string, unknown>> }
  | { status: 'held'; fault: string }
  | { status: 'dead'; fault: string }
  | { status: 'waiting'; fault: string; dueAt: Temporal.Instant }

/** Days for which settled rows and held ones are kept; what is held reaches people for the first seven. */
const keptDays = 30
const heldDays = 7

/**
 * The ids of rows that can be worked on now, those due longest first: waiting ones, and those whose worker was lost.
 * `ports` are those that somebody delivers; rows of others stay as they are. `since` leaves out rows that are older.
 */
export async function dueRows(
  db: Db,
  asked: { now: Temporal.Instant; ports: readonly string[]; most: number; since?: Temporal.Instant },
): Promise<string[]> {
  const { now, ports, most, since } = asked
  const rows = await db.outbox.findMany({
    where: { AND: [workable(now, ports), since ? { createdAt: { gte: toDate(since) } } : {}] },
    orderBy: { dueAt: 'asc' },
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

function workable(now: Temporal.Instant, ports: readonly string[]): Prisma.OutboxWhereInput {
  const at = toDate(now)
  const free: Prisma.OutboxWhereInput[] = [
    { status: 'waiting', dueAt: { lte: at } },
    { status: 'working', leasedUntil: { lt: at } },
  ]
  return { AND: [{ OR: free }, { OR: [{ kind: 'call' }, { port: { in: [...ports] } }] }] }
}

/** Takes a row in hand until `until`; undefined when it is not due, or done, or somebody else's. */
export async function claimRow(
  db: Db,
  id: string,
  asked: { now: Temporal.Instant; until: Temporal.Instant; ports: readonly string[] },
): Promise<Claimed | undefined> {
  const [row] = await db.outbox.updateManyAndReturn({
    where: { id, ...workable(asked.now, asked.ports) },
    data: { status: 'working', attempts: { increment: 1 }, leasedUntil: toDate(asked.until) },
  })
  return row
}

/** Keeps rows in hand until `until`. A row that is being settled at this moment is passed over. */
export async function extendClaims(
  sql: Sql,
  claims: readonly Pick<Claimed, 'id' | 'attempts'>[],
  until: Temporal.Instant,
): Promise<void> {
  await sql({
    name: 'extend_claims',
    text: `update outbox set leased_until = $1::timestamptz where id in (
        select o.id from outbox o join unnest($2::uuid[], $3::int[]) as held (id, attempts) using (id, attempts)
        where o.status = 'working' for update of o skip locked)`,
    values: [until.toString(), claims.map(({ id }) => id), claims.map(({ attempts }) => attempts)],
  })
}

/**
 * Ends the attempt of whoever has the row in hand. Answers false, and changes nothing, when the row was taken over since
 * or is settled: then this attempt must leave no effect of its own.
 */
export async function settleRow(
  db: Db,
  { id, attempts }: Pick<Claimed, 'id' | 'attempts'>,
  end: Ending & { at: Temporal.Instant },
): Promise<boolean> {
  const settled = end.status === 'done' || end.status === 'dead'
  const { count } = await db.outbox.updateMany({
    where: { id, attempts, status: 'working' },
    data: {
      status: end.status,
      leasedUntil: null,
      settledAt: settled ? toDate(end.at) : null,
      ...(end.status === 'done'
        ? { outcome: { ...end.outcome } as object, fault: null }
        : { fault: end.fault }),
      ...(end.status === 'waiting' ? { dueAt: toDate(end.dueAt) } : {}),
    },
  })
  return count === 1
}

/** A claimed delivery as whoever brings it out gets it. */
export function parcelOf(row: Claimed): Parcel {
  return {
    id: row.id,
    effectKey: row.effectKey,
    port: row.port as Port,
    tool: row.tool ?? undefined,
    recipientId: row.recipientId ?? undefined,
    ownerId: row.ownerId,
    payload: row.payload as Record<string, unknown>,
    attempts: row.attempts,
    createdAt: toInstant(row.createdAt),
    repeated: row.attempts > 1,
  }
}

/**
 * Makes what is held for a person due again, once they can be reached, if it is not older than seven days. Returns how
 * many rows that are.
 */
export async function releaseHeld(db: Db, recipientId: string, now: Temporal.Instant): Promise<number> {
  const oldest = now.subtract({ hours: heldDays * 24 })
  const { count } = await db.outbox.updateMany({
    where: { recipientId, status: 'held', createdAt: { gte: toDate(oldest) } },
    data: { status: 'waiting', dueAt: toDate(now), attempts: 0, fault: null },
  })
  return count
}

/** Puts a row that was given up back, due now, with all attempts but one before it. False when it is not given up. */
export async function putBack(db: Db, id: string, now: Temporal.Instant): Promise<boolean> {
  const { count } = await db.outbox.updateMany({
    where: { id, status: 'dead' },
    // One attempt stays counted, so that the next is known to be a repetition.
    data: { status: 'waiting', dueAt: toDate(now), attempts: 1, settledAt: null },
  })
  return count === 1
}

/** Deletes what was done, or held in vain, thirty days ago, with the inputs it stored. Returns how many rows that were. */
export async function forgetOutbox(db: Db, now: Temporal.Instant): Promise<number> {
  const before = toDate(now.subtract({ hours: keptDays * 24 }))
  const { count } = await db.outbox.deleteMany({
    where: {
      OR: [
        { status: 'done', settledAt: { lt: before } },
        { status: 'held', createdAt: { lt: before } },
      ],
    },
  })
  return count
}
