import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelOfTitle, skillLists } from '../../../src/domain/openings/job-terms.ts'
import { payOf, rangeInWords } from '../../../src/domain/openings/pay.ts'
import { Fault } from '../../../src/platform/fault.ts'

const rate = fc.record({
  amount: fc.integer({ min: 1, max: 1_000_000 }),
  currency: fc.constantFrom('USD', 'EUR', 'JPY'),
  unit: fc.constantFrom('hour' as const, 'day' as const, 'year' as const),
})

describe('payOf', () => {
  it('gives a range that the database takes, or a fault that names a field', () => {
    const given = fc.record({ pay_min: fc.option(rate), pay_max: fc.option(rate), bill_max: fc.option(rate) })
    fc.assert(
      fc.property(given, ({ pay_min, pay_max, bill_max }) => {
        const input = {
          pay_min: pay_min ?? undefined,
          pay_max: pay_max ?? undefined,
          bill_max: bill_max ?? undefined,
        }
        try {
          const pay = payOf(input)
          expect(pay.payMin).toBeGreaterThan(0)
          expect(pay.payMin).toBeLessThanOrEqual(pay.payMax)
          if (pay.billMax !== null) expect(pay.billMax).toBeGreaterThan(pay.payMin)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
          expect(error instanceof Fault && error.details.field).toMatch(/^(pay_min|pay_max|bill_max)$/)
        }
      }),
    )
  })

  it('keeps the other end of a standing range', () => {
    const standing = { payMin: 7000, payMax: 8500, billMax: 12_000, currency: 'USD', rateUnit: 'hour' }
    const raised = payOf({ pay_max: { amount: 9000, currency: 'USD', unit: 'hour' } }, standing)
    expect(raised).toEqual({ ...standing, payMax: 9000 })
    expect(payOf({}, standing)).toEqual(standing)
  })
})

describe('words', () => {
  it('say a range, and one figure once', () => {
    expect(rangeInWords({ min: 6000, max: 7550, currency: 'USD', unit: 'hour' })).toBe(
      '$60 to $75.50 an hour',
    )
    expect(rangeInWords({ min: 9_000_000, max: 9_000_000, currency: 'USD', unit: 'year' })).toBe(
      '$90,000 a year',
    )
  })

  it.each([
    ['Senior Backend Engineer', 'senior'],
    ['Sr. Accountant', 'senior'],
    ['Principal Architect', 'lead'],
    ['Junior QA', 'junior'],
    ['Graduate Nurse', 'junior'],
    ['Data Engineer', 'mid'],
    ['Leadership Coach', 'mid'],
  ])('of the title %s mean the level %s', (title, level) => {
    expect(levelOfTitle(title)).toBe(level)
  })

  it('keep each skill once and none both required and wished', () => {
    expect(skillLists(['Go', 'go', 'SQL'], ['sql', 'Rust', 'rust'])).toEqual({
      requiredSkills: ['go', 'SQL'],
      wishedSkills: ['rust'],
    })
  })
})
