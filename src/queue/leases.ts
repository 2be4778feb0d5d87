import type { Temporal } from 'temporal-polyfill'
import { type Claimed, extendClaims } from '../tools/outbox.ts'
import type { Waist } from '../tools/waist.ts'

/** The rows that this process has in hand; while they are worked on nobody else takes them. */
export type Leases = {
  /** Until when a row that is taken now is in hand. */
  until(): Temporal.Instant
  during<T>(row: Claimed, work: () => Promise<T>): Promise<T>
  close(): void
}

/** Extends the leases of rows in hand, all together, three times in the length of one. */
export function createLeases(
  { db, clock, log }: Pick<Waist, 'db' | 'clock' | 'log'>,
  leaseMs: number,
): Leases {
  const held = new Map<string, Claimed>()
  const until = () => clock.now().add({ milliseconds: leaseMs })
  const extend = async () => {
    if (held.size > 0) await extendClaims(db.sql, [...held.values()], until())
  }
  const timer = setInterval(
    () => void extend().catch((error: unknown) => log.warn({ err: error }, 'rows in hand were not kept')),
    leaseMs / 3,
  )
  timer.unref()
  return {
    until,
    during: async (row, work) => {
      held.set(row.id, row)
      try {
        return await work()
      } finally {
        if (held.get(row.id) === row) held.delete(row.id)
      }
    },
    close: () => clearInterval(timer),
  }
}
