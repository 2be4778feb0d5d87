import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { type Asked, rangeOf, sayRange } from '../../../src/platform/period.ts'

// A Friday, and the day in Auckland is a day ahead of the one in Chicago.
const now = Temporal.Instant.from('2026-11-20T15:30:00Z')
const days = (asked: Asked, zone = 'America/Chicago') => {
  const { from, to } = rangeOf(asked, now, zone)
  return sayRange({ from: from.toString(), to: to.toString() }, zone)
}

describe('days that are asked for', () => {
  test.each([
    [{}, '22 Oct 2026 to 20 Nov 2026'],
    [{ period: 'today' }, '20 Nov 2026'],
    [{ period: 'yesterday' }, '19 Nov 2026'],
    [{ period: 'this_week' }, '16 Nov 2026 to 22 Nov 2026'],
    [{ period: 'last_week' }, '9 Nov 2026 to 15 Nov 2026'],
    [{ period: 'this_month' }, '1 Nov 2026 to 30 Nov 2026'],
    [{ period: 'last_month' }, '1 Oct 2026 to 31 Oct 2026'],
    [{ since: '2026-11-18' }, '18 Nov 2026 to 20 Nov 2026'],
    [{ until: '2026-03-01' }, '31 Jan 2026 to 1 Mar 2026'],
    [{ period: 'this_month', until: '2026-11-05' }, '1 Nov 2026 to 5 Nov 2026'],
  ] as const)('%o are %s', (asked, said) => {
    expect(days(asked)).toBe(said)
  })

  test('are days of the zone', () => {
    expect(days({ period: 'today' }, 'Pacific/Auckland')).toBe('21 Nov 2026')
  })

  test('are 23 hours long when clocks go forward', () => {
    const asked = { since: '2026-03-08', until: '2026-03-08' }
    const { from, to } = rangeOf(asked, now, 'America/Chicago')
    expect(from.until(to).total('hours')).toBe(23)
  })

  test('cannot end before they begin', () => {
    expect(() => days({ since: '2026-11-20', until: '2026-11-19' })).toThrow('Swap them')
  })
})
