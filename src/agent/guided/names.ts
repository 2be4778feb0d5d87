import { type Draft, lacks, take, type Work } from './draft.ts'
import { isEnglish } from './english.ts'
import { isFamiliar, kindStems } from './families.ts'
import type { Field } from './shape.ts'
import { type Span, spansOf } from './spans.ts'
import { fillAnnounced } from './texts.ts'
import { dividers } from './words.ts'

/**
 * Fills a name or a short text that the call needs: what is announced as such, else the first free run of words, names
 * before other words. Levels and skills beside it belong to it: "Senior Java Developer".
 */
export function fillName(field: Field, work: Work, draft: Draft) {
  fillAnnounced(field, work, draft)
  if (!lacks(draft, field) || !field.required) return
  const spans = spansOf(work, draft)
  const span = (field.kind === 'name' ? spans.find(({ strange }) => strange >= 0.5) : undefined) ?? spans[0]
  if (!span) return
  const [from, to] = isTitle(span, work) ? widened(span, work, draft) : [span.from, span.to]
  const [first, last] = [work.sentence.tokens[from], work.sentence.tokens[to]]
  if (!first || !last) return
  draft.input[field.name] = work.sentence.text.slice(first.start, last.end)
  take(draft, work.sentence, { start: first.start, end: last.end })
}

/** Titles are made of words that people use for work; names of people are not. */
function isTitle({ from, to }: Span, { sentence: { tokens } }: Work): boolean {
  return tokens.slice(from, to + 1).some(({ word, stem }) => isFamiliar(stem) || isEnglish(word))
}

/** A run with the levels and skills that stand right beside it, up to a comma or preposition. */
function widened(
  { from, to }: Span,
  { sentence: { tokens, text } }: Work,
  draft: Draft,
): readonly [number, number] {
  const joined = (left: number, right: number) =>
    /^[ \-/]*$/.test(text.slice(tokens[left]?.end, tokens[right]?.start))
  const belongs = (at: number) => {
    const token = tokens[at]
    const title = token && kindStems.has(token.stem) && token.capital
    return token !== undefined && !dividers.has(token.word) && (draft.shared.has(at) || title === true)
  }
  let [first, last] = [from, to]
  while (belongs(first - 1) && joined(first - 1, first)) first -= 1
  while (belongs(last + 1) && joined(last, last + 1)) last += 1
  return [first, last]
}
