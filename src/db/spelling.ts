import type { Db } from './client.ts'
import { Prisma } from './generated/client.ts'
import { type Subject, subjects } from './subjects.ts'

/**
 * The query with each unknown word put right by the nearest word that some row holds: "senoir pyhton" is "senior
 * python". A word that is near to none is left out while most of the others are known. Numbers stay as they are.
 * Undefined when nothing can be put right.
 */
export async function putRight(db: Db, subject: Subject, query: string): Promise<string | undefined> {
  const { table, vocabulary } = subjects[subject]
  const pairs = await db.$queryRaw<{ asked: string; known: string | null }[]>(Prisma.sql`
    select asked, known from unnest(string_to_array(search_words(${query}), ' ')) with ordinality as a(asked, place)
      left join (select distinct unnest(string_to_array(${vocabulary}, ' ')) as known from ${table} r) v
        on left(known, 1) = left(asked, 1) and abs(length(known) - length(asked)) <= 2
    where asked <> '' order by place, known`)
  const words = [...new Set(pairs.map((pair) => pair.asked))]
  const meant = words.flatMap((word) => {
    if (/\d/.test(word)) return [word]
    const known = pairs.flatMap((pair) => (pair.asked === word && pair.known !== null ? [pair.known] : []))
    return nearest(word, known) ?? []
  })
  const right = meant.join(' ')
  return meant.length * 2 <= words.length || right === words.join(' ') ? undefined : right
}

function nearest(asked: string, known: readonly string[]): string | undefined {
  const allowed = asked.length < 4 ? 0 : asked.length < 6 ? 1 : 2
  return known
    .map((word) => ({ word, slips: slips(asked, word) }))
    .filter((one) => one.slips <= allowed)
    .sort((a, b) => a.slips - b.slips)[0]?.word
}

/**
 * How many slips of the hand lie between two words: a letter too many, too few, wrong, or two that changed places
 * (optimal string alignment).
 */
export function slips(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + same,
        swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = row
  }
  return at(last, other.length)
}

function at(row: readonly number[], place: number): number {
  return row[place] ?? Number.POSITIVE_INFINITY
}
