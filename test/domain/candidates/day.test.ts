import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handOverReason, normDays, reasonOf, scoreOf } from '../../../src/domain/candidates/day.ts'

const quiet = { daysInStage: 0, holdPassedDays: null, hasStart: true }

describe('what to do first', () => {
  it('leaves in peace what is within the norm of its stage', () => {
    for (const [status, norm] of Object.entries(normDays)) {
      if (status === 'new') continue
      expect(reasonOf({ ...quiet, status, daysInStage: norm })).toBeUndefined()
      expect(reasonOf({ ...quiet, status, daysInStage: norm + 1 })?.why).toContain(`${norm + 1} days in`)
    }
    expect(reasonOf({ ...quiet, status: 'hired', daysInStage: 400 })).toBeUndefined()
    expect(reasonOf({ ...quiet, status: 'rejected', daysInStage: 400 })).toBeUndefined()
  })

  it('never counts waiting longer as less urgent', () => {
    const status = fc.constantFrom(...Object.keys(normDays))
    fc.assert(
      fc.property(status, fc.nat(200), fc.nat(60), (name, days, more) => {
        const points = (daysInStage: number) => {
          const reason = reasonOf({ ...quiet, status: name, daysInStage })
          return reason ? scoreOf(reason) : 0
        }
        expect(points(days + more)).toBeGreaterThanOrEqual(points(days))
      }),
    )
  })

  it('puts a new one that nobody has seen on the list from the first day', () => {
    expect(reasonOf({ ...quiet, status: 'new' })?.why).toBe('Nobody has screened it yet.')
  })

  it('names a passed hold and an offer without a first day', () => {
    expect(reasonOf({ ...quiet, status: 'on_hold' })).toBeUndefined()
    expect(reasonOf({ ...quiet, status: 'on_hold', holdPassedDays: 3 })?.why).toBe(
      'Its hold ended 3 days ago.',
    )
    expect(reasonOf({ ...quiet, status: 'offered', hasStart: false })?.why).toBe(
      'The offer has no first day of work.',
    )
  })

  it('puts a waiting colleague before a new application', () => {
    const fresh = reasonOf({ ...quiet, status: 'new' })
    expect(fresh && scoreOf(fresh)).toBeLessThan(scoreOf(handOverReason(0)))
  })
})
