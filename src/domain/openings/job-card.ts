import { z } from 'zod'
import { rateUnits } from '../../platform/money.ts'
import type { Fact } from '../../tools/card.ts'
import { rangeInWords } from './pay.ts'

export const workplaceWords = {
  onsite: ['on site', 'on-site', 'in the office'],
  hybrid: ['partly remote'],
  remote: ['from home', 'home office', 'work from anywhere'],
} as const

export const levelWords = {
  mid: ['mid-level', 'middle', 'intermediate'],
  lead: ['principal', 'staff'],
} as const

const named = z.object({ id: z.uuid(), name: z.string() })

/** An opening as answers show it; pay and bill rate only to those who may see them. */
export const job = {
  reference: z.string(),
  title: z.string(),
  client: named,
  team: named,
  owner: named,
  status: z.string(),
  location: z.string(),
  workplace: z.string(),
  employment: z.string(),
  level: z.string(),
  headcount: z.int(),
  required_skills: z.array(z.string()),
  starts_on: z.iso.date().optional(),
  pay: z.object({ min: z.int(), max: z.int(), currency: z.string(), unit: z.enum(rateUnits) }).optional(),
  bill_max: z.object({ amount: z.int(), currency: z.string(), unit: z.enum(rateUnits) }).optional(),
  version: z.int(),
}

const shown = z.object(job)

/** What an opening is, as facts of a card. */
export function factsOf(one: z.output<typeof shown>): Fact[] {
  return [
    { label: 'Client', value: one.client.name },
    { label: 'Team and owner', value: `${one.team.name}, ${one.owner.name}` },
    { label: 'Place', value: `${one.location}, ${inWords(one.workplace)}` },
    { label: 'Terms', value: `${inWords(one.employment)}, ${one.level}, ${one.headcount} to hire` },
    { label: 'Skills', value: one.required_skills.join(', ') || 'none given' },
    ...(one.starts_on === undefined ? [] : [{ label: 'Start', value: one.starts_on }]),
    ...(one.pay ? [{ label: 'Pay', value: rangeInWords(one.pay) }] : []),
    ...(one.bill_max
      ? [
          {
            label: 'Bill rate at most',
            value: rangeInWords({ ...one.bill_max, min: one.bill_max.amount, max: one.bill_max.amount }),
          },
        ]
      : []),
  ]
}

/** "on_hold" as people write it. */
export function inWords(value: string): string {
  return value.replaceAll('_', ' ')
}
