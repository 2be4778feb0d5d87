import type { Temporal } from 'temporal-polyfill'
import { careerOf } from './career.ts'
import { families } from './families.ts'
import type { Family, Level } from './family.ts'
import { nameGroups } from './names.ts'
import { addressOf, people, type TeamName } from './people.ts'
import { type Random, seededRandom } from './random.ts'
import { resumeOf } from './resumes.ts'

/** A candidate of the demo company. Pay is in minor units of US dollars; days are relative to the seed day. */
export type SeedCandidate = {
  /** Tells people of the same name apart: 1 to 160. */
  readonly number: number
  readonly name: string
  readonly email: string
  readonly phone: string | undefined
  readonly headline: string
  readonly family: string
  readonly team: TeamName
  readonly owner: 'recruiter' | 'recruiter2' | 'recruiter3'
  readonly account: 'candidate' | 'candidate2' | undefined
  readonly level: Level
  readonly location: string
  readonly openToRemote: boolean
  readonly skills: readonly string[]
  readonly years: number
  readonly availableOn: Temporal.PlainDate | undefined
  readonly expectedPay: { amount: number; unit: 'hour' | 'year' } | undefined
  readonly source: 'career_site' | 'job_board' | 'sourced' | 'referral' | 'supplier' | 'event'
  readonly resume: string
}

/** The 160 candidates as of the seed day: the same people on every machine, with dates that end on that day. */
export function candidatesOf(seedDay: Temporal.PlainDate): SeedCandidate[] {
  const deck = seededRandom('families').sample(
    families.flatMap((family) => Array.from({ length: family.people }, () => family)),
    Number.POSITIVE_INFINITY,
  )
  const used = new Map<string, number>()
  const lines = new Map<string, number>()
  return nameGroups
    .flatMap(({ names, schools }) => names.map((name) => ({ name, schools })))
    .map((named, index) => {
      const slug = slugOf(named.name)
      const times = (used.get(slug) ?? 0) + 1
      used.set(slug, times)
      const family = deck[index]
      if (!family) throw new RangeError(`no trade is left for candidate ${index + 1}`)
      return candidateOf({ ...named, number: index + 1, family, slug, times, lines, seedDay })
    })
}

type Frame = {
  number: number
  name: string
  schools: readonly string[]
  family: Family
  slug: string
  times: number
  /** How many numbers of each area are taken. */
  lines: Map<string, number>
  seedDay: Temporal.PlainDate
}

function candidateOf(frame: Frame): SeedCandidate {
  const random = seededRandom(`candidate ${frame.number}`)
  const { family, name, number, seedDay } = frame
  const level = random.pick(levelDeck)
  const years = random.int(...yearsOf[level])
  const skills = skillsOf(family, level, random)
  const place = random.pick(places)
  const account = people.find((person) => person.kind === 'candidate' && person.name === name)?.account
  const email = account
    ? addressOf(account)
    : `${frame.slug}${frame.times > 1 ? frame.times : ''}@${random.pick(domains)}`
  const phone = place.areaCode === undefined ? undefined : phoneIn(place.areaCode, frame.lines)
  const worker = {
    family,
    level,
    years,
    skills,
    schools: frame.schools,
    month: seedDay.toPlainYearMonth(),
  }
  const career = careerOf(worker, random)
  const headline = `${career.posts[0]?.title ?? 'Engineer'}, ${skills[0]} and ${random.pick(skills.slice(1, 5))}`
  const contact = [place.name, email, ...(phone === undefined ? [] : [phone])]
  return {
    number,
    name,
    email,
    phone,
    headline,
    family: family.key,
    team: family.team,
    owner: family.team === 'Data' ? 'recruiter3' : random.pick(['recruiter', 'recruiter2'] as const),
    account: account === 'candidate' || account === 'candidate2' ? account : undefined,
    level,
    location: place.name,
    openToRemote: place.areaCode === undefined || random.chance(0.6),
    skills,
    years,
    availableOn: random.chance(0.85)
      ? seedDay.add({ days: random.pick([0, 0, 7, 14, 14, 30, 30, 60, 90]) })
      : undefined,
    expectedPay: random.chance(0.88) ? payOf(family, level, random) : undefined,
    source: random.pick(sources),
    resume: resumeOf({ name, headline, contact, worker }, career, random),
  }
}

