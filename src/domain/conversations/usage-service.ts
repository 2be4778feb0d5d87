import { Temporal } from 'temporal-polyfill'
import type { Db } from '../../db/client.ts'
import { dayToDate } from '../../platform/clock.ts'

/**
 * Tokens, in and out, that a language model used on this person's messages on that day (UTC, YYYY-MM-DD). It is asked
 * before a model is, outside any call, to hold the budget of the day.
 */
export async function tokensUsed(db: Db, userId: string, day: string): Promise<number> {
  const next = Temporal.PlainDate.from(day).add({ days: 1 })
  const { _sum } = await db.message.aggregate({
    where: { conversation: { userId }, createdAt: { gte: dayToDate(day), lt: dayToDate(next) } },
    _sum: { inputTokens: true, outputTokens: true },
  })
  return (_sum.inputTokens ?? 0) + (_sum.outputTokens ?? 0)
}
