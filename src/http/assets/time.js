const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "3 hours ago" and the like; the full time belongs in a title. */
export function ago(iso, now = new Date()) {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit)
  }
  return 'just now'
}

/** An instant in the person's own zone: "20 Nov 2026, 09:12". */
export function whenIn(timeZone, iso) {
  return new Date(iso).toLocaleString('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' })
}

/** A day of the calendar, YYYY-MM-DD, in words. It is a day wherever one reads it, so no zone moves it. */
export function sayDay(day) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { timeZone: 'UTC', dateStyle: 'medium' })
}

/** The day that it is now in that zone, as YYYY-MM-DD. */
export function today(timeZone, now = new Date()) {
  return now.toLocaleDateString('sv-SE', { timeZone })
}

/** "1 day", "3 days". */
export function days(count) {
  return `${count} ${count === 1 ? 'day' : 'days'}`
}
