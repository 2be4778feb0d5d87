import { Temporal } from 'temporal-polyfill'
import type { Application, Prisma } from '../../db/generated/client.ts'
import { dateToDay, dayToDate, toDate, toInstant } from '../../platform/clock.ts'
import { type Rate, rateUnits } from '../../platform/money.ts'
import { isStage, isStatus, type Standing } from './stages.ts'

export type StandingRow = Pick<
  Application,
  | 'status'
  | 'resumeTo'
  | 'holdUntil'
  | 'reason'
  | 'statusChangedAt'
  | 'interviewHeldOn'
  | 'agreedRate'
  | 'agreedCurrency'
  | 'agreedUnit'
  | 'startDate'
>

/** Where a stored application stands. Throws when the row holds a status that the workflow does not know. */
export function standingOf(row: StandingRow): Standing {
  if (!isStatus(row.status)) throw new Error(`The status ${row.status} is not part of the workflow.`)
  return {
    status: row.status,
    resume_to: row.resumeTo !== null && isStage(row.resumeTo) ? row.resumeTo : null,
    hold_until: dayOrNull(row.holdUntil),
    reason: row.reason,
    status_changed_at: toInstant(row.statusChangedAt).toString(),
    interview_held_on: dayOrNull(row.interviewHeldOn),
    agreed_rate: rateFrom(row.agreedRate, row.agreedCurrency, row.agreedUnit),
    start_date: dayOrNull(row.startDate),
  }
}

/** The columns that hold a standing. */
export function columnsOf(standing: Standing) {
  return {
    status: standing.status,
    resumeTo: standing.resume_to,
    holdUntil: dateOrNull(standing.hold_until),
    reason: standing.reason,
    statusChangedAt: toDate(Temporal.Instant.from(standing.status_changed_at)),
    interviewHeldOn: dateOrNull(standing.interview_held_on),
    agreedRate: standing.agreed_rate?.amount ?? null,
    agreedCurrency: standing.agreed_rate?.currency ?? null,
    agreedUnit: standing.agreed_rate?.unit ?? null,
    startDate: dateOrNull(standing.start_date),
  } satisfies Prisma.ApplicationUpdateManyMutationInput
}

/** A rate out of its three columns; null when any of them is empty. */
export function rateFrom(amount: number | null, currency: string | null, unit: string | null): Rate | null {
  const known = rateUnits.find((one) => one === unit)
  return amount !== null && currency !== null && known ? { amount, currency, unit: known } : null
}

/** A stored day as YYYY-MM-DD. */
export function dayOrNull(date: Date | null): string | null {
  return date ? dateToDay(date).toString() : null
}

/** A day, YYYY-MM-DD, as it is stored. */
export function dateOrNull(day: string | null): Date | null {
  return day === null ? null : dayToDate(day)
}
