type Job = { due: number; run: () => Promise<void>; timer: NodeJS.Timeout }

/** The fake's own time: it goes on as the real one does, and a test moves it forward. */
export type FakeClock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Moves on by so many milliseconds and runs, in order, what falls due on the way. */
  advance(ms: number): Promise<void>
  /** Runs something later: when so much real time has gone by, or a test has moved the clock so far. */
  after(ms: number, run: () => Promise<void>): void
  stop(): void
}

export function fakeClock(): FakeClock {
  let offset = 0
  let stopped = false
  const jobs = new Set<Job>()
  const now = () => Date.now() + offset

  async function take(job: Job) {
    clearTimeout(job.timer)
    if (jobs.delete(job)) await job.run()
  }

  async function advance(ms: number) {
    const end = now() + ms
    for (;;) {
      const [next] = [...jobs].sort((a, b) => a.due - b.due)
      if (next === undefined || next.due > end) break
      offset += Math.max(0, next.due - now())
      await take(next)
    }
    offset += Math.max(0, end - now())
  }

  return {
    now,
    advance,
    after(ms, run) {
      if (stopped) return
      const job: Job = { due: now() + ms, run, timer: setTimeout(() => void take(job), ms) }
      job.timer.unref()
      jobs.add(job)
    },
    stop() {
      stopped = true
      for (const { timer } of jobs) clearTimeout(timer)
      jobs.clear()
    },
  }
}
