import type { Applicant } from './applicants.ts'
import { type Random, seededRandom } from './random.ts'

/** A step of an application, so many working days before the seed day. */
export type Step = {
  readonly to: string
  readonly daysAgo: number
  readonly reason?: string
  /** False for a step that brings no new facts, such as one back. */
  readonly takesFacts?: boolean
  /** Until when a hold lasts: working days ago, or calendar days ahead when negative. */
  readonly untilDaysAgo?: number
}

/** The way of one application through the stages. */
export type Journey = {
  readonly applicant: Applicant
  readonly ends: End
  readonly cameDaysAgo: number
  readonly steps: readonly Step[]
}

/** Where applications stand on the seed day, and how many: 220. */
export const ends = {
  hired: 8,
  offered: 9,
  hr_round: 12,
  technical_round: 20,
  interviewed: 28,
  new: 48,
  screened: 40,
  on_hold: 10,
  rejected: 45,
} as const
export type End = keyof typeof ends

const path = ['screened', 'interviewed', 'technical_round', 'hr_round', 'offered', 'hired'] as const
type Stage = (typeof path)[number]

/** Working days from one stage to the next, least and most. */
const pace: Readonly<Record<Stage, readonly [number, number]>> = {
  screened: [1, 3],
  interviewed: [2, 5],
  technical_round: [2, 4],
  hr_round: [2, 4],
  offered: [1, 3],
  hired: [2, 4],
}

/** Working days that have to have passed for an application to end there. */
const least: Readonly<Record<End, number>> = {
  hired: 22,
  offered: 19,
  hr_round: 16,
  technical_round: 12,
  interviewed: 9,
  new: 1,
  screened: 4,
  on_hold: 4,
  rejected: 4,
}

/** Decides for each applicant how far they came, and when. */
export function journeysOf(applicants: readonly Applicant[]): Journey[] {
  const random = seededRandom('journeys')
  const times = new Map<number, number>()
  for (const { candidate } of applicants) times.set(candidate.number, (times.get(candidate.number) ?? 0) + 1)
  const free = new Set(applicants)
  const heads = new Map<string, number>()
  const fits = (applicant: Applicant, end: End) => {
    const { opening, candidate, cameDaysAgo } = applicant
    if (cameDaysAgo < least[end]) return false
    if (end !== 'hired') return true
    // One seat always stays open, and who was hired has no other application.
    return (heads.get(opening.key) ?? 0) < opening.headcount - 1 && times.get(candidate.number) === 1
  }
  return (Object.entries(ends) as [End, number][]).flatMap(([end, count]) =>
    Array.from({ length: count }, (_, index) => {
      const applicant = choose(
        [...free].filter((one) => fits(one, end)),
        { end, index, random },
      )
      free.delete(applicant)
      if (end === 'hired') heads.set(applicant.opening.key, (heads.get(applicant.opening.key) ?? 0) + 1)
      return journeyOf(applicant, end, random)
    }),
  )
}

/** New applications are the latest ones, apart from every eighth, which somebody forgot. */
function choose(
  suited: readonly Applicant[],
  { end, index, random }: { end: End; index: number; random: Random },
): Applicant {
  if (end !== 'new' || index % 8 === 7) return random.pick(suited)
  return suited.reduce((latest, one) => (one.cameDaysAgo < latest.cameDaysAgo ? one : latest))
}

function journeyOf(applicant: Applicant, end: End, random: Random): Journey {
  const closing = end === 'rejected' || end === 'on_hold' ? random.int(1, 3) : 0
  const { stages, gaps } = fitting(stagesTo(end, random), applicant.cameDaysAgo - closing - 1, random)
  const taken = gaps.reduce((sum, gap) => sum + gap, closing)
  // Who is still in the running has waited two weeks at most, or four when somebody lost sight of them.
  const waits = random.chance(0.2) ? random.int(10, 20) : random.int(1, 8)
  const settled = end === 'hired' || end === 'rejected' || end === 'new'
  const cameDaysAgo = settled ? applicant.cameDaysAgo : Math.min(applicant.cameDaysAgo, taken + waits)
  let daysAgo = cameDaysAgo
  const steps: Step[] = stages.map((to, index) => {
    daysAgo -= gaps[index] ?? 1
    return { to, daysAgo }
  })
  if (end === 'rejected') {
    const from = stages.at(-1) ?? 'new'
    steps.push({ to: end, daysAgo: Math.max(1, daysAgo - closing), reason: random.pick(whyRejected[from]) })
  }
  if (end === 'on_hold') steps.push(holdAt(Math.max(1, daysAgo - closing), random))
  return { applicant, ends: end, cameDaysAgo, steps: random.chance(0.04) ? withShortcut(steps) : steps }
}

/** The stages that there was time for, with the working days before each. */
function fitting(
  wanted: readonly Stage[],
  daysLeft: number,
  random: Random,
): { stages: Stage[]; gaps: number[] } {
  const stages: Stage[] = []
  const gaps: number[] = []
  let left = daysLeft
  for (const stage of wanted) {
    const gap = random.int(...pace[stage])
    if (gap > left) break
    left -= gap
    stages.push(stage)
    gaps.push(gap)
  }
  return { stages, gaps }
}

function stagesTo(end: End, random: Random): readonly Stage[] {
  if (end === 'new') return []
  if (end === 'on_hold') return path.slice(0, random.int(1, 3))
  if (end === 'rejected') return path.slice(0, random.pick([0, 0, 0, 1, 1, 1, 2, 2, 3, 4]))
  return path.slice(0, path.indexOf(end) + 1)
}

/** Now and then somebody is interviewed without a screening, and the reason is kept. */
function withShortcut(steps: Step[]): Step[] {
  const [first, second] = steps
  if (first?.to !== 'screened' || second?.to !== 'interviewed') return steps
  return [
    { ...second, reason: 'The client met them at a career fair and asked for the interview' },
    ...steps.slice(2),
  ]
}

const whyRejected: Readonly<Record<Stage | 'new', readonly string[]>> = {
  new: ['skills', 'experience', 'level', 'our_location', 'duplicate'],
  screened: ['our_pay', 'skills', 'timing', 'their_location', 'client_declined'],
  interviewed: ['client_declined', 'values', 'experience', 'process'],
  technical_round: ['skills', 'client_declined', 'other_offer'],
  hr_round: ['their_pay', 'other_offer', 'check'],
  offered: ['other_offer', 'their_pay'],
  hired: ['process'],
}

const whyHeld = [
  'The client is reviewing its budget',
  'Travelling until next month and asked to be called then',
  'The client has not named its panel yet',
  'Finishing a project at the present employer first',
  'Waiting for a second opening at the same client',
] as const

/** Some holds end soon, some have ended, and some (0) have no end. */
function holdAt(daysAgo: number, random: Random): Step {
  const ended = daysAgo > 4 ? [random.int(1, daysAgo - 2)] : []
  const until = random.pick([-random.int(3, 30), -random.int(3, 30), ...ended, 0])
  return {
    to: 'on_hold',
    daysAgo,
    reason: random.pick(whyHeld),
    ...(until === 0 ? {} : { untilDaysAgo: until }),
  }
}