/** The next number of an area in the range that is kept free for stories: 555-0100 to 555-0199. */
function phoneIn(areaCode: string, lines: Map<string, number>): string {
  const line = lines.get(areaCode) ?? 11
  lines.set(areaCode, line + 1)
  return `+1 ${areaCode} 555 01${String(line).padStart(2, '0')}`
}

const levelDeck: readonly Level[] = [
  ...Array.from({ length: 4 }, () => 'junior' as const),
  ...Array.from({ length: 7 }, () => 'mid' as const),
  ...Array.from({ length: 6 }, () => 'senior' as const),
  ...Array.from({ length: 3 }, () => 'lead' as const),
]

const yearsOf: Readonly<Record<Level, readonly [number, number]>> = {
  junior: [1, 2],
  mid: [3, 5],
  senior: [6, 10],
  lead: [11, 18],
}

const breadth: Readonly<Record<Level, readonly [number, number]>> = {
  junior: [0, 1],
  mid: [1, 3],
  senior: [3, 5],
  lead: [4, 6],
}

function skillsOf(family: Family, level: Level, random: Random): string[] {
  const core = level === 'junior' ? family.core.slice(0, 4) : family.core
  const left = level === 'mid' && random.chance(0.4) ? core.slice(0, -1) : core
  return [...left, ...random.sample(family.extra, random.int(...breadth[level]))]
}

/** Dollars an hour asked for at each level, before the trade is taken into account. */
const payAsked: Readonly<Record<Level, readonly [number, number]>> = {
  junior: [34, 46],
  mid: [54, 72],
  senior: [74, 98],
  lead: [92, 122],
}

const payFactor: Readonly<Record<string, number>> = {
  security: 1.06,
  machine_learning: 1.08,
  reliability: 1.04,
  analytics: 0.84,
  quality: 0.82,
}

/** Asked pay; leads and analysts are often asked by the year, at 2,080 hours. */
function payOf(family: Family, level: Level, random: Random): { amount: number; unit: 'hour' | 'year' } {
  const hourly = Math.round(random.int(...payAsked[level]) * (payFactor[family.key] ?? 1))
  const yearly = family.key === 'analytics' || (family.key === 'machine_learning' && level === 'lead')
  if (!yearly || random.chance(0.3)) return { amount: hourly * 100, unit: 'hour' }
  return { amount: Math.round((hourly * 2080) / 1000) * 1000 * 100, unit: 'year' }
}

const domains = ['example.com', 'example.org', 'example.net'] as const

const sources = [
  'career_site',
  'job_board',
  'job_board',
  'sourced',
  'sourced',
  'referral',
  'supplier',
  'event',
] as const

/** Where candidates live, with the area code of their telephone where they have one. */
const places: readonly { name: string; areaCode?: string }[] = [
  { name: 'Kansas City, MO', areaCode: '816' },
  { name: 'Kansas City, MO', areaCode: '816' },
  { name: 'Seattle, WA', areaCode: '206' },
  { name: 'Seattle, WA', areaCode: '206' },
  { name: 'Boston, MA', areaCode: '617' },
  { name: 'Boston, MA', areaCode: '617' },
  { name: 'Denver, CO', areaCode: '303' },
  { name: 'Denver, CO', areaCode: '303' },
  { name: 'Chicago, IL', areaCode: '312' },
  { name: 'Austin, TX', areaCode: '512' },
  { name: 'Omaha, NE', areaCode: '402' },
  { name: 'Portland, OR', areaCode: '503' },
  { name: 'Tacoma, WA', areaCode: '253' },
  { name: 'Boulder, CO', areaCode: '720' },
  { name: 'Worcester, MA', areaCode: '508' },
  { name: 'Atlanta, GA', areaCode: '404' },
  { name: 'Minneapolis, MN', areaCode: '612' },
  { name: 'Raleigh, NC', areaCode: '919' },
  { name: 'Toronto, ON', areaCode: '416' },
  { name: 'Lisbon, Portugal' },
  { name: 'Dublin, Ireland' },
]

const letters: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ß: 'ss',
  þ: 'th',
  æ: 'ae',
  ð: 'd',
  ı: 'i',
}

/** "moussa.ndiaye" of "Moussa N'Diaye": the Latin form without signs, for an address. */
export function slugOf(name: string): string {
  return name
    .replace(/\(.*\)/, '')
    .toLowerCase()
    .replace(/[łđøßþæðı]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’ʻ]/g, '')
    .trim()
    .replace(/[^a-z]+/g, '.')
}
