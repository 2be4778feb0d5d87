import { workdaysIn } from './calendar.ts'
import type { SeedCandidate } from './candidates.ts'
import type { SeedOpening } from './opening.ts'
import { openings } from './openings.ts'
import { type Random, seededRandom } from './random.ts'

/** Somebody in the pipeline of an opening, and how many working days ago they came. */
export type Applicant = { candidate: SeedCandidate; opening: SeedOpening; cameDaysAgo: number }

/** How many apply for each opening, and from which trade the rest come when its own is too small: 220 in all. */
const demand: Readonly<Record<string, { people: number; also: string }>> = {
  'claims-backend': { people: 20, also: 'backend' },
  'booking-backend': { people: 19, also: 'backend' },
  'freight-sre': { people: 19, also: 'reliability' },
  'grid-platform': { people: 18, also: 'reliability' },
  'patient-frontend': { people: 18, also: 'frontend' },
  'clinic-frontend': { people: 17, also: 'quality' },
  'policy-security': { people: 13, also: 'reliability' },
  'driver-android': { people: 12, also: 'frontend' },
  'grid-data': { people: 16, also: 'data_engineering' },
  'policy-data': { people: 16, also: 'analytics' },
  'clinic-ml': { people: 12, also: 'machine_learning' },
  'freight-analyst': { people: 16, also: 'data_engineering' },
  'grid-dba': { people: 13, also: 'data_engineering' },
  'policy-science': { people: 11, also: 'machine_learning' },
}

/** Who applied for what. Nobody applies twice for the same opening, and most of those who apply fit it more or less. */
export function applicantsOf(candidates: readonly SeedCandidate[]): Applicant[] {
  const random = seededRandom('applicants')
  const busy = new Map<number, number>()
  return openings.flatMap((opening) => {
    const { people, also } = demand[opening.key] ?? { people: 0, also: '' }
    const others = also === opening.family ? [] : candidates.filter(({ family }) => family === also)
    const pool = [...candidates.filter(({ family }) => family === opening.family), ...others]
    return pool
      .map((candidate) => ({
        candidate,
        eagerness: eagernessOf({ candidate, opening, elsewhere: busy.get(candidate.number) ?? 0 }, random),
      }))
      .sort((a, b) => b.eagerness - a.eagerness)
      .slice(0, people)
      .map(({ candidate }) => {
        busy.set(candidate.number, (busy.get(candidate.number) ?? 0) + 1)
        return { candidate, opening, cameDaysAgo: random.int(1, workdaysIn(opening.openedDaysAgo) - 1) }
      })
  })
}

const rank = { junior: 0, mid: 1, senior: 2, lead: 3 } as const

/** People of the opening's level and trade come first, those who have applied elsewhere later; chance does the rest. */
function eagernessOf(
  { candidate, opening, elsewhere }: { candidate: SeedCandidate; opening: SeedOpening; elsewhere: number },
  random: Random,
): number {
  const distance = Math.abs(rank[candidate.level] - rank[opening.level])
  const foreign = candidate.family === opening.family ? 0 : 1.2
  return random.next() * 2.4 - distance * 0.75 - foreign - elsewhere * 0.7
}
