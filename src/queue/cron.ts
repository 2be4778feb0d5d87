import { CronExpressionParser } from 'cron-parser'
import { Temporal } from 'temporal-polyfill'
import { toDate } from '../platform/clock.ts'

/** Runs that are looked at one by one; beyond them a schedule goes on from the present. */
const most = 1_000

/**
 * The first time beyond an instant at which a cron expression of five fields is due on the clocks of an IANA zone, in the
 * order of times that begins after `from`. A time that a day leaves out is due an hour later on its clock; one that a day
 * has twice is due once. Throws an error for an expression or zone that cannot be read.
 */
export function nextTime(
  { cron, timeZone }: { cron: string; timeZone: string },
  from: Temporal.Instant,
  beyond: Temporal.Instant = from,
): Temporal.Instant {
  const times = CronExpressionParser.parse(cron, { currentDate: toDate(from), tz: timeZone })
  for (let n = 0; n < most; n += 1) {
    const next = Temporal.Instant.fromEpochMilliseconds(times.next().getTime())
    if (Temporal.Instant.compare(next, beyond) > 0) return next
  }
  return nextTime({ cron, timeZone }, beyond)
}
