import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { mostAttempts, secondsUntilRetry } from '../../src/queue/backoff.ts'
import { nextTime } from '../../src/queue/cron.ts'

/** The first three times of a schedule after an instant, one after the other, as they would be stored. */
function times(cron: string, timeZone: string, after: string): string[] {
  const found: string[] = []
  let at = Temporal.Instant.from(after)
  for (let n = 0; n < 3; n += 1) {
    at = nextTime({ cron, timeZone }, at)
    found.push(at.toString())
  }
  return found
}

it.each([
  [
    'at seven in Berlin through the end of summer time',
    ['0 7 * * *', 'Europe/Berlin', '2026-10-23T12:00:00Z'],
    ['2026-10-24T05:00:00Z', '2026-10-25T06:00:00Z', '2026-10-26T06:00:00Z'],
  ],
  [
    'at seven in New York through the beginning of summer time',
    ['0 7 * * *', 'America/New_York', '2026-03-06T13:00:00Z'],
    ['2026-03-07T12:00:00Z', '2026-03-08T11:00:00Z', '2026-03-09T11:00:00Z'],
  ],
  [
    'once on the day that has the time twice',
    ['30 1 * * *', 'America/New_York', '2026-10-31T00:00:00Z'],
    ['2026-10-31T05:30:00Z', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z'],
  ],
  [
    'also on the day that leaves the time out',
    ['30 2 * * *', 'America/New_York', '2026-03-07T00:00:00Z'],
    ['2026-03-07T07:30:00Z', '2026-03-08T07:30:00Z', '2026-03-09T06:30:00Z'],
  ],
  [
    'on weekdays',
    ['0 8 * * 1-5', 'Asia/Kolkata', '2026-11-19T12:00:00Z'],
    ['2026-11-20T02:30:00Z', '2026-11-23T02:30:00Z', '2026-11-24T02:30:00Z'],
  ],
  [
    'where the clocks change by half an hour',
    ['0 7 * * *', 'Australia/Lord_Howe', '2026-10-02T12:00:00Z'],
    ['2026-10-02T20:30:00Z', '2026-10-03T20:00:00Z', '2026-10-04T20:00:00Z'],
  ],
] as const)('a schedule runs %s', (_, [cron, zone, after], expected) => {
  expect(times(cron, zone, after)).toEqual(expected)
})

it('a run that comes late on the day that has the time twice does not come again on that day', () => {
  const due = Temporal.Instant.from('2026-11-01T05:30:00Z')
  const late = Temporal.Instant.from('2026-11-01T06:10:00Z')
  const schedule = { cron: '30 1 * * *', timeZone: 'America/New_York' }
  expect(nextTime(schedule, due, late).toString()).toBe('2026-11-02T06:30:00Z')
})

it('a schedule that was missed for years goes on from the present', () => {
  const due = Temporal.Instant.from('2020-01-01T00:00:00Z')
  const now = Temporal.Instant.from('2026-11-20T10:20:30Z')
  const next = nextTime({ cron: '*/5 * * * *', timeZone: 'Europe/Berlin' }, due, now)
  expect(next.toString()).toBe('2026-11-20T10:25:00Z')
})

it.each([
  ['61 7 * * *', 'Europe/Berlin'],
  ['0 7 * * *', 'Europe/Atlantis'],
])('%s in %s cannot be read', (cron, timeZone) => {
  expect(() => nextTime({ cron, timeZone }, Temporal.Instant.from('2026-01-01T00:00:00Z'))).toThrow()
})

it('attempts come later and later, apart from each other, and span hours', () => {
  const seconds = (chance: number) =>
    Array.from({ length: mostAttempts - 1 }, (_, n) => secondsUntilRetry(n + 1, 0, chance))
  expect(seconds(1)).toEqual([5, 20, 80, 320, 1_280, 3_600, 3_600, 3_600, 3_600])
  expect(seconds(0)).toEqual(seconds(1).map((most) => most / 2))
  expect(secondsUntilRetry(1, 90, 0.5)).toBe(90)
})
