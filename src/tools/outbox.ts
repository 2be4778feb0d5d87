import type { Temporal } from 'temporal-polyfill'
import type { Db } from '../db/client.ts'
import type { Prisma } from '../db/generated/client.ts'
import { toDate } from '../platform/clock.ts'
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

function shownBy({ input, weight, about }: MessageDelivery) {
  return { input, weight, ...(about ? { about: aboutKey(about) } : {}) }
}
