import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { levels } from '../../../src/domain/candidates/level.ts'
import {
  byFit,
  type Offering,
  type Opening,
  scoreFit,
  weights,
} from '../../../src/domain/candidates/score.ts'
import { canonicalSkills } from '../../../src/domain/candidates/skills.ts'

const today = Temporal.PlainDate.from('2026-11-20')
const opening: Opening = {
  requiredSkills: ['Java', 'PostgreSQL'],
  wishedSkills: ['Kubernetes'],
  level: 'senior',
  location: 'Berlin, Germany',
  workplace: 'hybrid',
  startsOn: '2027-01-01',
  payMax: { amount: 9000, currency: 'USD', unit: 'hour' },
}
const person: Offering = {
  skills: ['java', 'postgres', 'k8s'],
  level: 'senior',
  location: 'Berlin',
  openToRemote: false,
  availableOn: '2026-12-01',
  expectedPay: { amount: 8500, currency: 'USD', unit: 'hour' },
}

const skill = fc.constantFrom('Java', 'postgres', 'k8s', 'React', 'Go', 'SQL')
const anyPerson: fc.Arbitrary<Offering> = fc.record({
  skills: fc.uniqueArray(skill),
  level: fc.constantFrom(...levels),
  location: fc.constantFrom('Berlin', 'Denver, Colorado', 'Lisbon'),
  openToRemote: fc.boolean(),
  availableOn: fc.option(fc.constantFrom('2026-11-01', '2027-01-20', '2027-08-01')),
  expectedPay: fc.option(
    fc.nat(20_000).map((amount) => ({ amount: amount + 1, currency: 'USD', unit: 'hour' as const })),
  ),
})

describe('the score', () => {
  it('is 100 for a person who has all that is asked, in whichever spelling', () => {
    expect(scoreFit(opening, person, today).score).toBe(100)
  })

  it('lies between 0 and 100, and its parts add up to it', () => {
    fc.assert(
      fc.property(anyPerson, (someone) => {
        const { score, parts } = scoreFit(opening, someone, today)
        const sum = parts.reduce((all, { points }) => all + points, 0)
        expect(score).toBeCloseTo(sum, 1)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100)
        for (const { part, points, of } of parts) {
          expect(of).toBe(weights[part])
          expect(points).toBeLessThanOrEqual(of)
        }
      }),
    )
  })

  it('never falls when a person gains a skill that is asked', () => {
    fc.assert(
      fc.property(anyPerson, skill, (someone, more) => {
        const richer = { ...someone, skills: [...someone.skills, more] }
        expect(scoreFit(opening, richer, today).score).toBeGreaterThanOrEqual(
          scoreFit(opening, someone, today).score,
        )
      }),
    )
  })

  it('is the same whatever else is known of the person: name, age, gender, origin, pay before', () => {
    const others = fc.record({
      name: fc.string(),
      email: fc.emailAddress(),
      gender: fc.constantFrom('f', 'm', 'x'),
      born: fc.integer({ min: 1950, max: 2008 }),
      nationality: fc.string(),
      yearsExperience: fc.nat(40),
      lastPay: fc.nat(),
      source: fc.string(),
    })
    fc.assert(
      fc.property(anyPerson, others, others, (someone, one, other) => {
        expect(scoreFit(opening, { ...someone, ...one }, today)).toEqual(
          scoreFit(opening, { ...someone, ...other }, today),
        )
      }),
    )
  })

  it('leaves the rate out entirely where it may not be seen', () => {
    const blind = (amount: number) =>
      scoreFit(
        { ...opening, payMax: undefined },
        { ...person, expectedPay: { amount, currency: 'USD', unit: 'hour' } },
        today,
      )
    expect(blind(1)).toEqual(blind(90_000))
    expect(blind(1).parts.map(({ part }) => part)).not.toContain('rate')
  })

  it('compares rates of different units and says how far above the range one is', () => {
    const yearly = {
      ...person,
      expectedPay: { amount: 9000 * 2080 * 1.1, currency: 'USD', unit: 'year' as const },
    }
    const rate = scoreFit(opening, yearly, today).parts.find(({ part }) => part === 'rate')
    expect(rate).toMatchObject({ points: 6, why: expect.stringContaining('10 % above') })
  })
})

describe('the order', () => {
  it('goes by score, then availability, then id, whatever the names are', () => {
    const rows = [
      { id: 'c', score: 80, availableOn: null, name: 'Aaron' },
      { id: 'b', score: 80, availableOn: '2026-12-01', name: 'Zoë' },
      { id: 'a', score: 80, availableOn: '2026-12-01', name: 'Mia' },
      { id: 'd', score: 90, availableOn: null, name: 'Yuki' },
    ]
    const ids = (names: readonly string[]) =>
      rows
        .map((row, index) => ({ ...row, name: names[index] }))
        .sort(byFit)
        .map(({ id }) => id)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          rows.map(({ name }) => name),
          { minLength: 4 },
        ),
        (names) => {
          expect(ids(names)).toEqual(['d', 'a', 'b', 'c'])
        },
      ),
    )
  })
})

describe('skills', () => {
  it('keeps one spelling of each', () => {
    expect(canonicalSkills(['js', 'JavaScript', 'Postgres', 'postgresql', 'k8s', 'COBOL', 'cobol'])).toEqual([
      'JavaScript',
      'PostgreSQL',
      'Kubernetes',
      'COBOL',
    ])
  })
})
