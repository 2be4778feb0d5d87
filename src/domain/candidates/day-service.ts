import { Temporal } from 'temporal-polyfill'
import { toInstant } from '../../platform/clock.ts'
import type { Context } from '../../tools/tool.ts'
import { type ApplicationRow, applicationNames, daysIn, daysSince } from './application-view.ts'
import { pageAfter } from './cursor.ts'
import { handOverReason, type Reason, reasonOf, scoreOf } from './day.ts'
import { type HandOverRow, waitingHandOvers } from './hand-over-service.ts'
import { applicationPolicy } from './policy.ts'
import { legalMoves, path, statusLabels } from './stages.ts'
import { standingOf } from './standing.ts'
import { todayOf } from './status-service.ts'

type Button = { label: string; tool: string; input: Record<string, string> }

export type DayItem = {
  id: string
  kind: 'application' | 'hand_over'
  label: string
  detail: string
  score: number
  parts: { part: string; points: number }[]
  candidate: { id: string; name: string }
  button: Button
}

/**
 * What the actor should do first: their own applications, or those of their teams for a manager, that want attention,
 * and colleagues who wait for an answer. The most urgent first, each with its reasons, points and the next step.
 */
export async function planDay(context: Context, page: { limit: number; cursor?: string | undefined }) {
  const today = todayOf(context)
  const [applications, handOvers] = await Promise.all([mine(context), waitingHandOvers(context)])
  const items = [
    ...applications.flatMap((row) => applicationTask(row, context.now, today) ?? []),
    ...handOvers.map((row) => handOverTask(row, context.now)),
  ]
  items.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  return pageAfter(items, page)
}

function mine(context: Context): Promise<ApplicationRow[]> {
  const { actor } = context
  const leads = actor.personas.includes('manager') && actor.teams.length > 0
  const whose = leads
    ? { OR: [{ ownerId: actor.id }, { teamId: { in: [...actor.teams] } }] }
    : { ownerId: actor.id }
  const open = [...path.filter((stage) => stage !== 'hired'), 'on_hold']
  return context.tx.application.findMany({
    where: { AND: [context.where(applicationPolicy), whose, { status: { in: open } }] },
    include: applicationNames,
  })
}

function applicationTask(
  row: ApplicationRow,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): DayItem | undefined {
  const standing = standingOf(row)
  const reason = reasonOf({
    status: standing.status,
    daysInStage: daysIn(standing, now),
    holdPassedDays: passedDays(standing.hold_until, today),
    hasStart: standing.start_date !== null,
  })
  if (!reason) return undefined
  return {
    id: row.id,
    kind: 'application',
    label: `${row.candidate.name} for ${row.job.title}`,
    ...told(reason),
    candidate: row.candidate,
    button: nextStep(row),
  }
}

/** The step that needs no further field, else a look at the person. */
function nextStep(row: ApplicationRow): Button {
  const { id, candidate } = row
  const standing = standingOf(row)
  const [next] = legalMoves(standing.status, standing.resume_to, standing)
  return next && next.needs.length === 0
    ? {
        label: `To ${statusLabels[next.to]}: ${candidate.name}`,
        tool: 'change_status',
        input: { application: id, status: next.to },
      }
    : { label: `Look at ${candidate.name}`, tool: 'get_candidate', input: { candidate: candidate.id } }
}

function handOverTask(row: HandOverRow, now: Temporal.Instant): DayItem {
  const reason = handOverReason(daysSince(toInstant(row.createdAt), now))
  return {
    id: row.id,
    kind: 'hand_over',
    label: `${row.requester.name} asks for ${row.candidate.name}`,
    ...told(reason),
    candidate: row.candidate,
    button: {
      label: `Hand ${row.candidate.name} over`,
      tool: 'answer_hand_over',
      input: { hand_over: row.id, answer: 'accept' },
    },
  }
}

function told(reason: Reason) {
  return { detail: reason.why, score: scoreOf(reason), parts: [...reason.parts] }
}

/** Whole days since the day until which something waits; null while it may still wait or when no day was given. */
function passedDays(until: string | null, today: Temporal.PlainDate): number | null {
  if (until === null) return null
  const days = Temporal.PlainDate.from(until).until(today, { largestUnit: 'day' }).days
  return days >= 0 ? days : null
}
