import { Temporal } from 'temporal-polyfill'
import type { Random } from './random.ts'

/** The working day that lies so many working days (Monday to Friday) before the given day; 0 is that day or the Friday before. */
export function workdayBefore(day: Temporal.PlainDate, count: number): Temporal.PlainDate {
  const friday = day.subtract({ days: Math.max(0, day.dayOfWeek - 5) })
  const weeks = Math.floor(count / 5)
  const rest = count % 5
  const back = friday.subtract({ weeks })
  return back.subtract({ days: rest + (rest >= back.dayOfWeek ? 2 : 0) })
}

/** How many working days lie in so many calendar days, rounded down. */
export function workdaysIn(days: number): number {
  return Math.floor((days * 5) / 7)
}

/** A minute between eight and five in the company's zone. */
export function inOfficeHours(day: Temporal.PlainDate, zone: string, random: Random): Temporal.Instant {
  const time = Temporal.PlainTime.from({ hour: 8, minute: 0 }).add({ minutes: random.int(5, 530) })
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
}
