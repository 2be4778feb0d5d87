import type { Turn } from '../mind.ts'

/** How many tokens a person may use on one day (UTC), and how many they have used, as the messages tell. */
export type Budget = {
  dailyTokens: number
  /** Input and output tokens of that user's messages on that day, YYYY-MM-DD. */
  usage(userId: string, day: string): Promise<number>
}

/** True while something is left of the day's tokens. */
export function withinBudget(usedToday: number, dailyTokens: number): boolean {
  return usedToday < dailyTokens
}

/** Tokens that the speaker may still use today, never below 0; Infinity without a budget. */
export async function tokensLeft(
  budget: Budget | undefined,
  turn: Pick<Turn, 'now' | 'speaker'>,
): Promise<number> {
  if (!budget) return Number.POSITIVE_INFINITY
  const day = turn.now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  const used = await budget.usage(turn.speaker.id, day)
  return withinBudget(used, budget.dailyTokens) ? budget.dailyTokens - used : 0
}
