import type { Kind } from '../../tools/fields.ts'
import { stem } from './stem.ts'
import { families } from './verb-families.ts'
import { kindWords } from './words.ts'

/** The families of meaning that a stem belongs to, by the stem of each family's first word. */
export function familiesOf(word: string): readonly string[] {
  return byStem.get(word) ?? none
}

/** Verbs of two words, by the stem of the first: what follows it later, and the stem that the pair stands for. */
export const phrases: ReadonlyMap<string, readonly { rest: string; meaning: string }[]> = phrasesOf()

/** The kinds of row that a noun calls, by its stem. */
export const kindStems: ReadonlyMap<string, readonly Kind[]> = kindsByStem()

function kindsByStem(): ReadonlyMap<string, readonly Kind[]> {
  const found = new Map<string, Kind[]>()
  for (const [kind, words] of Object.entries(kindWords))
    for (const word of words) found.set(stem(word), [...(found.get(stem(word)) ?? []), kind as Kind])
  return found
}

/** True when the families know the word at all. */
export function isFamiliar(word: string): boolean {
  return byStem.has(word)
}

const none: readonly string[] = []
const byStem = stemsOf()

function stemsOf(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const family of families)
    for (const word of family)
      if (!word.includes(' ')) found.set(stem(word), [...(found.get(stem(word)) ?? []), headOf(family)])
  return found
}

function phrasesOf(): ReadonlyMap<string, readonly { rest: string; meaning: string }[]> {
  const found = new Map<string, { rest: string; meaning: string }[]>()
  for (const family of families)
    for (const phrase of family) {
      const [first, ...rest] = phrase.split(' ')
      const last = rest.at(-1)
      if (!first || !last) continue
      const known = found.get(stem(first)) ?? []
      found.set(stem(first), [...known, { rest: last, meaning: headOf(family) }])
    }
  return found
}

function headOf(family: readonly string[]): string {
  return stem(family[0] ?? '')
}
