import type { Kind } from '../../tools/fields.ts'
import { type Draft, isStrange, type Work } from './draft.ts'
import { familiesOf, kindStems } from './families.ts'
import type { Token } from './sentence.ts'
import { changing, dividers, ordinals, selfWords, several, stating } from './words.ts'

/** A run of words that no field has taken, which may be a name, a title or what is searched for. */
export type Span = {
  readonly from: number
  readonly to: number
  readonly text: string
  /** Kinds that a noun beside it names: "the java opening", "candidate Ana". */
  readonly hints: readonly Kind[]
  /** The word before it, such as "to" or "for". */
  readonly lead: string
  /** The share of words in it that are names or terms, 0 to 1. */
  readonly strange: number
  readonly quoted: boolean
  /** "Ana's": what follows belongs to it. */
  readonly owns: boolean
}

type Open = { from: number; to: number; hints: readonly Kind[]; lead: string }

/** The runs of free words in a sentence, in order. */
export function spansOf(work: Work, draft: Draft): readonly Span[] {
  const runs: Open[] = []
  let open: Open | undefined
  let next: Pick<Open, 'hints' | 'lead'> = nothing
  for (const [at, token] of work.sentence.tokens.entries()) {
    if (endsBefore(token, at, work)) open = undefined
    const place = placeOf(token, at, { work, draft, open: open !== undefined })
    if (place === 'name') {
      if (open) open.to = at
      else {
        open = { from: at, to: at, ...next }
        runs.push(open)
      }
      if (token.possessive) open = undefined
      next = nothing
      continue
    }
    if (open && typeof place === 'object' && place.trails) open.hints = [...open.hints, ...place.kinds]
    open = undefined
    next = after(place, token, next)
  }
  return runs.map((run) => spanOf(work, run)).filter((span) => isNaming(span, work, draft))
}

const nothing: Pick<Open, 'hints' | 'lead'> = { hints: [], lead: '' }

/** What a word that is no name says of the run that follows it. */
function after(
  place: Exclude<Place, 'name'>,
  { word }: Token,
  { hints }: Pick<Open, 'hints'>,
): Pick<Open, 'hints' | 'lead'> {
  if (place === 'taken') return nothing
  if (place === 'filler')
    return { lead: word, hints: dividers.has(word) && !introducing.has(word) ? [] : hints }
  return { lead: '', hints: place.leads ? place.kinds : [] }
}

function isNaming(span: Span, work: Work, draft: Draft): boolean {
  return span.strange > 0 || span.quoted || !onlyVerbs(span, work, draft)
}

/** Words between a noun and the name that it calls: "the candidate called Ana". */
const introducing = new Set(['the', 'a', 'an', 'is', 'called', 'named'])

type Noun = { kinds: readonly Kind[]; leads: boolean; trails: boolean }
type Place = 'taken' | 'filler' | 'name' | Noun
type Scene = { work: Work; draft: Draft; open: boolean }

/** What a word is: taken by a field, a noun for a kind, part of a name, or a word of the request. */
function placeOf(token: Token, at: number, { work, draft, open }: Scene): Place {
  if (draft.used.has(at)) return 'taken'
  const noun = nounAt(work, draft, at)
  if (noun) return noun
  const ends = open && !token.capital && (stating.has(token.word) || /[a-z]{3}(?:ed|ing)$/.test(token.word))
  if (ends || (open && isPattern(token, draft) && isLast(at, work))) return 'filler'
  const inside = open && !(dividers.has(token.word) && !(token.capital && token.word.length > 2))
  return inside || !isFiller(token, at, { work, draft }) ? 'name' : 'filler'
}

function isLast(at: number, { sentence: { tokens } }: Work): boolean {
  const next = tokens[at + 1]
  return !next || next.breaks || next.small
}

