import { Temporal } from 'temporal-polyfill'

/** The only source of the current time, so that tests and the seed can move it. */
export type Clock = { now(): Temporal.Instant }

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that stands still until it is set or moved. */
export function manualClock(start: Temporal.Instant | string): Clock & {
  set(at: Temporal.Instant | string): void
  advance(duration: Temporal.DurationLike): void
} {
  let current = Temporal.Instant.from(start)
  return {
    now: () => current,
    set: (at) => {
      current = Temporal.Instant.from(at)
    },
    advance: (duration) => {
      current = current.add(duration)
    },
  }
}

/** The same instant as a Date, for the database driver. */
export function toDate(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}

/** A Date from the database as an instant. */
export function toInstant(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime())
}

/** A calendar day as the database keeps it: midnight UTC. */
export function dayToDate(day: Temporal.PlainDate | string): Date {
  return new Date(`${Temporal.PlainDate.from(day).toString()}T00:00:00Z`)
}

/** The calendar day of a date column. */
export function dateToDay(date: Date): Temporal.PlainDate {
  return Temporal.PlainDate.from(date.toISOString().slice(0, 10))
}

/** True when the runtime knows this IANA time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return /^[A-Za-z]/.test(zone)
  } catch {
    return false
  }
}
