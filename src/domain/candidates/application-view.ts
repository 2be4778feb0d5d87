import { Temporal } from 'temporal-polyfill'
import type { Application } from '../../db/generated/client.ts'
import type { Rate } from '../../platform/money.ts'
import type { Context } from '../../tools/tool.ts'
import { sayReason } from './reasons.ts'
import { isActive, legalMoves, type Move, type Standing, statusLabels } from './stages.ts'
import { standingOf } from './standing.ts'

/** What of an application's neighbours is read for lists. */
export const applicationNames = {
  candidate: { select: { id: true, name: true } },
  job: { select: { id: true, title: true, reference: true, client: { select: { name: true } } } },
  owner: { select: { id: true, name: true } },
} as const

export type ApplicationRow = Application & {
  candidate: { id: string; name: string }
  job: { id: string; title: string; reference: string; client: { name: string } }
  owner: { id: string; name: string }
}

/** An application as lists and the board show it: who, for what, since when, and where it can go. */
export function applicationItem(context: Context, row: ApplicationRow) {
  const standing = standingOf(row)
  const days = daysIn(standing, context.now)
  return {
    id: row.id,
    label: `${row.candidate.name} for ${row.job.title}`,
    detail: `${statusLabels[standing.status]} for ${days} ${days === 1 ? 'day' : 'days'}, ${row.job.client.name}, ${row.job.reference}`,
    version: row.version,
    status: standing.status,
    active: isActive(standing.status),
    days_in_stage: days,
    candidate: row.candidate,
    job: { id: row.job.id, title: row.job.title },
    client: row.job.client.name,
    owner: row.owner,
    moves: movesOf(standing),
    ...(standing.hold_until ? { hold_until: standing.hold_until } : {}),
  }
}

/** The legal next moves of a standing with the fields that each still needs, as forms and guided mode use them. */
export function movesOf(standing: Standing): { to: Move['to']; needs: Move['needs'][number][] }[] {
  return legalMoves(standing.status, standing.resume_to, standing).map(({ to, needs }) => ({
    to,
    needs: [...needs],
  }))
}

/** Whole days since the last move. */
export function daysIn(standing: Standing, now: Temporal.Instant): number {
  return daysSince(Temporal.Instant.from(standing.status_changed_at), now)
}

/** Whole days of 24 hours between two instants, 0 when the first is later. */
export function daysSince(from: Temporal.Instant, now: Temporal.Instant): number {
  return Math.max(0, Math.floor((now.epochMilliseconds - from.epochMilliseconds) / 86_400_000))
}

/** The facts of an application that the actor may see. */
export function factsOf(context: Context, standing: Standing) {
  const rate: Rate | null = context.mayField('application', 'agreed_rate') ? standing.agreed_rate : null
  const reason = sayReason(standing.reason)
  return {
    ...(reason ? { reason } : {}),
    ...(standing.hold_until ? { hold_until: standing.hold_until } : {}),
    ...(standing.interview_held_on ? { held_on: standing.interview_held_on } : {}),
    ...(rate ? { rate } : {}),
    ...(standing.start_date ? { start_date: standing.start_date } : {}),
  }
}
