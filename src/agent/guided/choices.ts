import { distance } from 'fastest-levenshtein'
import { type Draft, isFree, isInTitle, share, type Work } from './draft.ts'
import { nearest, slips } from './near.ts'
import { fold, type Sentence, type Token } from './sentence.ts'
import type { Field } from './shape.ts'
import { stem } from './stem.ts'

type Hit = { value: string; from: number; to: number; exact: boolean }

/** Fills a choice from the words of its values, near misspellings included. */
export function fillChoice(field: Field, work: Work, draft: Draft) {
  const free = choicesIn(field, work.sentence).filter((hit) =>
    isFree(draft, work.sentence, piece(hit, work.sentence)),
  )
  const outside = free.filter(({ to }) => field.required || !isInTitle(to, work, draft))
  const hits = rivals(field, draft) ? outside.filter((hit) => comesFrom(hit, field, work.sentence)) : outside
  if (hits.length === 0) return
  const taken = field.many ? hits : [best(hits, work.sentence)]
  const values = [...new Set(taken.map(({ value }) => value))]
  draft.input[field.name] = field.many ? values : values[0]
  for (const { from, to } of taken) share(draft, from, to)
}

/** True when a field that is needed more has the same values: "move all in new to screened". */
function rivals(field: Field, { studied, input }: Draft): boolean {
  const same = (other: Field) =>
    other.values.map(({ value }) => value).join() === field.values.map(({ value }) => value).join()
  return (
    !field.required &&
    studied.fields.some(
      (other) =>
        other.name !== field.name && other.required && input[other.name] === undefined && same(other),
    )
  )
}

function comesFrom({ from }: Hit, { name, cues }: Field, { tokens }: Sentence): boolean {
  const before = tokens.slice(Math.max(0, from - 2), from).map(({ word }) => word)
  return before.some((word) => word === 'in' || word === 'from' || word === name || cues.includes(word))
}

/** The three values nearest to a word that names none of them. */
export function nearestValues(field: Field, word: string): readonly string[] {
  return nearest(fold(word), field.values, ({ words }) => nearest(fold(word), words, (one) => one)[0] ?? '')
    .slice(0, 3)
    .map(({ value }) => value)
}

/** Every place where a value of the choice is named. Longer names win; a misspelling counts where nothing is spelt right. */
export function choicesIn(field: Field, sentence: Sentence): readonly Hit[] {
  const hits: Hit[] = []
  const names = field.values
    .flatMap(({ value, words }) => words.map((word) => ({ value, words: fold(word).split(/[\s/-]+/) })))
    .sort((one, other) => other.words.length - one.words.length)
  for (const exact of [true, false]) {
    if (!exact && hits.length > 0) break
    for (const { value, words } of names)
      for (let from = 0; from + words.length <= sentence.tokens.length; from += 1) {
        const to = from + words.length - 1
        if (hits.some((hit) => hit.from <= to && hit.to >= from)) continue
        const run = sentence.tokens.slice(from, to + 1)
        if (run.every((token, i) => says(token, words[i] ?? '', exact))) hits.push({ value, from, to, exact })
      }
  }
  return (hits.length > 0 ? hits : spread(names, sentence)).sort((one, other) => one.from - other.from)
}

type Name = { readonly value: string; readonly words: readonly string[] }

/** Values of several words that stand apart or turned around: "turn off my notices" says "notices off". */
function spread(names: readonly Name[], { tokens }: Sentence): Hit[] {
  for (const { value, words } of names) {
    if (words.length < 2) continue
    const places = words.map((word) =>
      tokens.findIndex((token) => token.word === word || token.stem === stem(word)),
    )
    const [from, to] = [Math.min(...places), Math.max(...places)]
    if (from >= 0 && to - from <= words.length + 1) return [{ value, from: to, to, exact: false }]
  }
  return []
}

function says(token: Token, word: string, exact: boolean): boolean {
  if (token.word === word) return true
  if (token.small || word.length < 4) return false
  if (exact) return stem(token.word) === stem(word)
  return (
    !token.small &&
    token.word.length > 4 &&
    distance(token.word, word) <= Math.min(slips(word), word.length > 4 ? 2 : 1)
  )
}

/** "from new to screened" means screened: what stands after to, as or into, else the verb, else what comes last. */
function best(hits: readonly Hit[], { tokens }: Sentence): Hit {
  const aimed = hits.filter(({ from }) => [1, 2].some((back) => aims.has(tokens[from - back]?.word ?? '')))
  const head = tokens.findIndex(({ small }) => !small)
  const told = hits.filter(({ from }) => from === head)
  const [hit] = (aimed.length > 0 ? aimed : told.length > 0 ? told : hits).toReversed()
  if (!hit) throw new RangeError('a best hit needs hits')
  return hit
}

const aims = new Set(['to', 'as', 'into', 'onto'])

function piece({ from, to }: Hit, { tokens }: Sentence): { start: number; end: number } {
  return { start: tokens[from]?.start ?? 0, end: tokens[to]?.end ?? 0 }
}
