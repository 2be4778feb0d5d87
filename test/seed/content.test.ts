import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { rejectionReasons } from '../../src/domain/candidates/reasons.ts'
import { candidatesOf } from '../../src/seed/candidates.ts'
import { clients } from '../../src/seed/clients.ts'
import { families } from '../../src/seed/families.ts'
import { historyOf } from '../../src/seed/history.ts'
import { ends } from '../../src/seed/journeys.ts'
import { openings } from '../../src/seed/openings.ts'
import { demoPeople, people } from '../../src/seed/people.ts'

const seedDay = Temporal.PlainDate.from('2026-11-20')
const candidates = candidatesOf(seedDay)
const history = historyOf(candidates, seedDay)

describe('people', () => {
  test('each role has its account, and the list to choose from names them', () => {
    expect(people.map(({ account }) => account)).toEqual([
      'owner',
      'admin',
      'manager',
      'manager2',
      'manager3',
      'recruiter',
      'recruiter2',
      'recruiter3',
      'viewer',
      'candidate',
      'candidate2',
      'supplier',
      'referrer',
    ])
    expect(demoPeople[5]).toEqual({
      email: 'recruiter@northwind.test',
      label: 'Sam Rivera (recruiter, Platform)',
    })
  })
})

describe('candidates', () => {
  test('are the same on every machine and 160 in number', () => {
    expect(candidates).toHaveLength(160)
    expect(candidatesOf(seedDay)).toEqual(candidates)
  })

  test('have names from many languages, with accents, apostrophes and other scripts; two share one', () => {
    const names = candidates.map(({ name }) => name)
    expect(names.filter((name) => name === 'María García')).toHaveLength(2)
    expect(new Set(names).size).toBe(159)
    expect(names.filter((name) => name.includes("'")).length).toBeGreaterThan(8)
    expect(names.filter((name) => /[\u0300-\u036f]/.test(name.normalize('NFD'))).length).toBeGreaterThan(60)
    const scripts = ['Han', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Hangul', 'Devanagari', 'Thai']
    for (const script of scripts) {
      const written = new RegExp(`^[\\p{Script=Latin}\\p{M}' -]+ \\(.*\\p{Script=${script}}.*\\)$`, 'u')
      expect(names.some((name) => written.test(name))).toBe(true)
    }
  })

  test('have addresses and numbers that belong to nobody, each its own', () => {
    const emails = candidates.map(({ email }) => email)
    expect(new Set(emails).size).toBe(160)
    expect(
      emails.filter((email) => !/^[a-z.0-9]+@(example\.(com|org|net)|northwind\.test)$/.test(email)),
    ).toEqual([])
    const phones = candidates.flatMap(({ phone }) => (phone === undefined ? [] : [phone]))
    expect(new Set(phones).size).toBe(phones.length)
    expect(phones.filter((phone) => !/^\+1 \d{3} 555 01\d\d$/.test(phone))).toEqual([])
  })

  test('have the skills of their trade, and more of them the higher their level', () => {
    for (const { family, skills, level } of candidates) {
      const trade = families.find(({ key }) => key === family)
      expect(skills.slice(0, 3)).toEqual(trade?.core.slice(0, 3))
      expect(skills.length).toBeGreaterThanOrEqual({ junior: 4, mid: 5, senior: 8, lead: 9 }[level])
      expect(new Set(skills).size).toBe(skills.length)
    }
  })

  test('two have accounts', () => {
    const accounts = candidates.filter(({ account }) => account !== undefined)
    expect(accounts.map(({ name, email }) => [name, email])).toEqual([
      ['Lucía Fernández Rey', 'candidate@northwind.test'],
      ['Chinedu Okafor', 'candidate2@northwind.test'],
    ])
  })
})

describe('résumés', () => {
  test('are one to two pages long, and none repeats another', () => {
    for (const { resume } of candidates) {
      expect(resume.length).toBeGreaterThan(2_300)
      expect(resume.length).toBeLessThan(5_500)
    }
    const lines = candidates.map(
      ({ resume }) => new Set(resume.split(/\n|(?<=\.) /).filter((line) => line.length > 60)),
    )
    const alike = lines.flatMap((own, index) =>
      lines.slice(index + 1).map((other) => own.intersection(other).size / Math.min(own.size, other.size)),
    )
    expect(Math.max(...alike)).toBeLessThan(0.34)
  })

  test('name the person, how to reach them, every skill, and hold no unfilled phrase', () => {
    for (const { resume, name, email, skills } of candidates) {
      expect(resume).toContain(name)
      expect(resume).toContain(email)
      expect(skills.filter((skill) => !resume.includes(skill))).toEqual([])
      expect(resume).not.toMatch(/[{}]|undefined|\[object/)
    }
  })

  test('tell as many years as the profile does, up to the seed day', () => {
    for (const { resume, years } of candidates) {
      const told = [...resume.matchAll(/\b(19|20)\d\d\b/g)].map(([year]) => Number(year))
      expect(Math.min(...told)).toBeGreaterThanOrEqual(2026 - years - 2)
      expect(Math.min(...told)).toBeLessThanOrEqual(2026 - years)
      expect(Math.max(...told)).toBeLessThanOrEqual(2026)
    }
  })
})

describe('openings', () => {
  test('are fourteen for four clients, each with a range, a limit where it is billed, and skills', () => {
    expect(openings).toHaveLength(14)
    expect(clients).toHaveLength(4)
    for (const { pay, billMax, unit, required, client, team, owner } of openings) {
      expect(pay[0]).toBeLessThan(pay[1])
      if (unit === 'hour') expect(billMax).toBeGreaterThan(pay[1])
      expect(required.length).toBeGreaterThanOrEqual(3)
      expect(clients.map(({ key }) => key)).toContain(client)
      expect(people.find(({ account }) => account === owner)?.team).toBe(team)
    }
  })
})

describe.each(['2026-11-20', '2026-11-22', '2027-01-01', '2028-02-29'])('the history before %s', (text) => {
  const day = Temporal.PlainDate.from(text)
  const made = text === '2026-11-20' ? history : historyOf(candidatesOf(day), day)

  test('has 220 applications over all stages and 60 submissions', () => {
    const standing = made.map(({ moves }) => moves.at(-1)?.status ?? 'new')
    const counts = Object.fromEntries(
      Object.keys(ends).map((end) => [end, standing.filter((status) => status === end).length]),
    )
    expect(counts).toEqual(ends)
    expect(made).toHaveLength(220)
    const outcomes = made.flatMap(({ submission }) =>
      submission ? [submission.review?.status ?? 'waiting'] : [],
    )
    expect(outcomes).toHaveLength(60)
    expect(new Set(outcomes)).toEqual(new Set(['waiting', 'approved', 'declined']))
  })

  test('happened on working days of the ninety days before, one thing after the other', () => {
    const end = day.toZonedDateTime('America/Chicago').toInstant()
    const begin = end.subtract({ hours: 24 * 91 })
    for (const { at, moves, submission } of made) {
      const times = [at, ...moves.map((move) => move.at)].map((one) => one.epochMilliseconds)
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
      const others = submission ? [submission.at, ...(submission.review ? [submission.review.at] : [])] : []
      for (const one of [at, ...moves.map((move) => move.at), ...others]) {
        expect(one.epochMilliseconds).toBeGreaterThan(begin.epochMilliseconds)
        expect(one.epochMilliseconds).toBeLessThan(end.epochMilliseconds)
        expect(one.toZonedDateTimeISO('America/Chicago').dayOfWeek).toBeLessThan(6)
      }
    }
  })

  test('fills no more seats than there are, and nobody is hired twice', () => {
    const hired = made.filter(({ moves }) => moves.at(-1)?.status === 'hired')
    for (const { key, headcount } of openings)
      expect(hired.filter(({ opening }) => opening === key).length).toBeLessThan(headcount)
    expect(new Set(hired.map(({ candidate }) => candidate.number)).size).toBe(hired.length)
  })

  test('gives each rejection one of our reasons, and rates within the range of the opening', () => {
    for (const { moves, opening, submission } of made) {
      const terms = openings.find(({ key }) => key === opening)
      for (const { status, reason, rate } of moves) {
        if (status === 'rejected') expect(Object.keys(rejectionReasons)).toContain(reason)
        if (!rate) continue
        expect(rate.amount).toBeGreaterThanOrEqual((terms?.pay[0] ?? 0) * 100)
        expect(rate.amount).toBeLessThanOrEqual((terms?.pay[1] ?? 0) * 100)
      }
      if (submission?.billRate)
        expect(submission.billRate.amount).toBeLessThanOrEqual((terms?.billMax ?? 0) * 100)
    }
  })
})
