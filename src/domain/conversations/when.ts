import { Temporal } from 'temporal-polyfill'
import type { CardContext } from '../../tools/tool.ts'

/** An instant in words, in the reader's zone: "today 14:05", "yesterday 09:30", "3 Nov 2026, 16:20". */
export function sayWhen(at: string, { timeZone, now }: Pick<CardContext, 'timeZone' | 'now'>): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const days = local.toPlainDate().until(today).days
  if (days === 0) return `today ${time}`
  if (days === 1) return `yesterday ${time}`
  const day = local.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  return `${day}, ${time}`
}
