import { type Draft, isFree, take, type Work } from './draft.ts'
import { kindStems } from './families.ts'
import { fold, type Sentence } from './sentence.ts'
import type { Field } from './shape.ts'
import { stem } from './stem.ts'
import { type Piece, quotesIn } from './values.ts'
import { dividers, usualCues } from './words.ts'

/** Fills a text or name that a sentence announces: in quotes, after a colon, after a cue, or as "set X to …". */
export function fillAnnounced(field: Field, work: Work, draft: Draft) {
  const long = field.kind === 'text' && !field.short
  const piece =
    cueIn(field, work, draft) ??
    (long ? undefined : changedTo(field, work, draft)) ??
    (field.required || field.kind !== 'text' || long ? quoteIn(work, draft) : undefined) ??
    (long && (field.required || field.cues.length === 0)
      ? (colonIn(work, draft) ?? clauseIn(work, draft))
      : undefined)
  if (!piece) return
  draft.input[field.name] = piece.value
  take(draft, work.sentence, piece)
}

/** A reason that only a comma or dash sets apart: "reject Ana, too junior". */
export function fillAside(field: Field, work: Work, draft: Draft) {
  const { text, tokens } = work.sentence
  const at = text.search(/(?:,| -| \u2014)\s+[^,]*$/)
  const from = tokens.findIndex(({ start }) => at >= 0 && start > at)
  const first = tokens[from]
  const free = tokens.slice(from).every((_, i) => !draft.used.has(from + i) || draft.shared.has(from + i))
  if (!first || !free || tokens.length - from < 2) return
  draft.input[field.name] = text.slice(first.start).trim()
  take(draft, work.sentence, { start: first.start, end: text.length })
}

/** The words for a required text that nothing announced: what is left at the end of the sentence. */
export function fillRest(field: Field, work: Work, draft: Draft) {
  const { text, tokens } = work.sentence
  const last = tokens.length - 1
  let from = tokens.length
  while (from > 0 && !draft.used.has(from - 1)) from -= 1
  while (from < last && (dividers.has(tokens[from]?.word ?? '') || tokens[from]?.word === 'that')) from += 1
  const first = tokens[from]
  if (!first || from === 0 || dividers.has(first.word)) return
  draft.input[field.name] = text.slice(first.start).trim()
  take(draft, work.sentence, { start: first.start, end: text.length })
}

/** What stands in quotes and no field has taken. */
export function quoteIn(work: Work, draft: Draft): Piece<string> | undefined {
  return quotesIn(work.sentence.text).find((piece) => isFree(draft, work.sentence, piece))
}

/** Everything after the first colon or line end, unless it belongs to a time or an address. */
function colonIn({ sentence: { text, tokens } }: Work, draft: Draft): Piece<string> | undefined {
  const at = /(?:[^\d]|^):(?:\s+|(?=[\p{L}"]))|\n/u.exec(text)
  if (!at || at.index === 0 || /https?$/i.test(text.slice(0, at.index + 1))) return undefined
  const start = at.index + at[0].length
  const value = text.slice(start).trim()
  const taken = tokens.some((token, i) => token.start >= start && draft.used.has(i))
  return value === '' || taken ? undefined : { value, start, end: text.length }
}

/** What "that" introduces: "note that she prefers mornings". */
function clauseIn({ sentence: { text, tokens } }: Work, draft: Draft): Piece<string> | undefined {
  const at = tokens.findIndex(({ word }, i) => i > 0 && word === 'that' && !draft.used.has(i))
  const [that, first] = [tokens[at], tokens[at + 1]]
  if (!that || !first || tokens.length - at < 3) return undefined
  return { value: text.slice(first.start).trim(), start: that.start, end: text.length }
}

/** What follows a cue of the field. Free text runs to the end of the message, a name to the end of its run. */
function cueIn(field: Field, work: Work, draft: Draft): Piece<string> | undefined {
  const { text, tokens } = work.sentence
  const long = field.kind === 'text' && !field.short
  for (const words of cuesOf(field)) {
    const at = tokens.findIndex(
      (_, i) => i > 0 && !draft.used.has(i) && words.every((word, k) => tokens[i + k]?.word === word),
    )
    const skip = long && tokens[at + words.length]?.word === 'of' ? 1 : 0
    const begin = at + words.length + skip
    const first = tokens[begin]
    if (at < 0 || !first || draft.used.has(begin) || isApart(begin, work.sentence)) continue
    if (
      /^(?:to|on|for|about|of)$/.test(first.word) ||
      (!long && dividers.has(first.word) && !first.capital && first.word !== 'the')
    )
      continue
    const end = long ? text.length : endOfRun(begin, work.sentence, draft)
    const value = tidy(text.slice(first.start, end))
    if (value !== '') return { value, start: tokens[at]?.start ?? first.start, end }
  }
  return undefined
}

/** True when a comma or bracket stands before a word. */
function isApart(at: number, { tokens, text }: Sentence): boolean {
  return /[,;()]/.test(text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start))
}

/** Cues of a field as words, longest first. For an optional field "client" calls a row rather than its new name. */
function cuesOf({ name, cues, required }: Field): readonly (readonly string[])[] {
  return [...cues, ...(usualCues[name] ?? [])]
    .filter((cue) => required || !kindStems.has(stem(fold(cue))))
    .map((cue) =>
      fold(cue)
        .replace(/[^\w' ]/g, '')
        .split(' '),
    )
    .sort((one, other) => other.length - one.length)
}

/** "set the location of Ana to Denver" and "rename team data to Insights": what stands after "to". */
export function changedTo({ name, kind, short }: Field, work: Work, draft: Draft): Piece<string> | undefined {
  const { tokens, text } = work.sentence
  const words = new Set(name.split('_').map((word) => stem(word)))
  const named = tokens.findIndex(({ stem: one }) => words.has(one) || (name === 'name' && one === 'renam'))
  const to = tokens.findLastIndex(
    ({ word }, at) => at > named && /^(?:to|is|as)$/.test(word) && !draft.used.has(at),
  )
  const [before, first] = [tokens[to], tokens[to + 1]]
  if (named < 0 || !before || !first || draft.used.has(to + 1)) return undefined
  const end = kind === 'text' && !short ? text.length : endOfRun(to + 1, work.sentence, draft)
  const value = tidy(text.slice(first.start, end))
  return value === '' ? undefined : { value, start: before.start, end }
}

function endOfRun(from: number, { tokens }: Sentence, draft: Draft): number {
  let to = from
  while (to + 1 < tokens.length) {
    const next = tokens[to + 1]
    if (!next || draft.used.has(to + 1) || (next.breaks && !(next.capital && !dividers.has(next.word)))) break
    to += 1
  }
  return tokens[to]?.end ?? 0
}

function tidy(text: string): string {
  return text
    .trim()
    .replace(/^["']|["'.!]+$/g, '')
    .trim()
}
