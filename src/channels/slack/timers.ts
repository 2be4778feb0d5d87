import { type Clock, systemClock } from '../../platform/clock.ts'

/** Time as answers use it, so that tests can move it. */
export type Timers = {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs something once, so many milliseconds later; what comes back cancels it. */
  after(ms: number, run: () => void): () => void
}

export function realTimers(clock: Clock = systemClock): Timers {
  return {
    now: () => clock.now().epochMilliseconds,
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
  }
}

export function pause(timers: Timers, ms: number): Promise<void> {
  return new Promise((resolve) => {
    timers.after(ms, resolve)
  })
}
