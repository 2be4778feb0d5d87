import { Fault } from '../platform/fault.ts'
import type { Db } from './client.ts'
import { Prisma } from './generated/client.ts'
import { putRight } from './spelling.ts'
import { type Asked, type Subject, subjects } from './subjects.ts'

/** A row that fits the words. exact: the name itself; part: all words found; close: only similar. */
export type Match = { id: string; match: 'exact' | 'part' | 'close'; score: number }

const most = 10_000

/**
 * The visible rows that fit the words, best first. Misspelt words are put right, and similar ones looked for, only when
 * nothing that is visible fits better. `visible` gets ids and gives back those that the person may see and the filters
 * allow. Faults: refused when more than 10,000 rows fit, since then some would be left out unseen.
 */
export async function rankMatches(
  db: Db,
  search: { subject: Subject; query: string },
  visible: (ids: string[]) => Promise<readonly { id: string }[]>,
): Promise<Match[]> {
  const { subject } = search
  const query = asked(subject, search.query)
  const left = async (statement: Prisma.Sql) => {
    const matches = await db.$queryRaw<Match[]>(statement)
    if (matches.length > most) throw tooMany(search.query)
    if (matches.length === 0) return []
    const seen = new Set((await visible(matches.map((match) => match.id))).map((row) => row.id))
    return matches.filter((match) => seen.has(match.id))
  }
  const fitting = await left(byWords(subject, query))
  if (fitting.length > 0) return fitting
  const right = await putRight(db, subject, query.words)
  const meant = right === undefined ? [] : await left(byWords(subject, asked(subject, right)))
  if (meant.length > 0) return meant.map((match) => ({ ...match, match: 'close' as const }))
  return await left(bySimilarity(subject, query))
}

function byWords(subject: Subject, query: Asked): Prisma.Sql {
  const { table, exact, part, rank } = subjects[subject]
  return Prisma.sql`
    select r.id, case when ${exact(query)} then 'exact' else 'part' end as match, (${rank(query)})::float8 as score
    from ${table} r where ${exact(query)} or ${part(query)}
    order by (${exact(query)}) desc, score desc, r.id limit ${most + 1}`
}

function bySimilarity(subject: Subject, query: Asked): Prisma.Sql {
  const { table, similar, likeness } = subjects[subject]
  return Prisma.sql`
    select r.id, 'close' as match, (${likeness(query)})::float8 as score
    from ${table} r where ${similar(query)} order by score desc, r.id limit ${most + 1}`
}

const idle = 'a an the in at for of with on and or to from by any all our my me please'.split(' ')

/** What rows of a kind are called; such a word tells nothing about which row is meant. */
const called: Readonly<Record<Subject, string>> = {
  user: 'user users colleague colleagues account',
  team: 'team teams',
  client: 'client clients customer company',
  job: 'job jobs opening openings role roles position positions vacancy vacancies requisition',
  candidate: 'candidate candidates profile',
  application: 'application applications candidate',
  submission: 'submission submissions candidate',
  human_request: 'request requests human',
}

function asked(subject: Subject, query: string): Asked {
  const all = query.trim().split(/\s+/)
  const silent = new Set([...idle, ...called[subject].split(' ')])
  const telling = all.filter((word) => !silent.has(word.toLowerCase()))
  const words = telling.length > 0 ? telling : all
  return { whole: all.join(' '), words: words.join(' '), start: words.join(' ').replace(/[\\%_]/g, '\\$&') }
}

function tooMany(query: string): Fault {
  return new Fault(
    'refused',
    `More than 10,000 entries fit “${query}”. Add another word to narrow it down.`,
    {
      field: 'query',
    },
  )
}
