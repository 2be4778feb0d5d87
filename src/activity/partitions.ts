import type { Temporal } from 'temporal-polyfill'
import type { Sql } from '../db/client.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'

/** Days that each class of activity is kept. The database refuses less than 30, 365 and 365. */
export type Retention = { read: number; write: number; security: number }

export const defaultRetention: Retention = { read: 90, write: 4 * 365 + 1, security: 2 * 365 }

const monthsAhead = 12
const dayMs = 24 * 60 * 60 * 1000
const lockNotAvailable = '55P03'

/**
 * Makes the monthly partitions from the month of `now` to twelve months ahead, and answers how many were missing. Rows
 * that had to land in a default partition are moved. When another process holds the tables for more than three seconds
 * this answers 0 and leaves the work to the next run: until then the default partition takes every row.
 */
export async function ensurePartitions(sql: Sql, now: Temporal.Instant): Promise<number> {
  try {
    const { rows } = await sql({
      text: 'select make_activity_partitions($1::timestamptz, $2::int) as made',
      values: [now.toString(), monthsAhead + 1],
    })
    return Number(rows[0]?.made)
  } catch (error) {
    if (isBusy(error)) return 0
    throw error
  }
}

/**
 * Drops the months that ended longer ago than their class is kept, by the database clock, and answers their names.
 * Like ensurePartitions it leaves the work to the next run when the tables are busy.
 */
export async function dropExpired(sql: Sql, retention: Retention = defaultRetention): Promise<string[]> {
  const dropped: string[] = []
  for (const [name, days] of Object.entries(retention)) {
    try {
      const { rows } = await sql({
        text: 'select drop_activity_partitions($1::text, $2::int) as dropped',
        values: [name, days],
      })
      dropped.push(...rows.map((row) => String(row.dropped)))
    } catch (error) {
      if (!isBusy(error)) throw error
    }
  }
  return dropped
}

/** The organisation's own retention; the usual one where it has said nothing. */
async function retentionOf(sql: Sql): Promise<Retention> {
  const { rows } = await sql({
    text: `select settings -> 'retention_days' as days from organisation limit 1`,
    values: [],
  })
  return { ...defaultRetention, ...(rows[0]?.days as Partial<Retention> | null) }
}

/** Looks after the partitions now and once a day, until stopped. It never keeps the process alive. */
export function keepPartitions(sql: Sql, clock: Clock, log: Log): { stop(): void } {
  const round = async () => {
    const made = await ensurePartitions(sql, clock.now())
    const dropped = await dropExpired(sql, await retentionOf(sql))
    if (made > 0 || dropped.length > 0) log.info({ made, dropped }, 'partitions of the activity log')
  }
  const safely = () =>
    void round().catch((error: unknown) => log.error({ err: error }, 'partitions were not looked after'))
  safely()
  const timer = setInterval(safely, dayMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === lockNotAvailable
}
