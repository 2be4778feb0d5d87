import { isEnglish } from './english.ts'
import { isEveryday } from './everyday.ts'
import { familiesOf, kindStems } from './families.ts'
import { type Mark, marksOf } from './marks.ts'
import type { Sentence, Token } from './sentence.ts'
import { selfWords } from './words.ts'

/** What one word or run of words says about which tool is meant. */
export type Feature = {
  /** What it can be compared by, each with how sure that is: its stem, families, choice, or the slot it fills. */
  readonly keys: ReadonlyMap<string, number>
  readonly weight: number
  /** A word of common English that no tool speaks of. */
  readonly foreign: boolean
  readonly token: number
}

/** What the catalogue as a whole knows of words; without one, an example is read on its own. */
export type Vocabulary = {
  /** How telling a stem is, 0 to 1; undefined when no tool speaks of it. */
  weight(stem: string): number | undefined
  /** How telling a family is, 0 to 1; undefined when no tool speaks of any word in it. */
  familyWeight(family: string): number | undefined
  /** The choices that a word is a value of. */
  choices(stem: string): readonly string[]
  /** True when the word itself, in this form, stands in an example or a choice. */
  isSpoken(word: string): boolean
  /** Words that stand for names in examples. */
  isName(word: string): boolean
  /** Set while an example is read: whoever writes one writes names with a capital. */
  readonly isSample?: boolean
  /** The word that was probably meant. */
  spell(word: string): string | undefined
}

const slotWeight = 0.4
const unknownWeight = 0.3
const smallWeight = 0.06
const selfWeight = 0.12
const foreignWeight = 1.5
const plainWeight = 0.5

/** The features of a sentence; a run of words of one slot is one feature. */
export function featuresOf(sentence: Sentence, vocabulary: Vocabulary): readonly Feature[] {
  const marks = marksOf(sentence)
  const stop = tailAt(sentence, marks)
  const features: Feature[] = []
  let slot: string | undefined
  for (const [at, token] of sentence.tokens.entries()) {
    if (at >= stop) break
    const after = indefinite(sentence, at) ? 'a' : undefined
    const feature = featureOf({ token, mark: marks[at], at, after }, vocabulary)
    const filled =
      feature.keys.size === 1 ? [...feature.keys.keys()].find((key) => key.startsWith('m:')) : undefined
    const breaks = /[,;]/.test(sentence.text.slice(sentence.tokens[at - 1]?.end ?? 0, token.start))
    if (!filled || filled !== slot || breaks) features.push(feature)
    slot = filled
  }
  if (stop < sentence.tokens.length) features.push(slotFeature('text', stop))
  return features
}

/** "a clown", "some shoes" and "my dog", with nothing that follows to make them part of a longer name. */
function indefinite({ tokens }: Sentence, at: number): boolean {
  const next = tokens[at + 1]
  return /^(?:a|an|some|any|my)$/.test(tokens[at - 1]?.word ?? '') && (!next || next.small || next.breaks)
}

type Placed = {
  token: Token
  mark: Mark | undefined
  at: number
  /** What stands before it: an indefinite article makes a strange word a thing rather than a name. */
  after: 'a' | undefined
}

function featureOf({ token, mark, at, after }: Placed, vocabulary: Vocabulary): Feature {
  if (vocabulary.isSample && token.capital && at > 0 && !token.small && mark !== 'skill')
    return nameFeature(at)
  if (mark === 'which')
    return feature(
      [
        ['m:which', 1],
        ['m:name', 0.8],
      ],
      slotWeight,
      at,
    )
  if (mark && mark !== 'pronoun' && mark !== 'place') return slotFeature(mark, at)
  if (mark === 'pronoun')
    return feature(
      [
        ['m:pronoun', 1],
        ['m:name', 0.8],
      ],
      slotWeight * 0.7,
      at,
    )
  if (token.small)
    return feature([[`s:${token.stem}`, 1]], selfWords.has(token.word) ? selfWeight : smallWeight, at)
  const named = token.capital && at > 0
  if (!named && isEveryday(token.word) && !vocabulary.isSpoken(token.word))
    return { ...feature([], foreignWeight, at), foreign: true }
  if (mark === 'place')
    return feature(
      [
        ['m:place', 1],
        ['m:name', 0.7],
      ],
      unknownWeight,
      at,
    )
  const known = wordFeature(token.stem, { vocabulary, at, sure: token.mended ? 0.85 : 1 })
  if (known && !(vocabulary.isName(token.word) && token.capital && at > 0)) return known
  if (/[^aeiouy\W\d]{6}/.test(token.word)) return { ...feature([], foreignWeight, at), foreign: true }
  if (token.capital && at > 0) return nameFeature(at)
  if (vocabulary.isName(token.word)) return nameFeature(at)
  if (isEnglish(token.word)) return feature([[`s:${token.stem}`, 1]], plainWeight, at)
  return after === 'a' ? feature([[`s:${token.stem}`, 1]], 2 * plainWeight, at) : nameFeature(at)
}

type Reading = { vocabulary: Vocabulary; at: number; sure: number }

function wordFeature(word: string, { vocabulary, at, sure }: Reading): Feature | undefined {
  const families = familiesOf(word)
  const weights = [
    vocabulary.weight(word),
    ...families.map((family) => vocabulary.familyWeight(family)),
  ].filter((weight) => weight !== undefined)
  if (weights.length === 0 && families.length === 0 && !kindStems.has(word)) return undefined
  const weight = vocabulary.weight(word) ?? (weights.length > 0 ? Math.max(...weights) : 1)
  return feature(
    [
      [`s:${word}`, sure],
      ...families.map((family) => [`f:${family}`, 0.7 * sure] as const),
      ...(kindStems.get(word) ?? []).map((kind) => [`k:${kind}`, 0.8 * sure] as const),
      ...vocabulary.choices(word).map((choice) => [`c:${choice}`, 0.75 * sure] as const),
    ],
    weight,
    at,
  )
}

function nameFeature(at: number): Feature {
  return feature([['m:name', 1]], unknownWeight, at)
}

function slotFeature(mark: Mark, at: number): Feature {
  return feature([[`m:${mark}`, 1]], slotWeight, at)
}

function feature(keys: readonly (readonly [string, number])[], weight: number, token: number): Feature {
  return { keys: new Map(keys), weight, foreign: false, token }
}

/** Where free text begins that says nothing about what is asked: after a colon or "because". */
function tailAt({ text, tokens }: Sentence, marks: readonly (Mark | undefined)[]): number {
  const at = tokens.findIndex((token, i) => {
    if (i === 0 || marks[i] === 'text') return false
    const gap = text.slice(tokens[i - 1]?.end, token.start)
    if (/:\s/.test(gap) || /\n/.test(gap)) return true
    if (token.word === 'that') return subjects.has(tokens[i + 1]?.word ?? '')
    return tailWords.has(token.word) && marks[i + 1] !== 'date'
  })
  return at < 1 ? tokens.length : at
}

const subjects = new Set(['she', 'he', 'they', 'it', 'we', 'i', 'his', 'her', 'their'])
const tailWords = new Set(['because', 'saying', 'cause', 'cuz', 'bc', 'since'])
