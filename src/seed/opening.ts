import type { SeedClient } from './clients.ts'
import type { Level } from './family.ts'
import type { TeamName } from './people.ts'

/** An opening of the demo company. Rates are major units of US dollars per unit. */
export type SeedOpening = {
  readonly key: string
  readonly title: string
  readonly client: SeedClient['key']
  readonly team: TeamName
  readonly owner: 'recruiter' | 'recruiter2' | 'recruiter3'
  /** The trade from which its applicants come. */
  readonly family: string
  readonly location: string
  readonly workplace: 'onsite' | 'hybrid' | 'remote'
  readonly employment: 'contract' | 'permanent'
  readonly level: Level
  readonly required: readonly string[]
  readonly wished: readonly string[]
  readonly headcount: number
  readonly pay: readonly [number, number]
  readonly billMax: number | undefined
  readonly unit: 'hour' | 'year'
  /** Days before the seed day on which it was opened, and after it on which work begins. */
  readonly openedDaysAgo: number
  readonly startsInDays: number
  readonly description: string
}
