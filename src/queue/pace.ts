/** How often the queue looks, and how long work is in hand. */
export type Pace = {
  /** Milliseconds between looks at the database for what is due; what is written is noticed at once besides. */
  sweepMs: number
  /** Milliseconds after which work of a worker that is gone is anybody's; work in hand is kept in hand. */
  leaseMs: number
  /** Milliseconds for which closing waits for work to end. */
  patienceMs: number
}

export const usualPace: Pace = { sweepMs: 3_000, leaseMs: 60_000, patienceMs: 5_000 }
