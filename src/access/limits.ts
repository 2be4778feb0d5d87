import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Fault } from '../platform/fault.ts'

/** How much is allowed. Counts are per minute unless the name says otherwise. */
export type LimitSettings = {
  perAddress: number
  failedSignInsPerQuarterHour: number
  perPersonAndTool: number
  /** Distinct records that one person may read in an hour, through all doors together. */
  recordsPerHour: number
}

export const defaultLimits: LimitSettings = {
  perAddress: 1_200,
  failedSignInsPerQuarterHour: 20,
  perPersonAndTool: 240,
  recordsPerHour: 1_000,
}

export type Limits = ReturnType<typeof createLimits>

/** Keeps the counts of this process. Every check throws a `limited` Fault that says when to try again. */
export function createLimits(settings: LimitSettings, seconds: () => number) {
  const addresses = new RateLimiterMemory({ points: settings.perAddress, duration: 60 })
  const failures = new RateLimiterMemory({ points: settings.failedSignInsPerQuarterHour, duration: 900 })
  const people = new RateLimiterMemory({ points: settings.perPersonAndTool, duration: 60 })
  const seen = new Map<string, Map<string, number>>()

  return {
    /** Counts a call from this address, before anything else is done for it. */
    async address(address: string): Promise<void> {
      const tried = await failures.get(address)
      if (tried && tried.consumedPoints >= settings.failedSignInsPerQuarterHour) throw limited(tried)
      await addresses.consume(address).catch(rethrow)
    },
    /** Counts a failed attempt to say who one is. */
    async failedSignIn(address: string): Promise<void> {
      await failures.penalty(address, 1)
    },
    async person(userId: string, tool: string): Promise<void> {
      await people.consume(`${userId}:${tool}`).catch(rethrow)
    },
    /** Counts the distinct records that a person sees; refuses the answer that would pass the budget of the hour. */
    records(userId: string, ids: readonly string[]): void {
      const now = seconds()
      const known = seen.get(userId) ?? new Map<string, number>()
      for (const [id, until] of known) if (until <= now) known.delete(id)
      const fresh = ids.filter((id) => !known.has(id))
      if (known.size + fresh.length > settings.recordsPerHour) {
        throw new Fault(
          'limited',
          'That is more records than one person may open in an hour. Please go on later.',
          {
            retryAfterSeconds: 3_600,
          },
        )
      }
      for (const id of fresh) known.set(id, now + 3_600)
      seen.set(userId, known)
    },
  }
}

function limited(state: { msBeforeNext: number }): Fault {
  const retryAfterSeconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000))
  return new Fault('limited', `That was a lot at once. Please try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
  })
}

function rethrow(reason: unknown): never {
  if (reason instanceof RateLimiterRes) throw limited(reason)
  throw reason
}
