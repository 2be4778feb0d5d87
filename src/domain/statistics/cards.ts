import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { sayRange } from '../../platform/period.ts'
import type { Card } from '../../tools/card.ts'
import type { CardContext } from '../../tools/tool.ts'
import type { activityPage } from './shapes.ts'

type Shown = z.output<typeof activityPage> & {
  /** Undefined for one's own. */
  whose: string | undefined
  seen_by?: readonly { name: string; at: string }[]
}

/** What was done, newest first. */
export function activityCard(output: Shown, { timeZone }: CardContext): Card {
  const days = sayRange({ from: output.since, to: output.until }, timeZone)
  const title = output.whose === undefined ? `Your activity, ${days}` : `Activity of ${output.whose}, ${days}`
  if (output.items.length === 0) return { title, text: 'Nothing is recorded for these days.' }
  const shown = output.items.length < output.total ? ` These are the latest ${output.items.length}.` : ''
  const looked = output.seen_by?.[0]
  const seen = looked ? ` ${looked.name} looked at it ${day(looked.at, timeZone)}.` : ''
  return {
    title,
    text: `${output.total === 1 ? '1 act' : `${output.total} acts`}.${shown}${seen}`,
    facts: output.days.slice(0, 7).map((one) => ({
      label: day(`${one.day}T12:00:00Z`, 'UTC'),
      value: one.not_done > 0 ? `${one.done} done, ${one.not_done} not done` : `${one.done} done`,
    })),
    table: {
      columns: ['When', 'What', 'Outcome', 'More'],
      rows: output.items.map((item) => [at(item.at, timeZone), item.label, item.outcome, item.detail]),
    },
    ...(output.whose === undefined ? { page: { label: 'Open your activity', path: '/activity' } } : {}),
  }
}

export function acknowledgedCard(): Card {
  return { title: 'Thank you', text: 'You can see your own record at any time: ask “show my activity”.' }
}

function at(instant: string, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  return `${local.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'short' })} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

function day(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
}
