import type { AnyTool } from '../../tools/tool.ts'
import { familiesOf } from './families.ts'
import { type Feature, featuresOf, type Vocabulary } from './features.ts'
import { readSentence, type Sentence } from './sentence.ts'
import { type Field, isRow } from './shape.ts'
import { slotsOf } from './slots.ts'
import { choiceWords, type Read, readTool, vocabularyOf } from './vocabulary.ts'

/** A tool as the reader of sentences knows it. */
export type Studied = {
  readonly tool: AnyTool
  readonly fields: readonly Field[]
  /** Examples, title and name as features. */
  readonly patterns: readonly Pattern[]
  /** How strongly a key speaks for this tool, 0 to 1, wherever it stands. */
  readonly strength: ReadonlyMap<string, number>
  /** Stems and families of the words with which its examples and its name begin: what it does. */
  readonly verbs: ReadonlySet<string>
  /** Slots that the tool has a field for. */
  readonly slots: ReadonlySet<string>
}

export type Pattern = { readonly features: readonly Feature[]; readonly keys: ReadonlyMap<string, KeyAt> }
export type KeyAt = { readonly at: number; readonly quality: number }

export type Study = {
  readonly tools: readonly Studied[]
  readonly vocabulary: Vocabulary
  byName(name: string): Studied | undefined
}

let last: { tools: readonly AnyTool[]; study: Study } | undefined

/**
 * What there is to know of a catalogue; kept, since every message asks for the same one. Tools that only call others by
 * name are for models and are left out.
 */
export function studyOf(tools: readonly AnyTool[]): Study {
  const same = last?.tools.length === tools.length && last.tools.every((tool, i) => tool === tools[i])
  if (last && same) return last.study
  const study = studyAnew(tools)
  last = { tools: [...tools], study }
  return study
}

function studyAnew(tools: readonly AnyTool[]): Study {
  const read = tools.filter(({ forwards }) => !forwards).map(readTool)
  const vocabulary = vocabularyOf(read)
  const findable = new Set<string>(tools.flatMap(({ finds }) => finds ?? []))
  const studied = read.map((one) => studyTool(one, vocabulary, findable))
  const names = new Map(studied.map((one) => [one.tool.name, one]))
  return { tools: studied, vocabulary, byName: (name) => names.get(name) }
}

function studyTool(read: Read, vocabulary: Vocabulary, findable: ReadonlySet<string>): Studied {
  const { tool, fields, examples } = read
  const sentences = [...examples, readSentence(tool.title), readSentence(tool.name.replaceAll('_', ' '))]
  const sample = { ...vocabulary, isSample: true }
  const patterns = sentences.map((sentence) => patternOf(featuresOf(sentence, sample)))
  const strength = strengthOf(read, patterns, vocabulary)
  return {
    tool,
    fields,
    patterns,
    strength,
    verbs: verbsOf(sentences),
    slots: slotsOf(fields, findable, tool.lists !== undefined),
  }
}

/** How strongly each key speaks for a tool: most in an example, less in its choices, least in a description. */
function strengthOf(
  { tool, fields, described }: Read,
  patterns: readonly Pattern[],
  vocabulary: Vocabulary,
): ReadonlyMap<string, number> {
  const strength = new Map<string, number>()
  const add = (keys: Iterable<readonly [string, number]>, factor: number) => {
    for (const [key, quality] of keys)
      if (!key.startsWith('m:')) strength.set(key, Math.max(strength.get(key) ?? 0, quality * factor))
  }
  const addText = (text: string, factor: number) => {
    for (const { keys } of featuresOf(readSentence(text), vocabulary)) add(keys, factor)
  }
  for (const { features } of patterns) for (const { keys } of features) add(keys, 1)
  for (const field of fields) {
    for (const text of choiceWords(field)) addText(text, 0.85)
    if (field.values.length > 0) add([[choiceKey(field), 1]], 0.85)
    addText(`${field.name.replaceAll('_', ' ')} ${field.cues.join(' ')}`, 0.8)
    if (isRow(field.kind)) add([[`k:${field.kind}`, 1]], 0.7)
  }
  for (const kind of [tool.permission.resource, tool.finds, tool.lists]) if (kind) add([[`k:${kind}`, 1]], 1)
  for (const { stem, small } of described) if (!small) add(plainKeys(stem), 0.5)
  return strength
}

function choiceKey({ values }: Field): string {
  return `c:${values.map(({ value }) => value).join('|')}`
}

function plainKeys(stem: string): readonly (readonly [string, number])[] {
  return [[`s:${stem}`, 1], ...familiesOf(stem).map((family) => [`f:${family}`, 0.7] as const)]
}

function verbsOf(sentences: readonly Sentence[]): ReadonlySet<string> {
  const verbs = sentences.flatMap(({ tokens }) => tokens.find(({ small }) => !small)?.stem ?? [])
  return new Set(verbs.flatMap((verb) => [`s:${verb}`, ...familiesOf(verb).map((family) => `f:${family}`)]))
}

function patternOf(features: readonly Feature[]): Pattern {
  const keys = new Map<string, KeyAt>()
  for (const [at, feature] of features.entries())
    for (const [key, quality] of feature.keys)
      if (quality > (keys.get(key)?.quality ?? 0)) keys.set(key, { at, quality })
  return { features, keys }
}