/** Punctuation and prepositions end a run; a capital "Van" or "De" inside a name does not. */
function endsBefore(token: Token, at: number, { sentence: { tokens, text } }: Work): boolean {
  if (!token.breaks) return false
  const gap = text.slice(tokens[at - 1]?.end ?? 0, token.start)
  return /[,;:!?()[\]\n"]|\.\s|\s-\s|\s[\u2014\u2192]/.test(gap) || !token.capital || at === 0
}

/** Words at the start of a run that belong to the request and not to a name: prepositions, verbs, "please". */
function isFiller(token: Token, at: number, { work, draft }: { work: Work; draft: Draft }): boolean {
  if (several.has(token.word) || Object.hasOwn(ordinals, token.word)) return true
  if (token.capital && at > 0 && token.word.length > 2) return false
  if (dividers.has(token.word) || token.small || selfWords.has(token.word)) return true
  if (work.study.vocabulary.isName(token.word)) return false
  if (isPattern(token, draft)) return true
  if (at === 0 && work.study.vocabulary.changes(token.stem)) return true
  const keys = [`s:${token.stem}`, ...familiesOf(token.stem).map((family) => `f:${family}`)]
  return keys.some((key) => draft.studied.verbs.has(key))
}

/** A word that the tool speaks with, such as "pipeline" or "history", rather than a part of some title. */
function isPattern({ stem, capital }: Token, { studied }: Draft): boolean {
  const families = familiesOf(stem)
  if (capital || families.length === 0 || families.includes('engineer')) return false
  return (studied.strength.get(`s:${stem}`) ?? 0) >= 1
}

/** A run of nothing but verbs and words of the tool itself names nothing. */
function onlyVerbs({ from, to, hints }: Span, { sentence }: Work, { studied }: Draft): boolean {
  if (hints.length > 0 && to > from) return false
  return sentence.tokens.slice(from, to + 1).every(({ stem }) => {
    const families = familiesOf(stem)
    if (families.some((family) => changing.has(family))) return true
    const occupation = families.includes('engineer')
    return (studied.strength.get(`s:${stem}`) ?? 0) >= 1 && hints.length === 0 && !occupation
  })
}

/** A noun that says of which kind the words beside it are; inside a longer title it is part of that title. */
function nounAt(work: Work, draft: Draft, at: number): Noun | undefined {
  const { sentence, study } = work
  const token = sentence.tokens[at]
  const kinds = token && kindStems.get(token.stem)
  if (!token || !kinds || (token.capital && at > 0)) return undefined
  const [before, after] = [sentence.tokens[at - 1], sentence.tokens[at + 1]]
  const trails = !after || after.breaks || after.small || draft.used.has(at + 1) || isOwnWord(after, draft)
  const starts =
    !before || token.breaks || dividers.has(before.word) || draft.used.has(at - 1) || before.small
  const own = draft.studied.fields.some(({ kind }) => kinds.some((one) => one === kind))
  const leads =
    after !== undefined &&
    !after.breaks &&
    !after.small &&
    (isStrange(after, at + 1, study) || (own && !nounFollows(sentence.tokens, at)))
  return trails || ((starts || at === 1) && leads) ? { kinds, leads: leads || trails, trails } : undefined
}

/** True when the run after a word ends with a noun of its own: "the account manager role". */
function nounFollows(tokens: readonly Token[], at: number): boolean {
  for (let next = at + 1; next < tokens.length; next += 1) {
    const token = tokens[next]
    if (!token || token.breaks || token.small) return false
    if (kindStems.has(token.stem)) return true
  }
  return false
}

/** A word that the tool itself uses and that calls no kind: "pay" in "what does the java job pay". */
function isOwnWord({ stem, capital }: Token, { studied }: Draft): boolean {
  return !capital && !kindStems.has(stem) && (studied.strength.get(`s:${stem}`) ?? 0) >= 1
}

function spanOf({ sentence, study }: Work, open: Open): Span {
  const run = sentence.tokens.slice(open.from, open.to + 1)
  const text = sentence.text.slice(run[0]?.start, run.at(-1)?.end)
  const strange = run.filter((token, i) => isStrange(token, open.from + i, study)).length / run.length
  const quoted = /["']/.test(sentence.text.charAt((run[0]?.start ?? 0) - 1))
  return { ...open, text, strange, quoted, owns: run.at(-1)?.possessive === true }
}

/** Shorter runs within one, longest first; at most `most` of them. */
export function partsOf(span: Span, { sentence, study }: Work, most: number): readonly Span[] {
  const parts: Span[] = []
  const size = span.to - span.from + 1
  for (let length = size; length >= 1 && parts.length < most; length -= 1)
    for (let from = span.from; from + length - 1 <= span.to && parts.length < most; from += 1) {
      const to = from + length - 1
      const run = sentence.tokens.slice(from, to + 1)
      if (length < size && run.every((token, i) => !isStrange(token, from + i, study))) continue
      const text = sentence.text.slice(run[0]?.start, run.at(-1)?.end)
      parts.push({ ...span, from, to, text })
    }
  return parts
}
