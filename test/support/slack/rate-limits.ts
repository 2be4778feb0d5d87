import type { Tier } from './methods/method.ts'

const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100, posting: 60, unlimited: Number.POSITIVE_INFINITY }
/** Posting may run ahead of one a second by so many messages. */
const burst = 5

export type RateLimiter = { take(bucket: string, tier: Tier, now: number): number }

/** Counts calls as token buckets by the fake's clock. `take` gives 0, or the whole seconds to wait. */
export function rateLimiter(): RateLimiter {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(bucket, tier, now) {
      const rate = perMinute[tier] / 60_000
      if (!Number.isFinite(rate)) return 0
      const most = tier === 'posting' ? burst : perMinute[tier]
      const { left, at } = buckets.get(bucket) ?? { left: most, at: now }
      const filledUp = Math.min(most, left + (now - at) * rate)
      const allowed = filledUp >= 1
      buckets.set(bucket, { left: allowed ? filledUp - 1 : filledUp, at: now })
      return allowed ? 0 : Math.max(1, Math.ceil((1 - filledUp) / rate / 1000))
    },
  }
}
