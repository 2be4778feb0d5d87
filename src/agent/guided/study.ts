import type { AnyTool } from '../../tools/tool.ts'
import { isEnglish } from './english.ts'
import { isEveryday } from './everyday.ts'
import { familiesOf, isFamiliar, kindStems } from './families.ts'
import { type Feature, featuresOf, type Vocabulary } from './features.ts'
import { createSpeller } from './near.ts'
import { readSentence, type Sentence, type Token } from './sentence.ts'
import { type Field, fieldsOf, isRow } from './shape.ts'
import { kindWords } from './words.ts'

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

/** What there is to know of a catalogue; kept, since every message asks for the same one. */
export function studyOf(tools: readonly AnyTool[]): Study {
  const same = last?.tools.length === tools.length && last.tools.every((tool, i) => tool === tools[i])
  if (last && same) return last.study
  const study = studyAnew(tools)
  last = { tools: [...tools], study }
  return study
}

function studyAnew(tools: readonly AnyTool[]): Study {
  const read = tools.map(readTool)
  const vocabulary = vocabularyOf(read)
  const findable = new Set<string>(tools.flatMap(({ finds }) => finds ?? []))
  const studied = read.map((one) => studyTool(one, vocabulary, findable))
  const names = new Map(studied.map((one) => [one.tool.name, one]))
  return { tools: studied, vocabulary, byName: (name) => names.get(name) }
}

type Read = {
  tool: AnyTool
  fields: readonly Field[]
  examples: readonly Sentence[]
  /** The words of its description and of those of its fields. */
  described: readonly Token[]
}

function readTool(tool: AnyTool): Read {
  const fields = fieldsOf(tool)
  const said = fields.map(({ name, description }) => `${name.replaceAll('_', ' ')} ${description}`)
  const described = [tool.description, ...said].flatMap((text) => readSentence(text).tokens)
  return { tool, fields, examples: tool.examples.map(readSentence), described }
}

/** Stems of the words by which a tool calls itself: its name, title and the values of its choices. */
function ownStems({ tool, fields }: Read): readonly string[] {
  const words = [tool.name.replaceAll('_', ' '), tool.title, ...fields.flatMap(choiceWords)]
  return words.flatMap((text) => readSentence(text).tokens.map((token) => token.stem))
}

function choiceWords(field: Field): readonly string[] {
  return field.values.flatMap(({ words }) => words)
}

function vocabularyOf(read: readonly Read[]): Vocabulary {
  const own = new Set(read.flatMap(ownStems))
  const described = new Set(read.flatMap((one) => one.described.map((token) => token.stem)))
  const names = sampleNames(read, (token) => own.has(token.stem) || described.has(token.stem))
  const counts = new Map<string, number>()
  const familyCounts = new Map<string, number>()
  const forms = new Set<string>()
  for (const one of read) {
    const spoken = one.examples.flatMap(({ tokens }) =>
      tokens.filter((token, at) => !isSampleName(token, at, names)),
    )
    const stems = new Set([...ownStems(one), ...spoken.map((token) => token.stem)])
    for (const { word } of spoken) forms.add(word)
    for (const known of stems) counts.set(known, (counts.get(known) ?? 0) + 1)
    for (const family of new Set([...stems].flatMap(familiesOf)))
      familyCounts.set(family, (familyCounts.get(family) ?? 0) + 1)
  }
  for (const text of read.flatMap(({ fields }) => fields.flatMap(choiceWords)))
    for (const { word } of readSentence(text).tokens) forms.add(word)
  for (const words of Object.values(kindWords)) for (const word of words) forms.add(word).add(`${word}s`)
  const rarity = (count: number) => Math.log((read.length + 1) / count) / Math.log(read.length + 1)
  const weigh = (count: number | undefined) => (count === undefined ? undefined : 0.15 + 0.85 * rarity(count))
  const choices = choicesOf(read)
  return {
    weight: (word) => weigh(counts.get(word)) ?? (described.has(word) ? 0.5 : undefined),
    familyWeight: (family) => weigh(familyCounts.get(family)),
    choices: (word) => choices.get(word) ?? [],
    isName: (word) => names.has(word),
    isSpoken: (word) => forms.has(word),
    spell: createSpeller(forms),
  }
}

