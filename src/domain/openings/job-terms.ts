import { Temporal } from 'temporal-polyfill'
import { Fault } from '../../platform/fault.ts'

export const workplaces = ['onsite', 'hybrid', 'remote'] as const
export const employments = ['contract', 'permanent', 'contract_to_hire'] as const
export const levels = ['junior', 'mid', 'senior', 'lead'] as const
export const statuses = ['draft', 'open', 'on_hold', 'filled', 'closed'] as const
export const closeReasons = [
  'filled',
  'cancelled',
  'client_declined',
  'no_budget',
  'duplicate',
  'other',
] as const

export type Level = (typeof levels)[number]
export type CloseReason = (typeof closeReasons)[number]

/** The status of an opening that was closed for this reason. */
export const closedAs: Readonly<Record<CloseReason, 'filled' | 'closed'>> = {
  filled: 'filled',
  cancelled: 'closed',
  client_declined: 'closed',
  no_budget: 'closed',
  duplicate: 'closed',
  other: 'closed',
}

/** True for an opening on which work goes on. */
export function isLive(status: string): boolean {
  return status !== 'filled' && status !== 'closed'
}

/** The level that a title names, else mid. */
export function levelOfTitle(title: string): Level {
  const said: readonly [Level, RegExp][] = [
    ['lead', /\b(lead|principal|staff|head)\b/i],
    ['senior', /\b(senior|sr\.?)(?=\W|$)/i],
    ['junior', /\b(junior|jr\.?|trainee|intern|graduate)(?=\W|$)/i],
  ]
  return said.find(([, words]) => words.test(title))?.[0] ?? 'mid'
}

/** Skills as written, each once; a skill that is required need not be wished for too. */
export function skillLists(required: readonly string[], wished: readonly string[]) {
  const kept = new Map(required.map((skill) => [skill.toLowerCase(), skill]))
  const more = new Map(wished.map((skill) => [skill.toLowerCase(), skill]))
  for (const key of kept.keys()) more.delete(key)
  return { requiredSkills: [...kept.values()], wishedSkills: [...more.values()] }
}

/** Faults: invalid for a day that is past where the person is. */
export function checkStart(day: string | undefined, now: Temporal.ZonedDateTime): void {
  if (day === undefined) return
  const today = now.toPlainDate()
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(day), today) >= 0) return
  throw new Fault('invalid', `${day} is past; today is ${today.toString()}. Give a day from today on.`, {
    field: 'starts_on',
  })
}
