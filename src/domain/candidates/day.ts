import { type Stage, statusLabels } from './stages.ts'

/** After how many days in a stage an application wants attention. */
export const normDays: Record<Exclude<Stage, 'hired'>, number> = {
  new: 2,
  screened: 5,
  interviewed: 4,
  technical_round: 5,
  hr_round: 4,
  offered: 3,
}

/** One step of a day: how many points, and what for. */
export type DayPart = { part: string; points: number }

/** Why something is worth doing now, in words, and the points that put it in its place. */
export type Reason = { why: string; parts: readonly DayPart[] }

/** What is known of an application. Whole days, 0 or more; `holdPassedDays` is null while it may still wait. */
export type DayFacts = {
  status: string
  daysInStage: number
  holdPassedDays: number | null
  hasStart: boolean
}

/**
 * Why an application deserves attention today, or undefined when it can wait. Points: up to 45 for each day over the
 * norm of its stage (3 a day), up to 30 for how near it is to a hire (5 a stage), 20 for a new one that nobody has
 * looked at, 20 for an offer without a first day of work, 40 to 60 for a hold that has passed.
 */
export function reasonOf(facts: DayFacts): Reason | undefined {
  if (facts.status === 'on_hold') return holdReason(facts.holdPassedDays)
  const stage = Object.keys(normDays).find((name) => name === facts.status) as
    | keyof typeof normDays
    | undefined
  if (!stage) return undefined
  const over = facts.daysInStage - normDays[stage]
  const parts: DayPart[] = []
  const why: string[] = []
  if (stage === 'new') {
    parts.push({ part: 'not yet screened', points: 20 })
    why.push('nobody has screened it yet')
  }
  if (stage === 'offered' && !facts.hasStart) {
    parts.push({ part: 'offer without a first day', points: 20 })
    why.push('the offer has no first day of work')
  }
  if (over > 0) {
    parts.push({ part: `${over} ${dayWord(over)} over the norm`, points: Math.min(45, 3 * over) })
    why.push(`${facts.daysInStage} ${dayWord(facts.daysInStage)} in ${statusLabels[stage]}`)
  }
  if (parts.length === 0) return undefined
  const nearness = 5 * (Object.keys(normDays).indexOf(stage) + 1)
  return {
    why: sentence(why),
    parts: [...parts, { part: 'nearness to a hire', points: nearness }],
  }
}

function holdReason(passedDays: number | null): Reason | undefined {
  if (passedDays === null) return undefined
  const since = passedDays === 0 ? 'ends today' : `ended ${passedDays} ${dayWord(passedDays)} ago`
  const parts = [{ part: 'hold has passed', points: 40 }]
  if (passedDays > 0)
    parts.push({ part: `${passedDays} ${dayWord(passedDays)} since`, points: Math.min(20, 2 * passedDays) })
  return { why: sentence([`its hold ${since}`]), parts }
}

/** Why a request of a colleague deserves an answer today: 50 points, and 5 for each day they have waited, up to 20. */
export function handOverReason(daysWaiting: number): Reason {
  const parts = [{ part: 'a colleague waits for your answer', points: 50 }]
  if (daysWaiting > 0) {
    parts.push({
      part: `${daysWaiting} ${dayWord(daysWaiting)} waiting`,
      points: Math.min(20, 5 * daysWaiting),
    })
  }
  return { why: 'A colleague waits for your answer.', parts }
}

/** The sum of the points of a reason. */
export function scoreOf({ parts }: Reason): number {
  return parts.reduce((sum, { points }) => sum + points, 0)
}

function dayWord(count: number): string {
  return count === 1 ? 'day' : 'days'
}

function sentence(clauses: readonly string[]): string {
  const text = clauses.join(', ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
