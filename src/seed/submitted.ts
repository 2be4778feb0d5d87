import type { Temporal } from 'temporal-polyfill'
import type { Journey } from './journeys.ts'
import { type Random, seededRandom } from './random.ts'
import { agreedRateOf } from './rates.ts'

export type SeedReview = {
  readonly status: 'approved' | 'declined'
  readonly by: string
  readonly reason: string | undefined
  readonly at: Temporal.Instant
}

/** A candidate put forward, and what the manager said. Rates are minor units of US dollars. */
export type SeedSubmission = {
  readonly by: string
  readonly note: string
  readonly payRate: { amount: number; currency: 'USD'; unit: 'hour' | 'year' }
  readonly billRate: { amount: number; currency: 'USD'; unit: 'hour' | 'year' } | undefined
  readonly at: Temporal.Instant
  readonly review: SeedReview | undefined
}

type Status = 'submitted' | 'approved' | 'declined'

/** Which applications were put forward to the manager, and with what outcome: 60. */
export function submittedOf(journeys: readonly Journey[]): Map<Journey, Status> {
  const random = seededRandom('submitted')
  const chosen = new Map<Journey, Status>()
  const take = (status: Status, count: number, fits: (journey: Journey) => boolean) => {
    for (const journey of random.sample(
      journeys.filter((one) => !chosen.has(one) && fits(one)),
      count,
    ))
      chosen.set(journey, status)
  }
  const screening = ({ steps }: Journey) => steps[0]?.to === 'screened' && steps[0].daysAgo > 2
  take('declined', 10, (one) => screening(one) && one.ends === 'rejected' && one.steps[1]?.to === 'rejected')
  take('submitted', 16, (one) => screening(one) && one.ends === 'screened')
  take('approved', 34, (one) => screening(one) && one.steps[1]?.to === 'interviewed')
  const missing = 60 - chosen.size
  if (missing > 0) take('approved', missing, (one) => screening(one) && one.ends === 'screened')
  return chosen
}

/** When it was put forward, by whom, at what rates, and how the review went. */
export function submissionOf(
  journey: Journey,
  status: Status,
  { random, at }: { random: Random; at: (daysAgo: number) => Temporal.Instant },
): SeedSubmission {
  const { applicant, steps } = journey
  const { candidate, opening } = applicant
  const screenedDaysAgo = steps[0]?.daysAgo ?? 2
  const nextDaysAgo = steps[1]?.daysAgo ?? 0
  // On the day after the screening where there is one, and reviewed before whatever came next.
  const submitted = at(screenedDaysAgo)
  const pay = agreedRateOf(applicant)
  const bill = opening.billMax
    ? Math.min(opening.billMax * 100, Math.round((pay.amount * random.int(138, 148)) / 10_000) * 100)
    : undefined
  const review =
    status === 'submitted'
      ? undefined
      : {
          status,
          by: random.pick(managersOf[opening.team]),
          reason: status === 'declined' ? random.pick(whyDeclined) : undefined,
          at: laterOf(at(Math.max(nextDaysAgo + 1, screenedDaysAgo - 1)), submitted.add({ hours: 3 })),
        }
  return {
    by: candidate.source === 'supplier' ? 'supplier' : opening.owner,
    note: random.pick(notes).replace('{skill}', candidate.skills[0] ?? 'the trade'),
    payRate: pay,
    billRate: bill === undefined ? undefined : { amount: bill, currency: 'USD', unit: opening.unit },
    at: submitted,
    review,
  }
}

function laterOf(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return one.epochMilliseconds > other.epochMilliseconds ? one : other
}

const managersOf = { Platform: ['manager', 'manager', 'manager2'], Data: ['manager3'] } as const

const notes = [
  'Strong in {skill}, calm in conversation, could start within the month.',
  'Has done this very move before. Asks good questions about the team.',
  'Solid {skill}. A little under the level on paper, well over it in conversation.',
  'References are warm. Would prefer three days at home.',
  'The best of this round on {skill}. Has another process under way, so please be quick.',
  'Came back to us after two good years with another client.',
  'Fits the range. Knows the industry from the other side.',
  'Writes clearly, explains {skill} without showing off.',
] as const

const whyDeclined = [
  'Too light on the required skills for this team',
  'The rate leaves us under our margin',
  'We have two stronger profiles for the same seat',
  'The client wants someone nearby',
] as const
