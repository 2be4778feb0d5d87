import { Temporal } from 'temporal-polyfill'
import { formatRate, type Rate, type RateUnit } from '../../platform/money.ts'
import { type Level, levelDistance } from './level.ts'
import { skillKey } from './skills.ts'

/** What an opening asks. Days are YYYY-MM-DD. */
export type Opening = {
  requiredSkills: readonly string[]
  wishedSkills: readonly string[]
  level: Level
  location: string
  workplace: string
  startsOn: string | null
  /** The most that is paid; undefined when the reader may not see it, and then pay plays no part. */
  payMax: Rate | undefined
}

/**
 * All that is known of a person for the score. Name, age, years, gender, origin, photograph, résumé text and what they
 * earned before have no place here: the type is the fence.
 */
export type Offering = {
  skills: readonly string[]
  level: Level
  location: string
  openToRemote: boolean
  availableOn: string | null
  /** What they ask for now; undefined when the reader may not see it. */
  expectedPay: Rate | null | undefined
}

export const partNames = [
  'required_skills',
  'wished_skills',
  'level',
  'location',
  'availability',
  'rate',
] as const
export type PartName = (typeof partNames)[number]

/** One part of a score: `points` of at most `of`, and the reason in words. */
export type Part = { part: PartName; points: number; of: number; why: string }

export type Score = { score: number; parts: readonly Part[] }

/**
 * How much each part weighs, out of 100. Required skills decide most, since nothing makes up for them; wished skills,
 * availability and rate can be talked about; level and place can be talked about less.
 */
export const weights = {
  required_skills: 40,
  wished_skills: 10,
  level: 15,
  location: 15,
  availability: 10,
  rate: 10,
} as const satisfies Record<PartName, number>

/** Days after the start of the opening at which availability earns nothing any more. */
const lateDays = 90
/** Share above the most that is paid at which the rate earns nothing any more. */
const overShare = 0.25
/** Hours of work in one unit, to compare rates: 8 hours a day, 2,080 a year. */
const unitHours: Record<RateUnit, number> = { hour: 1, day: 8, year: 2080 }

type Rating = { share: number; why: string }

/**
 * How well a person fits an opening, 0 to 100 with one decimal. Each part earns its weight times a share of 0 to 1; a
 * part about which the opening asks nothing, or which the reader may not see, is left out and the rest make up the 100.
 */
export function scoreFit(opening: Opening, person: Offering, today: Temporal.PlainDate): Score {
  const ratings: Record<PartName, Rating | undefined> = {
    required_skills: rateSkills(opening.requiredSkills, person.skills),
    wished_skills: rateSkills(opening.wishedSkills, person.skills),
    level: rateLevel(opening.level, person.level),
    location: ratePlace(opening, person),
    availability: rateAvailability(opening.startsOn, person.availableOn, today),
    rate: rateRate(opening.payMax, person.expectedPay),
  }
  const rated = partNames.flatMap((part) => {
    const rating = ratings[part]
    return rating
      ? [{ part, points: round(weights[part] * rating.share), of: weights[part], why: rating.why }]
      : []
  })
  const most = rated.reduce((sum, { of }) => sum + of, 0)
  const earned = rated.reduce((sum, { points }) => sum + points, 0)
  return { score: most === 0 ? 0 : round((100 * earned) / most), parts: rated }
}

function rateSkills(asked: readonly string[], held: readonly string[]): Rating | undefined {
  if (asked.length === 0) return undefined
  const keys = new Set(held.map(skillKey))
  const has = asked.filter((skill) => keys.has(skillKey(skill)))
  const lacks = asked.filter((skill) => !keys.has(skillKey(skill)))
  const words = [
    has.length > 0 ? `has ${has.join(', ')}` : '',
    lacks.length > 0 ? `lacks ${lacks.join(', ')}` : '',
  ].filter((text) => text !== '')
  return { share: has.length / asked.length, why: words.join('; ') }
}

function rateLevel(asked: Level, held: Level): Rating {
  const steps = levelDistance(asked, held)
  if (steps === 0) return { share: 1, why: `${held}, as asked` }
  const away = Math.abs(steps) === 1 ? 'one step' : `${Math.abs(steps)} steps`
  const share = Math.max(0, 1 - 0.5 * Math.abs(steps))
  return { share, why: `${held}, ${away} ${steps > 0 ? 'above' : 'below'} ${asked}` }
}

function ratePlace(opening: Opening, person: Offering): Rating {
  const near = samePlace(opening.location, person.location)
  if (near) return { share: 1, why: `in ${person.location}` }
  if (opening.workplace === 'remote') {
    return person.openToRemote
      ? { share: 1, why: 'remote, and open to it' }
      : { share: 0.3, why: 'remote, and has not said to be open to it' }
  }
  if (opening.workplace === 'hybrid' && person.openToRemote) {
    return {
      share: 0.4,
      why: `in ${person.location}, open to remote; the work is partly in ${opening.location}`,
    }
  }
  return { share: 0, why: `in ${person.location}; the work is in ${opening.location}` }
}

function samePlace(one: string, other: string): boolean {
  const city = (place: string) => (place.split(',')[0] ?? '').trim().toLowerCase()
  return city(one) !== '' && city(one) === city(other)
}

function rateAvailability(
  startsOn: string | null,
  availableOn: string | null,
  today: Temporal.PlainDate,
): Rating {
  if (availableOn === null) return { share: 0.5, why: 'availability is not known' }
  const planned = startsOn === null ? today : Temporal.PlainDate.from(startsOn)
  const start = Temporal.PlainDate.compare(planned, today) < 0 ? today : planned
  const late = start.until(availableOn, { largestUnit: 'day' }).days
  if (late <= 0) return { share: 1, why: 'available in time' }
  return {
    share: Math.max(0, 1 - late / lateDays),
    why: `available ${late} ${late === 1 ? 'day' : 'days'} after the start`,
  }
}

function rateRate(most: Rate | undefined, asked: Rate | null | undefined): Rating | undefined {
  if (most === undefined || asked === undefined) return undefined
  if (asked === null) return { share: 0.5, why: 'expected rate is not known' }
  if (asked.currency !== most.currency)
    return { share: 0.5, why: `asks in ${asked.currency}, the opening pays in ${most.currency}` }
  const over = asked.amount / unitHours[asked.unit] / (most.amount / unitHours[most.unit]) - 1
  if (over <= 0) return { share: 1, why: `asks ${formatRate(asked)}, within the range` }
  return {
    share: Math.max(0, 1 - over / overShare),
    why: `asks ${formatRate(asked)}, ${Math.round(over * 100)} % above the range`,
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** What decides the order: the score, then who can start sooner, then the id. Never the name. */
export type Ranked = { id: string; score: number; availableOn: string | null }

/** Sorts the best first; an unknown availability comes after every known one. */
export function byFit(a: Ranked, b: Ranked): number {
  return b.score - a.score || compare(a.availableOn ?? '9999', b.availableOn ?? '9999') || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
