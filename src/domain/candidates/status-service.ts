import type { Temporal } from 'temporal-polyfill'
import type { Prisma } from '../../db/generated/client.ts'
import { toDate, toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { factsOf, movesOf } from './application-view.ts'
import { type MoveRequest, moveOptions, planMove } from './move.ts'
import { applicationPolicy } from './policy.ts'
import { sayReason } from './reasons.ts'
import { visibleApplication } from './service.ts'
import { type Standing, statusLabels } from './stages.ts'
import { columnsOf, standingOf } from './standing.ts'
import { changedParts, planUndo } from './undo.ts'

export type LoadedApplication = Awaited<ReturnType<typeof visibleApplication>>

/** What a move did, for its answer and card. */
export type Moved = ReturnType<typeof moved>

/** The day that it is for the actor. */
export function todayOf(context: Pick<Context, 'now' | 'actor'>): Temporal.PlainDate {
  return context.now.toZonedDateTimeISO(context.actor.timeZone).toPlainDate()
}

/**
 * Moves an application by the table of the workflow. Faults: not_found, refused (an illegal move), invalid (a field is
 * missing or wrong), conflict when somebody else was faster.
 */
export async function moveApplication(
  context: Context,
  {
    application,
    expected_version,
    ...request
  }: MoveRequest & { application: string; expected_version?: number | undefined },
): Promise<Moved> {
  const row = await visibleApplication(context, application, 'update')
  if (expected_version !== undefined && expected_version !== row.version)
    throw await overtaken(context, row.id)
  return move(context, row, request)
}

/** Moves an application that is loaded already and that the actor may update. */
export async function move(context: Context, row: LoadedApplication, request: MoveRequest): Promise<Moved> {
  const before = standingOf(row)
  const plan = planMove(before, request, { now: context.now, today: todayOf(context) })
  await save(context, row, plan.after)
  await context.tx.statusChange.create({
    data: {
      ...changeOf(context, row, { before, after: plan.after }),
      reason: plan.reason,
      note: plan.note,
      facts: plan.facts,
    },
  })
  return moved(context, row, { before, after: plan.after, reason: plan.reason, note: plan.note })
}

/**
 * Takes an application that is on hold or rejected up again, in the stage that it left. Faults: not_found; refused when
 * it is neither; invalid without a reason for one that was rejected; conflict.
 */
export async function takeUpAgain(
  context: Context,
  asked: {
    application: string
    reason?: string | undefined
    note?: string | undefined
    expected_version?: number | undefined
  },
) {
  const { application, expected_version, ...request } = asked
  const row = await visibleApplication(context, application, 'update')
  if (expected_version !== undefined && expected_version !== row.version)
    throw await overtaken(context, row.id)
  const standing = standingOf(row)
  if (standing.resume_to === null) {
    const text = `${row.candidate.name} is in ${statusLabels[standing.status]}, neither on hold nor rejected, so there is nothing to take up again.`
    throw new Fault('refused', text, { options: moveOptions(standing) })
  }
  return await move(context, row, { ...request, status: standing.resume_to })
}

/**
 * Takes back the last move and restores the facts it set. A hire can be taken back within 24 hours by whoever holds
 * application.undo_hire. Faults: not_found, refused, denied, conflict.
 */
export async function undoLastMove(
  context: Context,
  asked: { application: string; reason?: string | undefined; expected_version?: number | undefined },
): Promise<Moved> {
  const row = await visibleApplication(context, asked.application, 'update')
  if (asked.expected_version !== undefined && asked.expected_version !== row.version)
    throw await overtaken(context, row.id)
  const before = standingOf(row)
  const last = await lastMove(context, row.id)
  const mayUndoHire = before.status === 'hired' && (await mayUndoHireOf(context, row.id))
  const after = planUndo(before, last, { now: context.now, mayUndoHire })
  const reason = asked.reason ?? null
  await save(context, row, after)
  await context.tx.statusChange.create({
    data: { ...changeOf(context, row, { before, after }), reason, undoes: last?.id ?? null },
  })
  return moved(context, row, { before, after, reason, note: null })
}

type Step = { before: Standing; after: Standing }

async function save(context: Context, row: LoadedApplication, after: Standing): Promise<void> {
  const { count } = await context.tx.application.updateMany({
    where: { id: row.id, version: row.version },
    data: { ...columnsOf(after), updatedAt: toDate(context.now), version: { increment: 1 } },
  })
  if (count !== 1) throw await overtaken(context, row.id)
  // Whoever was told that the hold has ended sees that it is taken up.
  if (row.status === 'on_hold') {
    await context.deliver({
      effectKey: `application:${row.id}:moved:${context.call.id}`,
      port: 'card',
      about: { type: 'application', id: row.id },
    })
  }
}

function changeOf(context: Context, row: LoadedApplication, { before, after }: Step) {
  return {
    id: context.newId(),
    applicationId: row.id,
    fromStatus: before.status,
    toStatus: after.status,
    before: changedParts(before, after),
    actorId: context.actor.id,
    door: context.call.door,
    at: toDate(context.now),
  } satisfies Prisma.StatusChangeUncheckedCreateInput
}

function moved(
  context: Context,
  row: LoadedApplication,
  { before, after, reason, note }: Step & { reason: string | null; note: string | null },
) {
  const why = sayReason(reason)
  return {
    application: row.id,
    version: row.version + 1,
    candidate: row.candidate,
    job: { id: row.job.id, title: row.job.title },
    from: before.status,
    to: after.status,
    ...factsOf(context, after),
    ...(why ? { reason: why } : {}),
    ...(note ? { note } : {}),
    at: context.now.toString(),
    moves: movesOf(after),
  }
}

async function lastMove({ tx }: Context, application: string) {
  const row = await tx.statusChange.findFirst({
    where: { applicationId: application },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  })
  if (!row) return undefined
  // Only this room writes the column, in the shape of a standing.
  const before = row.before as Partial<Standing>
  return { id: row.id, from: row.fromStatus, undoes: row.undoes, at: toInstant(row.at), before }
}

async function mayUndoHireOf(context: Context, id: string): Promise<boolean> {
  const where = { AND: [{ id }, context.where(applicationPolicy, 'undo_hire')] }
  return (await context.tx.application.count({ where })) === 1
}

/** The fault for whoever came second: it tells the newer state, so that they can decide anew. */
async function overtaken(context: Context, id: string): Promise<Fault> {
  const row = await visibleApplication(context, id, 'update')
  const last = await context.tx.statusChange.findFirst({
    where: { applicationId: id },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    include: { actor: { select: { name: true } } },
  })
  const standing = standingOf(row)
  const who = last ? `${last.actor.name} has` : 'Somebody has'
  const text = `${who} changed this in the meantime: ${row.candidate.name} is now in ${statusLabels[standing.status]} for ${row.job.title}. What should happen now?`
  return new Fault('conflict', text, { field: 'status', options: moveOptions(standing) })
}
