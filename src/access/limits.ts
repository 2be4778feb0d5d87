import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Fault } from '../platform/fault.ts'
import type { Credential } from './credential.ts'

/** How much is allowed. Counts are per minute unless the name says otherwise. */
export type LimitSettings = {
  /** Calls of nobody: without a session, or with one that is not ours or has ended. */
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

/** Credentials that somebody may try out to become somebody. A session that has ended is no such attempt. */
const triedOut: Readonly<Record<Credential['kind'], boolean>> = {
  link: true,
  demo: true,
  session: false,
  identity: false,
  owner: false,
  system: false,
  none: false,
}

/** Keeps the counts of this process. Every check throws a `limited` Fault that says when to try again. */
export function createLimits(settings: LimitSettings, seconds: () => number) {
  const strangers = new RateLimiterMemory({ points: settings.perAddress, duration: 60 })
  const failures = new RateLimiterMemory({ points: settings.failedSignInsPerQuarterHour, duration: 900 })
  const people = new RateLimiterMemory({ points: settings.perPersonAndTool, duration: 60 })
  const seen = createSeen(seconds)

  return {
    /**
     * Looks, before anything else is done, whether this address was too often nobody. Whole offices share an address, so
     * whoever is signed in counts by person alone, and failed sign-ins close signing in and nothing more.
     */
    async address(address: string, credential: Credential): Promise<void> {
      checkCount(await strangers.get(address), settings.perAddress)
      if (triedOut[credential.kind])
        checkCount(await failures.get(address), settings.failedSignInsPerQuarterHour)
    },
    /** Counts a call that proved to be nobody's. */
    async stranger(address: string, credential: Credential): Promise<void> {
      await strangers.penalty(address, 1)
      if (triedOut[credential.kind]) await failures.penalty(address, 1)
    },
    async person(userId: string, tool: string): Promise<void> {
      await people.consume(`${userId}:${tool}`).catch(rethrow)
    },
    /** Counts the distinct records that a person sees; refuses the answer that would pass the budget of the hour. */
    records(userId: string, ids: readonly string[]): void {
      const known = seen(userId)
      const fresh = ids.filter((id) => !known.has(id))
      if (known.size + fresh.length > settings.recordsPerHour) {
        throw new Fault(
          'limited',
          'That is more records than one person may open in an hour. Please go on later.',
          { retryAfterSeconds: seenFor },
        )
      }
      for (const id of fresh) known.set(id, seconds() + seenFor)
    },
  }
}

/** Seconds for which a record counts as seen. */
const seenFor = 3_600

/** The records that each person has seen lately, each with the second at which it is forgotten. */
function createSeen(seconds: () => number) {
  const seen = new Map<string, Map<string, number>>()
  let swept = seconds()
  const forget = (userId: string, known: Map<string, number>, now: number) => {
    for (const [id, until] of known) if (until <= now) known.delete(id)
    if (known.size === 0) seen.delete(userId)
  }
  return (userId: string): Map<string, number> => {
    const now = seconds()
    if (now - swept >= seenFor) {
      for (const [person, known] of seen) forget(person, known, now)
      swept = now
    }
    const known = seen.get(userId) ?? new Map<string, number>()
    forget(userId, known, now)
    seen.set(userId, known)
    return known
  }
}

function checkCount(state: RateLimiterRes | null, most: number): void {
  if (state && state.consumedPoints >= most) throw limited(state)
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