/** Whoever writes an example writes names with a capital. */
function isSampleName({ word, capital, small }: Token, at: number, names: ReadonlySet<string>): boolean {
  return names.has(word) || (capital && at > 0 && !small)
}

/** Words of examples that stand for people, openings and the like: neither English nor spoken of by any tool. */
function sampleNames(read: readonly Read[], isOwn: (token: Token) => boolean): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { tokens } of read.flatMap(({ examples }) => examples))
    for (const token of tokens) {
      if (token.small || isFamiliar(token.stem)) continue
      const known = isEnglish(token.word) || isEveryday(token.word)
      if (!known && !isOwn(token) && kindStems.get(token.stem) === undefined) names.add(token.word)
    }
  return names
}

/** The choices that hold each word, named by their values. */
function choicesOf(read: readonly Read[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const field of read.flatMap(({ fields }) => fields)) {
    const choice = field.values.map(({ value }) => value).join('|')
    for (const { tokens } of choiceWords(field).map(readSentence)) {
      const [only] = tokens
      if (!only || tokens.length > 1) continue
      const known = found.get(only.stem) ?? []
      if (!known.includes(choice)) found.set(only.stem, [...known, choice])
    }
  }
  return found
}

function studyTool(read: Read, vocabulary: Vocabulary, findable: ReadonlySet<string>): Studied {
  const { tool, fields, examples } = read
  const sentences = [...examples, readSentence(tool.title), readSentence(tool.name.replaceAll('_', ' '))]
  const sample = { ...vocabulary, isSample: true }
  const patterns = sentences.map((sentence) => patternOf(featuresOf(sentence, sample)))
  const strength = new Map<string, number>()
  const add = (keys: Iterable<readonly [string, number]>, factor: number) => {
    for (const [key, quality] of keys)
      if (!key.startsWith('m:')) strength.set(key, Math.max(strength.get(key) ?? 0, quality * factor))
  }
  for (const { features } of patterns) for (const { keys } of features) add(keys, 1)
  for (const field of fields) {
    for (const text of choiceWords(field))
      for (const { keys } of featuresOf(readSentence(text), vocabulary)) add(keys, 0.85)
    if (field.values.length > 0) add([[`c:${field.values.map(({ value }) => value).join('|')}`, 1]], 0.85)
    const own = `${field.name.replaceAll('_', ' ')} ${field.cues.join(' ')}`
    for (const { keys } of featuresOf(readSentence(own), vocabulary)) add(keys, 0.7)
    if (isRow(field.kind)) add([[`k:${field.kind}`, 0.7]], 1)
  }
  for (const kind of [tool.permission.resource, tool.finds, tool.lists]) if (kind) add([[`k:${kind}`, 1]], 1)
  for (const { stem, small } of read.described)
    if (!small)
      add([[`s:${stem}`, 1], ...familiesOf(stem).map((family) => [`f:${family}`, 0.7] as const)], 0.5)
  return { tool, fields, patterns, strength, verbs: verbsOf(sentences), slots: slotsOf(fields, findable) }
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

const slotsByKind: Readonly<Record<string, readonly string[]>> = {
  query: ['name', 'skill', 'text', 'place', 'number', 'email'],
  text: ['text', 'place'],
  name: ['name', 'text', 'place'],
  email: ['email'],
  phone: ['phone'],
  date: ['date'],
  zone: ['place', 'name'],
  money: ['money'],
  skills: ['skill'],
  number: ['number'],
  page: ['number'],
}

const namedBy = ['name', 'text', 'place']

function slotsOf(fields: readonly Field[], findable: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    fields.flatMap(({ kind, many, short }) =>
      isRow(kind)
        ? [
            'pronoun',
            'which',
            'id',
            ...(findable.has(kind) ? namedBy : []),
            ...(kind === 'job' || kind === 'application' ? ['skill'] : []),
            ...(many ? ['number', 'many'] : []),
          ]
        : [...(slotsByKind[kind] ?? []), ...(kind === 'text' && !short ? ['tail'] : [])],
    ),
  )
}
