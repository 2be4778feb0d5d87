import type { AnyTool } from '../../tools/tool.ts'
import { isEnglish } from './english.ts'
import { isEveryday } from './everyday.ts'
import { familiesOf, isFamiliar, kindStems } from './families.ts'
import type { Vocabulary } from './features.ts'
import { createSpeller } from './near.ts'
import { readSentence, type Sentence, type Token } from './sentence.ts'
import { type Field, fieldsOf } from './shape.ts'
import { kindWords } from './words.ts'

/** A tool with everything that it says of itself, split into words. */
export type Read = {
  tool: AnyTool
  fields: readonly Field[]
  examples: readonly Sentence[]
  /** The words of its description and of those of its fields. */
  described: readonly Token[]
}

export function readTool(tool: AnyTool): Read {
  const fields = fieldsOf(tool)
  const said = fields.map(({ name, description }) => `${name.replaceAll('_', ' ')} ${description}`)
  const described = [tool.description, ...said].flatMap((text) => readSentence(text).tokens)
  return { tool, fields, examples: tool.examples.map(readSentence), described }
}

/** Stems of the words by which a tool calls itself: its name, title and the values of its choices. */
function ownStems({ tool, fields }: Read): readonly string[] {
  const cues = fields.flatMap((field) => field.cues)
  const words = [tool.name.replaceAll('_', ' '), tool.title, ...fields.flatMap(choiceWords), ...cues]
  return words.flatMap((text) => readSentence(text).tokens.map((token) => token.stem))
}

export function choiceWords(field: Field): readonly string[] {
  return field.values.flatMap(({ words }) => words)
}

/** What the catalogue as a whole knows of words. */
export function vocabularyOf(read: readonly Read[]): Vocabulary {
  const own = new Set(read.flatMap(ownStems))
  const described = new Set(read.flatMap((one) => one.described.map((token) => token.stem)))
  const names = sampleNames(read, (token) => own.has(token.stem) || described.has(token.stem))
  const spoken = read.map((one) => spokenIn(one, names))
  const stems = read.map(
    (one, at) => new Set([...ownStems(one), ...(spoken[at] ?? []).map((token) => token.stem)]),
  )
  const rarity = rarityAmong(stems)
  const familyRarity = rarityAmong(stems.map((some) => new Set([...some].flatMap(familiesOf))))
  const forms = formsOf(read, spoken.flat())
  const choices = choicesOf(read)
  const deciding = new Set(read.flatMap((one) => valuesTold(one, ({ required }) => required)))
  const changing = new Set(read.flatMap((one) => valuesTold(one, () => true)))
  return {
    weight: (word) => rarity(word) ?? (described.has(word) ? 0.5 : undefined),
    familyWeight: familyRarity,
    choices: (word) => choices.get(word) ?? [],
    decides: (word) => deciding.has(word),
    changes: (word) => changing.has(word),
    isName: (word) => names.has(word),
    isSpoken: (word) => forms.has(word),
    spell: createSpeller(forms),
  }
}

/** The values of one word that a changing tool is told in some of its fields. */
function valuesTold({ tool, fields }: Read, which: (field: Field) => boolean): readonly string[] {
  const told = fields.filter((field) => field.values.length > 0 && tool.effect !== 'read' && which(field))
  return told.flatMap(choiceWords).flatMap((text) => {
    const [only, ...more] = readSentence(text).tokens
    return only && more.length === 0 ? [only.stem] : []
  })
}

/** How telling a word is, 0.15 to 1: the fewer tools say it, the more. */
function rarityAmong(sets: readonly ReadonlySet<string>[]): (word: string) => number | undefined {
  const counts = new Map<string, number>()
  for (const set of sets) for (const word of set) counts.set(word, (counts.get(word) ?? 0) + 1)
  const all = Math.log(sets.length + 1)
  return (word) => {
    const count = counts.get(word)
    return count === undefined ? undefined : 0.15 + (0.85 * Math.log((sets.length + 1) / count)) / all
  }
}

function spokenIn({ examples }: Read, names: ReadonlySet<string>): readonly Token[] {
  return examples.flatMap(({ tokens }) => tokens.filter((token, at) => !isSampleName(token, at, names)))
}

/** Every form in which a word stands in examples, choices and the nouns for kinds. */
function formsOf(read: readonly Read[], spoken: readonly Token[]): ReadonlySet<string> {
  const chosen = read
    .flatMap(({ fields }) => fields.flatMap(choiceWords))
    .flatMap((text) => readSentence(text).tokens.map(({ word }) => word))
  const nouns = Object.values(kindWords).flatMap((words) => words.flatMap((word) => [word, `${word}s`]))
  return new Set([...spoken.map(({ word }) => word), ...chosen, ...nouns])
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
