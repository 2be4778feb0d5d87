import type { Kind } from '../../tools/fields.ts'
import type { MadeCall } from '../mind.ts'
import { type Draft, type Gap, type Met, take, type Work } from './draft.ts'
import { type Found, hangs, type Item, itemsOf, parentsOf, rowFinder, wordFinder } from './finders.ts'
import { holds, narrow } from './narrow.ts'
import { article, nounOf } from './phrase.ts'
import { fold } from './sentence.ts'
import type { Field } from './shape.ts'
import { partsOf, type Span, spansOf } from './spans.ts'

/** What became of the search for a row: it, a question, a finder that was denied, or nothing in the sentence names one. */
export type Sought =
  | { row: Met; span?: Span }
  | { gap: Gap; sure: boolean }
  | { denied: MadeCall }
  | undefined

/** The row that is looked for, and how many words may be tried for it. */
export type Wanted = {
  readonly field: Field
  readonly kind: Kind
  readonly work: Work
  readonly draft: Draft
  readonly most: number
}

/** Tries the free words of the sentence as a name, those first that look most like one of this kind. */
export async function byName(wanted: Wanted): Promise<Sought> {
  let left = wanted.most
  let doubt: Sought
  for (const span of inOrder(spansOf(wanted.work, wanted.draft), wanted)) {
    if (left <= 0) break
    const { sought, tries } = await tryRun(span, left, wanted)
    if (isSettled(sought, span, wanted)) return sought
    left -= tries
    doubt ??= sought
  }
  return doubt
}

/** Tries a run as a whole, then parts of it, until something is settled. What is only similar to the whole is a doubt. */
async function tryRun(span: Span, most: number, wanted: Wanted): Promise<{ sought: Sought; tries: number }> {
  const named = span.strange > 0 || span.hints.includes(wanted.kind)
  let tries = 0
  let doubt: Sought
  for (const part of partsOf(span, wanted.work, most)) {
    tries += 1
    const sought = await tryPart(part, wanted)
    if (isSettled(sought, span, wanted)) return { sought, tries }
    if (part.to - part.from === span.to - span.from && named) doubt = sought
    const near = doubt && 'gap' in doubt && doubt.gap.options.length > 0
    if (near || (!wanted.field.required && !span.hints.includes(wanted.kind))) break
  }
  return { sought: doubt, tries }
}

function isSettled(sought: Sought, span: Span, { field, kind }: Wanted): boolean {
  if (!sought) return false
  if (!('gap' in sought)) return true
  return sought.sure && (field.required || span.hints.includes(kind))
}

/** Looks one run of words up and takes it when it names a row. */
async function tryPart(part: Span, wanted: Wanted): Promise<Sought> {
  const { kind, work } = wanted
  const finder = wordFinder(kind, work.study, work.turn)
  const query = finder?.fields.find((field) => field.kind === 'query')
  if (!finder || !query) return undefined
  const call = await work.lookUp(finder.tool.name, { [query.name]: part.text })
  if (call.result.outcome === 'denied') return { denied: call }
  const found = call.result.outcome === 'done' ? itemsOf(call.result.output) : undefined
  const sought = found && decide(elsewhere(found, work), part, wanted)
  return sought && 'row' in sought ? taken(sought, wanted) : sought
}

function taken(sought: { row: Met; span?: Span }, { work, draft }: Wanted): Sought {
  const { span } = sought
  const [first, last] = [work.sentence.tokens[span?.from ?? -1], work.sentence.tokens[span?.to ?? -1]]
  if (first && last) take(draft, work.sentence, { start: first.start, end: last.end })
  return sought
}

/** Runs that a noun calls by this kind come first, then names, then the rest; runs of another kind are left out. */
function inOrder(spans: readonly Span[], { kind, field, work, draft }: Wanted): readonly Span[] {
  const parents = parentsFor(kind, work)
  const person = kind === 'candidate' || kind === 'user'
  const free = !draft.studied.fields.some((other) => other.kind === 'query')
  const mine = (span: Span) => span.hints.some((hint) => hint === kind || parents.includes(hint))
  const likely = (span: Span) => {
    if (mine(span)) return true
    if (span.hints.length > 0) return false
    if (span.strange === 0 && !span.quoted) return (field.required || free) && !person
    return field.required || free || span.owns || belonging.has(span.lead)
  }
  const worth = ({ hints, quoted, strange, lead }: Span) =>
    (hints.includes(kind) ? 4 : 0) +
    (quoted ? 1 : 0) +
    (person || parents.length > 0 ? 2 : 1) * strange +
    (field.cues.includes(lead) ? 1 : 0)
  return spans.filter(likely).sort((one, other) => worth(other) - worth(one))
}

/** Words before a name by which it belongs to what is asked for: "openings at Acme", "submissions by Sam". */
const belonging = new Set(['at', 'for', 'by', 'of', 'from', 'with'])

function parentsFor(kind: Kind, work: Work): readonly Kind[] {
  const finder = hangs(kind, work) ? rowFinder(kind, work.study, work.turn) : undefined
  return finder ? parentsOf(finder, kind).slice(0, 2) : []
}

/** One row that fits is it; several are a question, narrowed by what else the sentence says; similar ones are offered. */
function decide({ items, total }: Found, span: Span, { field, kind, work, draft }: Wanted): Sought {
  const fitting = fittest(items, span.text)
  const narrowed = fitting.length > 1 ? narrow(fitting, besides(span, work, draft)) : fitting
  const [only, ...more] = narrowed
  if (only && more.length === 0 && isCalled(only, span.text))
    return { row: { ...only, field: field.name, kind }, span }
  if (more.length > 0) {
    const all = narrowed === fitting ? Math.max(total, narrowed.length) : narrowed.length
    const words = `${all} ${nounOf(kind, all)} fit “${span.text}”. Which one do you mean?`
    return { gap: { field: field.name, words, options: narrowed.slice(0, 5) }, sure: true }
  }
  const close = (only ? narrowed : items).slice(0, 3)
  const offer = ['', ' Did you mean this one?', ' Did you mean one of these?'][Math.min(close.length, 2)]
  const words = `I don't know ${article(nounOf(kind, 1))} “${span.text}”.${offer}`
  return { gap: { field: field.name, words, options: close, unknown: true }, sure: false }
}

/** True when the words are in the name of the row, and not only somewhere in what it holds. */
function isCalled({ label, match }: Item, text: string): boolean {
  return (
    match === 'exact' ||
    fold(text)
      .split(/\s+/)
      .some((word) => holds({ label }, word))
  )
}

/** Without the conversation in which it is said, whose title is often these very words. */
function elsewhere({ items, total, ...page }: Found, { turn }: Work): Found {
  const left = items.filter(({ id }) => id !== turn.conversation)
  return { ...page, items: left, total: total - (items.length - left.length) }
}

/** The rows that fit the words: by the name itself, else by a part of it, else by anything they hold. */
function fittest(items: readonly Item[], text: string): readonly Item[] {
  const exact = items.filter(({ match }) => match === 'exact')
  if (exact.length > 0) return exact
  const part = items.filter(({ match }) => match !== 'close')
  const words = fold(text).split(/\s+/)
  const named = part.filter(({ label }) => words.some((word) => fold(label).includes(word)))
  return named.length > 0 ? named : part
}

/** What the sentence says besides the name. */
function besides(span: Span, work: Work, draft: Draft): readonly string[] {
  return work.sentence.tokens.flatMap((token, at) =>
    token.small || draft.used.has(at) || (at >= span.from && at <= span.to) ? [] : [token.word],
  )
}
