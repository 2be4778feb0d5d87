import { Temporal } from 'temporal-polyfill'
import { dayToDate } from '../../platform/clock.ts'

// Making a formatter costs a hundred times what using it does, and each move of an application says a day.
const inWords = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** A day in words for people: "Fri, 20 November 2026". */
export function sayDay(day: string): string {
  return inWords.format(dayToDate(day))
}

/** An instant in words, in the reader's zone: "Fri, 20 Nov 2026, 09:12". */
export function sayTime(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
}

/** A count with its noun: "1 day", "3 days". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`
}

/** What a page of a list shows of the whole: nothing when it shows all. */
export function showing(page: {
  items: readonly unknown[]
  total: number
  next_cursor?: string | undefined
}): string {
  return page.next_cursor
    ? `Showing ${page.items.length} of ${page.total}. Say "show more" for the next.`
    : ''
}

/** Several sentences as one text; empty ones are left out, and undefined when all are. */
export function sentences(...parts: readonly (string | undefined)[]): { text?: string } {
  const text = parts.filter((part) => part !== undefined && part !== '').join(' ')
  return text === '' ? {} : { text }
}
