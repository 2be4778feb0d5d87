import { type Draft, isStrange, take, type Work } from './draft.ts'
import { familiesOf, kindStems } from './families.ts'
import type { Field } from './shape.ts'
import { spansOf } from './spans.ts'
import { stem } from './stem.ts'
import { quoteIn } from './texts.ts'

/** Fills what is searched for with the words that say it: neither the request itself nor what other fields took. */
export function fillQuery(field: Field, work: Work, draft: Draft) {
  const quote = quoteIn(work, draft)
  if (quote) {
    draft.input[field.name] = quote.value
    take(draft, work.sentence, quote)
    return
  }
  const { tokens, text } = work.sentence
  const spans = spansOf(work, draft)
  const kept = spans.flatMap(({ from, to }) =>
    tokens.slice(from, to + 1).flatMap((token, i) => (isAsking(from + i, work, draft) ? [] : [token])),
  )
  const [first, last] = [kept[0], kept.at(-1)]
  if (!first || !last) return
  const [only] = spans
  const together = spans.length === 1 && only !== undefined && kept.length === only.to - only.from + 1
  draft.input[field.name] = together
    ? text.slice(first.start, last.end)
    : kept.map((token) => token.text).join(' ')
  for (const token of kept) take(draft, work.sentence, token)
}

/** A word that belongs to the request ("find", "candidates") rather than to what is asked for. */
function isAsking(at: number, work: Work, { studied }: Draft): boolean {
  const token = work.sentence.tokens[at]
  if (!token || token.small) return true
  if (isStrange(token, at, work.study)) return false
  if (kindStems.has(token.stem) && !(token.capital && at > 0)) return true
  return familiesOf(token.stem).some((family) => asking.has(family) || studied.verbs.has(`f:${family}`))
}

const asking = new Set(
  ['show', 'find', 'count', 'match', 'human', 'summarize', 'history', 'activity', 'talk'].map(stem),
)
