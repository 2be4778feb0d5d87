import type { Temporal } from 'temporal-polyfill'
import { type Applicant, applicantsOf } from './applicants.ts'
import { inOfficeHours, workdayBefore } from './calendar.ts'
import type { SeedCandidate } from './candidates.ts'
import { type Journey, journeysOf } from './journeys.ts'
import { companyZone } from './people.ts'
import { seededRandom } from './random.ts'
import { agreedRateOf } from './rates.ts'
import { type SeedSubmission, submissionOf, submittedOf } from './submitted.ts'

/** One move of an application as change_status takes it. Rates are minor units of US dollars. */
export type SeedMove = {
  readonly at: Temporal.Instant
  readonly status: string
  readonly reason?: string
  readonly held_on?: string
  readonly rate?: { amount: number; currency: 'USD'; unit: 'hour' | 'year' }
  readonly start_date?: string
  readonly until?: string
}

/** An application with everything that became of it until the seed day. */
export type SeedApplication = {
  readonly candidate: SeedCandidate
  readonly opening: string
  readonly owner: string
  readonly at: Temporal.Instant
  readonly moves: readonly SeedMove[]
  readonly submission: SeedSubmission | undefined
}

/** The 220 applications and 60 submissions of the ninety days before the seed day. */
export function historyOf(
  candidates: readonly SeedCandidate[],
  seedDay: Temporal.PlainDate,
): SeedApplication[] {
  const journeys = journeysOf(applicantsOf(candidates))
  const submitted = submittedOf(journeys)
  return journeys.map((journey) => {
    const { candidate, opening } = journey.applicant
    const random = seededRandom(`history ${candidate.number} ${opening.key}`)
    const at = (daysAgo: number) => inOfficeHours(workdayBefore(seedDay, daysAgo), companyZone, random)
    const status = submitted.get(journey)
    return {
      candidate,
      opening: opening.key,
      owner: opening.owner,
      at: at(journey.cameDaysAgo),
      moves: movesOf(journey, seedDay, at),
      submission: status && submissionOf(journey, status, { random, at }),
    }
  })
}

type At = (daysAgo: number) => Temporal.Instant

function movesOf({ steps, applicant }: Journey, seedDay: Temporal.PlainDate, at: At): SeedMove[] {
  return steps.map((step) => {
    const facts = factsOf[step.to]?.({ applicant, seedDay, daysAgo: step.daysAgo }) ?? {}
    const until = step.untilDaysAgo === undefined ? {} : { until: dayText(seedDay, step.untilDaysAgo) }
    return {
      at: at(step.daysAgo),
      status: step.to,
      ...(step.reason === undefined ? {} : { reason: step.reason }),
      ...(step.takesFacts === false ? {} : facts),
      ...until,
    }
  })
}

/** A calendar day so many working days before the seed day, or as many calendar days after it when negative. */
function dayText(seedDay: Temporal.PlainDate, daysAgo: number): string {
  return (daysAgo < 0 ? seedDay.add({ days: -daysAgo }) : workdayBefore(seedDay, daysAgo)).toString()
}

type Facts = (given: {
  applicant: Applicant
  seedDay: Temporal.PlainDate
  daysAgo: number
}) => Partial<SeedMove>

const factsOf: Readonly<Record<string, Facts>> = {
  interviewed: ({ seedDay, daysAgo }) => ({ held_on: workdayBefore(seedDay, daysAgo).toString() }),
  offered: ({ applicant }) => ({ rate: agreedRateOf(applicant) }),
  hired: ({ applicant, seedDay }) => ({ start_date: mondayAfter(seedDay, applicant.opening.startsInDays) }),
}

function mondayAfter(day: Temporal.PlainDate, days: number): string {
  const earliest = day.add({ days })
  return earliest.add({ days: (8 - earliest.dayOfWeek) % 7 }).toString()
}
