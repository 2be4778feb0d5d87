import type { Temporal } from 'temporal-polyfill'
import { certificates, projects, studentWork, studyFocus, surroundings } from './career-lines.ts'
import { type Industry, industries } from './employers.ts'
import type { Family, Gain, Level } from './family.ts'
import type { Random } from './random.ts'
import { duties, outcomes } from './resume-lines.ts'
import { fill, lowerFirst } from './wording.ts'

/** One post in a working life. */
export type Post = {
  title: string
  employer: string
  industry: string
  from: Temporal.PlainYearMonth
  /** Undefined while it lasts. */
  until: Temporal.PlainYearMonth | undefined
  setting: string
  lines: string[]
  tools: string[]
}

export type Career = {
  posts: Post[]
  study: { degree: string; subject: string; school: string; year: number; focus: string }
  certificates: string[]
  projects: string[]
  studentWork: string[]
}

/** What a career is made from: the person as the database will hold them. */
export type Worker = {
  family: Family
  level: Level
  years: number
  skills: readonly string[]
  schools: readonly string[]
  month: Temporal.PlainYearMonth
}

/** A working life that agrees with the level, the years and the skills of the person; newest post first. */
export function careerOf(worker: Worker, random: Random): Career {
  const start = worker.month.subtract({ months: worker.years * 12 + random.int(1, 8) })
  const bounds = changesOf(start, worker, random)
  const deeds = random.sample(deedsOf(worker.family), 40)
  const places = random.sample(industries, bounds.length)
  const said = new Set<string>()
  const posts = bounds.map((bound, index) => {
    const last = index === bounds.length - 1
    const level = last
      ? worker.level
      : levelAfter(start.until(bound.from, { largestUnit: 'months' }).months / 12, worker.level)
    const place = places[index] ?? random.pick(industries)
    const own = deeds.splice(0, last ? 4 : random.int(2, 3))
    return postOf({ ...bound, level, place, deeds: own, said, worker }, random)
  })
  return {
    posts: posts.reverse(),
    study: {
      degree: random.pick(worker.years > 5 ? ['MSc', 'BSc', 'MSc', 'Diploma'] : ['BSc', 'BSc', 'MSc']),
      subject: random.pick(worker.family.studies),
      school: random.pick(worker.schools),
      year: start.year,
      focus: random.pick(studyFocus),
    },
    certificates: random
      .sample(
        worker.skills.flatMap((skill) => certificates[skill] ?? []),
        2,
      )
      .slice(0, worker.level === 'junior' ? 1 : 2),
    projects:
      worker.years <= 5 ? filled(projects[worker.family.team], worker.years <= 2 ? 5 : 3, random) : [],
    studentWork: worker.years <= 2 ? filled(studentWork, 3, random) : [],
  }
}

/** Some of these lines, with their numbers drawn. */
function filled(lines: readonly string[], count: number, random: Random): string[] {
  return random.sample(lines, count).map((line) => fill(line, {}, random))
}

type Bound = { from: Temporal.PlainYearMonth; until: Temporal.PlainYearMonth | undefined }

/** Cuts the years into posts of ten months or more; about one person in six is between posts. */
function changesOf(start: Temporal.PlainYearMonth, worker: Worker, random: Random): Bound[] {
  const months = start.until(worker.month, { largestUnit: 'months' }).months
  const most = Math.max(1, Math.floor(months / 14))
  const count = Math.min(
    most,
    random.int(1 + Math.ceil(worker.years / 5), 2 + Math.ceil(worker.years / 5)),
    5,
  )
  const length = months / count
  const cuts = Array.from({ length: count }, (_, index) =>
    index === 0 ? 0 : Math.round(length * index + (random.next() - 0.5) * length * 0.4),
  )
  const between = random.chance(1 / 6)
  return cuts.map((cut, index) => {
    const next = cuts[index + 1]
    const end = next === undefined ? (between ? months - random.int(0, 2) : undefined) : next
    return {
      from: start.add({ months: cut }),
      until: end === undefined ? undefined : start.add({ months: end }),
    }
  })
}

const ladder = [
  { from: 0, level: 'junior' },
  { from: 2.5, level: 'mid' },
  { from: 5.5, level: 'senior' },
] as const

/** The level at which a post began, never above the level that the person has today. */
function levelAfter(years: number, highest: Level): Level {
  const reached = ladder.findLast((step) => years >= step.from)?.level ?? 'junior'
  const rank: Record<Level, number> = { junior: 0, mid: 1, senior: 2, lead: 3 }
  return rank[reached] > rank[highest] ? highest : reached
}

type Deed = { gain: Gain; text: string }

function deedsOf(family: Family): Deed[] {
  return Object.entries(family.deeds).flatMap(([gain, texts]) =>
    texts.map((text) => ({ gain: gain as Gain, text })),
  )
}

type Draft = Bound & { level: Level; place: Industry; deeds: Deed[]; said: Set<string>; worker: Worker }

function postOf(draft: Draft, random: Random): Post {
  const { worker, place, level } = draft
  const item = () => ({ item: random.pick(place.items), industry: place.name })
  const done = draft.deeds.map((deed) => fill(deedLine(deed, level, random), item(), random))
  const besides = random
    .sample(
      duties[level].filter((duty) => !draft.said.has(duty)),
      level === 'junior' || worker.level === 'mid' ? 4 : 3,
    )
    .map((text) => {
      draft.said.add(text)
      return fill(text, item(), random)
    })
  return {
    title: random.pick(worker.family.titles[level]),
    employer: random.pick(place.employers),
    industry: place.name,
    from: draft.from,
    until: draft.until,
    setting: fill(random.pick(surroundings), item(), random),
    lines: [...done, ...besides],
    tools: random.sample(worker.skills, random.int(3, 5)),
  }
}

const shares: Readonly<Record<Level, readonly string[]>> = {
  junior: [
    'Was part of the team that ',
    'Supported the colleagues who ',
    'Worked beside the people who ',
    'Did the groundwork for the team that ',
    'Was one of four who ',
  ],
  mid: ['', '', 'Together with {n} colleagues '],
  senior: ['', '', 'With a group of {n} '],
  lead: ['', 'Led the {n} people who ', 'Answered for the group that '],
}

function deedLine(deed: Deed, level: Level, random: Random): string {
  const share = random.pick(shares[level])
  const text = share === '' ? deed.text : `${share}${lowerFirst(deed.text)}`
  const outcome = random.pick(outcomes[deed.gain])
  return random.pick([
    `${text}, which ${outcome}`,
    `${text}. This ${outcome}`,
    `${text}; the change ${outcome}`,
    text,
    `${text}. That ${outcome}`,
  ])
}
