import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, openCompany } from '../support/company.ts'
import { misses, readJourneys } from './guided-journey.ts'

let company: Company
beforeAll(async () => {
  company = await openCompany()
}, 180_000)
afterAll(() => company.close())

/** The sentences that guided mode was made with, and those that were written apart from it. */
const sets = [
  { name: 'guided.jsonl', least: 150, share: 0.95 },
  { name: 'guided-held-out.jsonl', least: 80, share: 0.9 },
]

describe('sentences as people write them', () => {
  it.each(sets)(
    '$name: at least $share are understood',
    async ({ name, least, share }) => {
      const journeys = readJourneys(name)
      expect(journeys.length).toBeGreaterThanOrEqual(least)
      expect(journeys.filter(({ outcome }) => outcome === 'denied').length).toBeGreaterThan(5)
      expect(journeys.filter(({ tool }) => tool === null).length).toBeGreaterThan(5)
      const missed: string[] = []
      for (const journey of journeys) {
        const miss = await misses(journey, company)
        if (miss) missed.push(miss)
      }
      console.info(
        `${name}: ${journeys.length - missed.length} of ${journeys.length} understood\n${missed.join('\n')}`,
      )
      expect(1 - missed.length / journeys.length, missed.join('\n')).toBeGreaterThanOrEqual(share)
    },
    600_000,
  )
})
