import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../access/actor.ts'
import type { Db, Sql } from '../db/client.ts'
import { businessTables } from '../db/tables.ts'
import type { Transaction } from '../db/transaction.ts'
import { toDate } from '../platform/clock.ts'
import { Fault } from '../platform/fault.ts'
import { asksAsMind, type Call, type Result } from './call.ts'
import { cancelConfirmation } from './cancel.ts'
import type { Card } from './card.ts'
import { contextOf, type Running } from './context.ts'
import type { Target } from './origin.ts'
import type { AnyTool, Effect, Preview } from './tool.ts'
import { digest } from './trace.ts'
import type { Waist } from './waist.ts'

const minutes = 5

const reachesFurther: Record<Effect, boolean> = {
  read: false,
  write: false,
  outward: true,
  power: true,
  irreversible: true,
}

/**
 * True when a person has to confirm: a mind asks for something outward, powerful or irreversible, or a language model
 * asks for any change while it has read what outsiders wrote. Guided mode is not steered by what it reads.
 */
export function needsConfirmation(tool: AnyTool, call: Call): boolean {
  if (!asksAsMind(call)) return false
  if (reachesFurther[tool.effect]) return true
  return (
    tool.effect === 'write' &&
    tool.name !== cancelConfirmation.name &&
    call.tainted === true &&
    call.mind !== 'guided'
  )
}

/** Writes the record of the call in the transaction of this connection. */
type WriteRecord = (sql: Sql) => Promise<void>

/** Stores the call as a confirmation for this person, at most five minutes, and answers with its card. */
export async function hold(waist: Waist, running: Running, record: WriteRecord): Promise<Result> {
  const { trace, actor, tool } = running
  const id = waist.newId()
  const now = waist.clock.now()
  const expiresAt = now.add({ minutes })
  // The versions come first: what changes while the card is made makes the confirmation void.
  const targets = await versionsOf(waist.db.sql, trace.targets)
  const preview = await tool.preview?.(contextOf(waist, running), trace.input)
  trace.confirmationId = id
  await waist.db.transaction(trace.id, async ({ db, sql }) => {
    await db.confirmation.create({
      data: {
        id,
        userId: actor.id,
        tool: tool.name,
        input: trace.input as object,
        argsDigest: digest(waist, trace.input),
        targets,
        epoch: actor.epoch,
        door: trace.call.door,
        conversationId: trace.call.conversation ?? null,
        tainted: trace.call.tainted ?? false,
        expiresAt: toDate(expiresAt),
        createdAt: toDate(now),
      },
    })
    await record(sql)
  })
  const card = cardOf(tool, id, preview)
  return {
    outcome: 'pending',
    call: trace.id,
    confirmation: { id, tool: tool.name, expiresAt: expiresAt.toString(), card },
  }
}

/** The card that a person confirms or cancels; its words come from the stored arguments alone. */
function cardOf(tool: AnyTool, id: string, preview: Preview | undefined): Card {
  const waits = `Nothing has happened yet. It waits for your confirmation for ${minutes} minutes.`
  const style = tool.effect === 'irreversible' ? 'danger' : 'primary'
  return {
    title: `${tool.title}?`,
    text: [preview?.text, waits].filter(Boolean).join(' '),
    facts: preview?.facts ?? [],
    buttons: [
      { label: 'Confirm', tool: tool.name, input: {}, confirmation: id, style },
      { label: 'Cancel', tool: cancelConfirmation.name, input: { confirmation: id } },
    ],
  }
}

/**
 * Consumes a confirmation inside the transaction that runs its call: once, in time, by the same person, under the same
 * rights and on rows that have not changed since. Anything else is a fault and nothing happens.
 */
export async function consume(
  { db, sql }: Transaction,
  confirmation: { id: string; now: Temporal.Instant },
  actor: Actor,
): Promise<void> {
  const row = await db.confirmation.findUnique({ where: { id: confirmation.id } })
  if (!row || row.userId !== actor.id)
    throw new Fault('denied', 'This waits for somebody else. Nothing has happened.')
  if (row.status !== 'pending') throw new Fault('expired', settledWords[row.status] ?? settledWords.expired)
  if (row.expiresAt <= toDate(confirmation.now)) throw new Fault('expired', settledWords.expired)
  if (row.epoch !== (await epochOf(sql, actor))) {
    throw new Fault(
      'expired',
      'Your rights have changed since you asked. Nothing has happened; please ask again.',
    )
  }
  const before = JSON.stringify(sorted(row.targets as Versioned[]))
  const after = JSON.stringify(sorted(await versionsOf(sql, row.targets as Versioned[])))
  if (before !== after) {
    throw new Fault(
      'conflict',
      'What this is about has changed since you asked. Nothing has happened; please look again.',
    )
  }
  const { count } = await db.confirmation.updateMany({
    where: { id: row.id, status: 'pending' },
    data: { status: 'consumed', settledAt: toDate(confirmation.now) },
  })
  if (count !== 1) throw new Fault('expired', settledWords.consumed)
}

/** The epoch of the rights at this very moment, held until the call ends; undefined for somebody who has left. */
async function epochOf(sql: Sql, actor: Actor): Promise<number | undefined> {
  const { rows } = await sql({
    text: `select authz_epoch from app_user where id = $1 and status = 'active' for share`,
    values: [actor.id],
  })
  return rows[0] ? Number(rows[0].authz_epoch) : undefined
}

/**
 * Deletes confirmations that were settled or expired before this instant, since their inputs hold texts of people. What
 * was asked and done stays in the activity log, by id and digest. Returns how many there were.
 */
export async function forgetConfirmations(db: Db, before: Temporal.Instant): Promise<number> {
  const { count } = await db.confirmation.deleteMany({
    where: { OR: [{ settledAt: { lt: toDate(before) } }, { expiresAt: { lt: toDate(before) } }] },
  })
  return count
}

const settledWords: Record<string, string> & { expired: string; consumed: string } = {
  consumed: 'This was confirmed already. It happened once, and not again.',
  cancelled: 'This was cancelled. Nothing has happened; please ask again if you still want it.',
  expired: 'This waited too long and has expired. Nothing has happened; please ask again.',
}

type Versioned = Target & { version: number }

const tableOf = new Map(
  Object.entries(businessTables).flatMap(([table, kind]) => (kind ? [[kind as string, table] as const] : [])),
)

/** The versions of the rows that a call is about; a row that is missing has version 0. */
async function versionsOf(sql: Sql, targets: readonly Target[]): Promise<Versioned[]> {
  const versions: Versioned[] = []
  for (const { type, id } of targets) {
    const table = tableOf.get(type)
    if (!table) continue
    const { rows } = await sql({
      text: `select coalesce((to_jsonb(t) ->> 'version')::int, 1) as version from ${table} t where id = $1`,
      values: [id],
    })
    versions.push({ type, id, version: Number(rows[0]?.version ?? 0) })
  }
  return versions
}

function sorted(targets: Versioned[]): Versioned[] {
  return targets
    .map(({ type, id, version }) => ({ type, id, version }))
    .sort((a, b) => `${a.type}${a.id}`.localeCompare(`${b.type}${b.id}`))
}
