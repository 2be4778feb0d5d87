import type { Log } from '../platform/log.ts'

/** Milliseconds until the next look after one that left something over. */
const moreMs = 250

/** Something that looks again and again whether there is work. */
export type Rounds = {
  /** Looks at once, or as soon as the look under way has ended. */
  now(): void
  close(): Promise<void>
}

/**
 * Looks every so many milliseconds (or not by itself), and when told to; never twice at a time. After one
 * that answers `more` the next comes soon. A look that fails is logged as `failed` once
 * until one succeeds. It never keeps the process alive.
 */
export function createRounds(
  look: () => Promise<'more' | undefined>,
  { everyMs, failed, log }: { everyMs?: number; failed: string; log: Log },
): Rounds {
  let running: Promise<void> | undefined
  let again = false
  let closed = false
  let failing = false
  const round = async () => {
    try {
      const left = await look()
      failing = false
      if (left === 'more' && !closed) setTimeout(now, moreMs).unref()
    } catch (error) {
      if (!failing && !closed) log.warn({ err: error }, failed)
      failing = true
    }
  }
  const now = () => {
    if (closed) return
    if (running !== undefined) {
      again = true
      return
    }
    running = round().finally(() => {
      running = undefined
      if (!again) return
      again = false
      now()
    })
  }
  const timer = everyMs === undefined ? undefined : setInterval(now, everyMs)
  timer?.unref()
  return {
    now,
    close: async () => {
      closed = true
      clearInterval(timer)
      await running
    },
  }
}
