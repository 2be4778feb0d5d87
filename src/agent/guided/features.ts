import { isEnglish } from './english.ts'
import { isEveryday } from './everyday.ts'
import { familiesOf, kindStems } from './families.ts'
import { type Mark, marksOf } from './marks.ts'
import type { Sentence, Token } from './sentence.ts'
import { selfWords, turning } from './words.ts'

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
  /** True for a value that some changing tool has to be told: "screened", "approve". */
  decides(stem: string): boolean
  /** True for any value of a choice of some changing tool. */
  changes(stem: string): boolean
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
const turningWeight = 0.25
const foreignWeight = 1.5
const plainWeight = 0.4

/** The features of a sentence; a run of words of one slot is one feature. */
export function featuresOf(sentence: Sentence, vocabulary: Vocabulary): readonly Feature[] {
  const marks = marksOf(sentence)
  const stop = tailAt(sentence, marks)
  const features: Feature[] = []
  let run: string | undefined
  for (const [at, token] of sentence.tokens.entries()) {
    if (at >= stop) break
    const thing = indefinite(sentence, at)
    const feature = featureOf({ token, mark: marks[at], at, thing }, vocabulary)
    const filled = [...feature.keys.keys()].find((key) => key.startsWith('m:'))
    const breaks = /[,;]/.test(sentence.text.slice(sentence.tokens[at - 1]?.end ?? 0, token.start))
    if (!filled || filled !== run || breaks) features.push(feature)
    run = filled
  }
  if (stop < sentence.tokens.length) features.push(slot({ text: 1 }, slotWeight, stop))
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
  /** An indefinite article makes a strange word a thing rather than a name. */
  thing: boolean
}

function featureOf(placed: Placed, vocabulary: Vocabulary): Feature {
  const { token, mark, at } = placed
  const inside = token.capital && at > 0
  if (vocabulary.isSample && inside && !token.small && mark !== 'skill')
    return slot({ name: 1 }, unknownWeight, at)
  const alien = !inside && isForeign(token, vocabulary)
  if (mark && !(alien && mark === 'place')) return markFeature(mark, at)
  if (token.small) return word(token.stem, smallWeightOf(token.word), at)
  if (alien) return foreign(at)
  const named = vocabulary.isName(token.word)
  const known = named && inside ? undefined : wordFeature(token, at, vocabulary)
  return known ?? strangeFeature(placed, named || inside)
}

/** "my" and "off" change what is meant more than "the" does. */
function smallWeightOf(one: string): number {
  if (turning.has(one)) return turningWeight
  return selfWords.has(one) ? selfWeight : smallWeight
}

/** Common English that no tool speaks of. */
function isForeign({ word: one, small }: Token, vocabulary: Vocabulary): boolean {
  return !small && isEveryday(one) && !vocabulary.isSpoken(one)
}

function markFeature(mark: Mark, at: number): Feature {
  if (mark === 'which') return slot({ which: 1, name: 0.8 }, slotWeight, at)
  if (mark === 'pronoun') return slot({ pronoun: 1, name: 0.8 }, slotWeight * 0.7, at)
  if (mark === 'place') return slot({ place: 1, name: 0.7 }, unknownWeight, at)
  return slot({ [mark]: 1 }, slotWeight, at)
}

/** A word that no tool speaks of: a name, plain English, a thing, or what a cat types. */
function strangeFeature({ token, at, thing }: Placed, named: boolean): Feature {
  if (/[^aeiouy\W\d]{6}/.test(token.word)) return foreign(at)
  if (named) return slot({ name: 1 }, unknownWeight, at)
  if (isEnglish(token.word)) return word(token.stem, plainWeight, at)
  return thing ? word(token.stem, 2 * plainWeight, at) : slot({ name: 1 }, unknownWeight, at)
}

function wordFeature({ stem: one, mended }: Token, at: number, vocabulary: Vocabulary): Feature | undefined {
  const families = familiesOf(one)
  const kinds = kindStems.get(one) ?? []
  const common = families.map((family) => vocabulary.familyWeight(family) ?? 0)
  const weight = vocabulary.weight(one) ?? (Math.max(0, ...common) || undefined)
  if (weight === undefined && families.length === 0 && kinds.length === 0) return undefined
  const sure = mended ? 0.85 : 1
  const keys = [
    [`s:${one}`, sure],
    ...families.map((family) => [`f:${family}`, 0.7 * sure] as const),
    ...kinds.map((kind) => [`k:${kind}`, 0.8 * sure] as const),
    ...vocabulary.choices(one).map((choice) => [`c:${choice}`, 0.75 * sure] as const),
  ] as const
  return { keys: new Map(keys), weight: weight ?? 1, foreign: false, token: at }
}

function word(one: string, weight: number, token: number): Feature {
  return { keys: new Map([[`s:${one}`, 1]]), weight, foreign: false, token }
}

function slot(marks: Readonly<Record<string, number>>, weight: number, token: number): Feature {
  const keys = Object.entries(marks).map(([mark, quality]) => [`m:${mark}`, quality] as const)
  return { keys: new Map(keys), weight, foreign: false, token }
}

function foreign(token: number): Feature {
  return { keys: new Map(), weight: foreignWeight, foreign: true, token }
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
