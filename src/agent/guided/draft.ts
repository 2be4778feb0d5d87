import type { Kind } from '../../tools/fields.ts'
import type { MadeCall, Turn } from '../mind.ts'
import { kindStems } from './families.ts'
import type { Memory, Option } from './memory.ts'
import type { Sentence, Token } from './sentence.ts'
import type { Field } from './shape.ts'
import type { Studied, Study } from './study.ts'

/** What one message is answered with: the words, what is known of the tools, and what was said before. */
export type Work = {
  readonly turn: Turn
  readonly study: Study
  readonly memory: Memory
  readonly sentence: Sentence
  /** Looks rows up through the waist; the same question is asked once. */
  lookUp(tool: string, input: Readonly<Record<string, unknown>>): Promise<MadeCall>
}

/** A row that a field was filled with; without a field it was only met on the way. */
export type Met = { field: string; kind: Kind; id: string; label: string; detail?: string | undefined }

/** A call that is being put together. */
export type Draft = {
  readonly studied: Studied
  readonly input: Record<string, unknown>
  readonly rows: Met[]
  /** Places of the words that a field has taken. */
  readonly used: Set<number>
  /** Of these, words that may still be part of a title: "Senior Java Developer" is a level, a skill and a title. */
  readonly shared: Set<number>
}

/** The one thing that is still needed, as a question, and what may be answered. */
export type Gap = {
  readonly field: string
  readonly words: string
  readonly options: readonly Option[]
  /** What was named is not known; the options are only similar. */
  readonly unknown?: true
}

export function createWork(work: Omit<Work, 'lookUp'>): Work {
  const made = new Map<string, Promise<MadeCall>>()
  return {
    ...work,
    lookUp: (tool, input) => {
      const key = `${tool} ${JSON.stringify(input)}`
      const call = made.get(key) ?? work.turn.call(tool, input, { initiator: 'resolver', mind: 'guided' })
      made.set(key, call)
      return call
    },
  }
}

export function newDraft(studied: Studied, input: Readonly<Record<string, unknown>> = {}): Draft {
  return { studied, input: { ...input }, rows: [], used: new Set(), shared: new Set() }
}

/** Marks the words of a piece of text as taken. */
export function take(draft: Draft, sentence: Sentence, piece: { start: number; end: number }) {
  for (const [at, token] of sentence.tokens.entries())
    if (token.start < piece.end && token.end > piece.start) draft.used.add(at)
}

/** Marks words as taken by a value that a title may hold as well. */
export function share(draft: Draft, from: number, to: number) {
  for (let at = from; at <= to; at += 1) {
    draft.used.add(at)
    draft.shared.add(at)
  }
}

/** True when a word belongs to the name of a row that the tool needs: "the senior android role". */
export function isInTitle(
  at: number,
  { sentence: { tokens } }: Pick<Work, 'sentence'>,
  { studied }: Draft,
): boolean {
  for (let next = at + 1; next < tokens.length; next += 1) {
    const token = tokens[next]
    if (!token || token.breaks || token.small) return false
    const kinds = kindStems.get(token.stem)
    if (kinds)
      return studied.fields.some(({ kind, required }) => required && kinds.some((one) => one === kind))
  }
  return false
}

/** True when no field has taken a word of the piece. */
export function isFree(draft: Draft, sentence: Sentence, piece: { start: number; end: number }): boolean {
  return !sentence.tokens.some(
    (token, at) => token.start < piece.end && token.end > piece.start && draft.used.has(at),
  )
}

/** True when the tool's fields still lack this one. */
export function lacks(draft: Draft, field: Field): boolean {
  return draft.input[field.name] === undefined
}

/** True when a word is a name or a term rather than a word that the catalogue or common English has. */
export function isStrange(token: Token, at: number, { vocabulary }: Study): boolean {
  if (token.small) return token.capital && at > 0 && token.word.length > 2
  if (vocabulary.isName(token.word)) return true
  if (token.capital && at > 0) return true
  return !/[a-z]/.test(token.word) || vocabulary.weight(token.stem) === undefined
}
