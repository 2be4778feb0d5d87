import { Temporal } from 'temporal-polyfill'
import { Fault } from './fault.ts'

export const periods = ['today', 'yesterday', 'this_week', 'last_week', 'this_month', 'last_month'] as const
export type Period = (typeof periods)[number]

/** What people say for each. */
export const periodWords: Readonly<Record<Period, readonly string[]>> = {
  today: ['so far today'],
  yesterday: [],
  this_week: ['week', 'the week'],
  last_week: ['past week', 'the week before'],
  this_month: ['month', 'the month'],
  last_month: ['past month', 'the month before'],
}

type Days = { first: Temporal.PlainDate; last: Temporal.PlainDate }

const daysOf: Readonly<Record<Period, (today: Temporal.PlainDate) => Days>> = {
  today: (today) => ({ first: today, last: today }),
  yesterday: (today) => ({ first: today.subtract({ days: 1 }), last: today.subtract({ days: 1 }) }),
  this_week: (today) => weekOf(today),
  last_week: (today) => weekOf(today.subtract({ weeks: 1 })),
  this_month: (today) => monthOf(today),
  last_month: (today) => monthOf(today.subtract({ months: 1 })),
}

/** What somebody asks for: a period, or days (YYYY-MM-DD, both included), which go before it. */
export type Asked = { period?: Period | undefined; since?: string | undefined; until?: string | undefined }

/**
 * The instants [from, to) of whole days in a zone; thirty days up to today when nothing is asked for. Weeks begin on
 * Monday. Faults: invalid when the first day is after the last.
 */
export function rangeOf(
  { period, since, until }: Asked,
  now: Temporal.Instant,
  zone: string,
): { from: Temporal.Instant; to: Temporal.Instant } {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const named = period === undefined ? undefined : daysOf[period](today)
  const last = until === undefined ? (named?.last ?? today) : Temporal.PlainDate.from(until)
  const first =
    since === undefined ? (named?.first ?? last.subtract({ days: 29 })) : Temporal.PlainDate.from(since)
  if (Temporal.PlainDate.compare(first, last) > 0)
    throw new Fault('invalid', 'The first day is after the last one. Swap them.', { field: 'since' })
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant()
  return { from: start(first), to: start(last.add({ days: 1 })) }
}

function weekOf(day: Temporal.PlainDate): Days {
  const first = day.subtract({ days: day.dayOfWeek - 1 })
  return { first, last: first.add({ days: 6 }) }
}

function monthOf(day: Temporal.PlainDate): Days {
  return { first: day.with({ day: 1 }), last: day.with({ day: day.daysInMonth }) }
}

/** The days of [from, to) in words: "20 Nov 2026", or "16 Nov 2026 to 22 Nov 2026". */
export function sayRange({ from, to }: { from: string; to: string }, zone: string): string {
  const say = (instant: Temporal.Instant) =>
    instant
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  const first = say(Temporal.Instant.from(from))
  const last = say(Temporal.Instant.from(to).subtract({ nanoseconds: 1 }))
  return first === last ? first : `${first} to ${last}`
}
