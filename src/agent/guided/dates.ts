import { en } from 'chrono-node'
import { Temporal } from 'temporal-polyfill'
import { toDate } from '../../platform/clock.ts'
import type { Piece } from './values.ts'
import { pastWords } from './words.ts'

/** A day, or the days from `day` to `until`, as a sentence names it. */
export type Days = { readonly day: string; readonly until?: string }

/** Where and when the sentence is said: the speaker's zone decides which day "tomorrow" is. */
export type When = { readonly now: Temporal.Instant; readonly timeZone: string; readonly past?: boolean }

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const monthName = new RegExp(
  `^(?:january|february|march|april|may|june|july|august|september|october|november|december|${months}|sept)$`,
  'i',
)

/**
 * The days that a text names, read in the speaker's zone. A weekday or a day without a year lies ahead, unless the
 * words or the field (`when.past`) say that it lies behind.
 */
export function daysIn(text: string, when: When): readonly Piece<Days>[] {
  const behind = when.past === true || behindUs.test(text)
  const reader = /^(?:America|US)\//.test(when.timeZone) ? en.casual : en.GB
  const here = when.now.toZonedDateTimeISO(when.timeZone)
  const reference = { instant: toDate(when.now), timezone: here.offsetNanoseconds / 60e9 }
  const hits = reader.parse(text, reference, { forwardDate: !behind })
  return hits.flatMap((hit) => {
    if (!isDay(hit.text, text.slice(hit.index + hit.text.length), text.slice(0, hit.index))) return []
    const day = dayFrom(hit.start)
    if (!day) return []
    const settled = when.past === true ? notAhead(day, hit, here.toPlainDate()) : day
    const until = hit.end ? dayFrom(hit.end)?.toString() : undefined
    const value = { day: settled.toString(), ...(until && until !== settled.toString() ? { until } : {}) }
    return [{ value, start: hit.index, end: hit.index + hit.text.length }]
  })
}

const behindUs = new RegExp(pastWords.source.replace('|since|earlier', ''), 'i')

/** A day that is written out but is not in the calendar ("31 February"), as it was written. */
export function impossibleDay(text: string, now: Temporal.Instant): Piece<string> | undefined {
  const year = now.toZonedDateTimeISO('UTC').year
  for (const hit of text.matchAll(writtenDay)) {
    const groups = hit.groups ?? {}
    const month = monthOf(groups.m1 ?? groups.m2 ?? groups.m3 ?? '')
    const day = Number(groups.d1 ?? groups.d2 ?? groups.d3)
    const inYear = Number(groups.y1 ?? groups.y2 ?? groups.y3 ?? leapAround(year, month, day))
    if (!exists(inYear, month, day))
      return { value: hit[0].trim(), start: hit.index, end: hit.index + hit[0].trimEnd().length }
  }
  return undefined
}

const long = `(?:january|february|march|april|may|june|july|august|september|october|november|december|sept|${months})`
const writtenDay = new RegExp(
  `\\b(?<d1>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<m1>${long})\\b\\.?(?:,?\\s+(?<y1>\\d{4}))?|` +
    `\\b(?<m2>${long})\\.?\\s+(?:the\\s+)?(?<d2>\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,?\\s+(?<y2>\\d{4}))?|` +
    `\\b(?<y3>\\d{4})-(?<m3>\\d{1,2})-(?<d3>\\d{1,2})\\b`,
  'gi',
)

function monthOf(name: string): number {
  if (/^\d/.test(name)) return Number(name)
  return months.split('|').indexOf(name.slice(0, 3).toLowerCase()) + 1
}

/** 29 February without a year is possible in some year near by. */
function leapAround(year: number, month: number, day: number): number {
  return month === 2 && day === 29 ? 2028 : year
}

function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth
}

type Parsed = ReturnType<typeof en.casual.parse>[number]

function dayFrom(parts: Parsed['start']): Temporal.PlainDate | undefined {
  const [year, month, day] = [parts.get('year'), parts.get('month'), parts.get('day')]
  if (year === null || month === null || day === null || !exists(year, month, day)) return undefined
  return Temporal.PlainDate.from({ year, month, day })
}

/** "interviewed on Tuesday" is the Tuesday behind us, when the reader took the one ahead. */
function notAhead(day: Temporal.PlainDate, hit: Parsed, today: Temporal.PlainDate): Temporal.PlainDate {
  if (Temporal.PlainDate.compare(day, today) <= 0) return day
  if (!hit.start.isCertain('day') && hit.start.isCertain('weekday')) return day.subtract({ weeks: 1 })
  return hit.start.isCertain('year') ? day : day.subtract({ years: 1 })
}

/** "now" and times of day are no days, and "may" and "june" are often a verb or somebody's name. */
function isDay(hit: string, after: string, before: string): boolean {
  if (
    /^(?:now|right now|a moment ago|\d{1,2}(?::\d\d)?\s?(?:am|pm)?|tonight|this (?:morning|evening|afternoon))$/i.test(
      hit,
    )
  )
    return false
  if (!monthName.test(hit)) return true
  if (/^\s+\p{Lu}/u.test(after)) return false
  return (
    /\b(?:in|by|from|until|till|since|next|last|this|early|mid|late|of|for|before|after|starting|start|starts|on)\s+$/i.test(
      before,
    ) || before.trim() === ''
  )
}
