import type { Kind } from '../../tools/fields.ts'
import type { MadeCall } from '../mind.ts'
import { type Draft, type Gap, type Met, take, type Work } from './draft.ts'
import { type Found, hangs, type Item, itemsOf, parentsOf, rowFinder, wordFinder } from './finders.ts'
import { focused } from './memory.ts'
import { holds, narrow } from './narrow.ts'
import { article, nounOf } from './phrase.ts'
import { pointedAt } from './refer.ts'
import { fold } from './sentence.ts'
import type { Field } from './shape.ts'
import { partsOf, type Span, spansOf } from './spans.ts'
import { selfWords } from './words.ts'

/** What became of the search for a row: it, a question, a finder that was denied, or nothing in the sentence names one. */
export type Sought =
  | { row: Met; span?: Span }
  | { gap: Gap; sure: boolean }
  | { denied: MadeCall }
  | undefined

/** How many words a sentence may be searched for, for one field. */
const most = 6

type Wanted = {
  readonly field: Field
  readonly kind: Kind
  readonly work: Work
  readonly draft: Draft
  readonly most: number
}

/** Finds the row that a field asks for: by pointing ("the second one", "her"), by name, or through another row. */
export async function findRow(field: Field, work: Work, draft: Draft): Promise<Sought> {
  const wanted = { field, kind: field.kind as Kind, work, draft, most }
  const direct = await findDirectly(wanted)
  if (direct && !('gap' in direct && !direct.sure)) return direct
  return (await throughParent(wanted)) ?? direct ?? focusedRow(wanted)
}

async function findDirectly(wanted: Wanted): Promise<Sought> {
  const { field, kind, work, draft } = wanted
  const pointed = pointedAt(kind, work, draft)
  if (pointed) return { row: { ...pointed, field: field.name } }
  if (kind === 'user' && speaksOfSelf(wanted)) return { row: self(wanted) }
  const talk = kind === 'conversation' ? thisConversation(wanted) : undefined
  if (talk) return { row: talk }
  const whom = unsaid(wanted)
  if (whom) return whom
  return await byName(wanted)
}

/** With nothing else that could be a name, what was spoken of last is meant. */
function focusedRow({ field, kind, work, draft }: Wanted): Sought {
  const focus = focused(work.memory, kind)
  const named = spansOf(work, draft).some(({ strange }) => strange > 0)
  return focus && field.required && !named ? { row: { ...focus, field: field.name } } : undefined
}

/** "her" with nobody in mind is a question. */
function unsaid({ field, kind, work, draft }: Wanted): Sought {
  const at = work.sentence.tokens.findIndex(({ word }, i) => personal.has(word) && !draft.used.has(i))
  const pronoun = work.sentence.tokens[at]
  const next = work.sentence.tokens[at + 1]
  if (!pronoun || kind !== 'candidate' || (next?.capital && !next.breaks)) return undefined
  return {
    gap: { field: field.name, words: `Whom do you mean by “${pronoun.text}”?`, options: [] },
    sure: true,
  }
}

const personal = new Set(['him', 'her', 'his', 'hers', 'he', 'she'])

/** "this conversation" is the one in which it is said. */
function thisConversation({ field, kind, work }: Wanted): Met | undefined {
  const id = work.turn.conversation
  const pointed = /\b(?:this|our|the current) (?:\w+ )?(?:conversation|chat|thread|discussion|talk)\b/i.test(
    work.sentence.text,
  )
  return id && pointed ? { field: field.name, kind, id, label: 'this conversation' } : undefined
}

function speaksOfSelf({ work, draft, field }: Wanted): boolean {
  const at = work.sentence.tokens.findIndex(({ word }, i) => selfWords.has(word) && !draft.used.has(i))
  const before = work.sentence.tokens[at - 1]?.word ?? ''
  return at >= 0 && field.required && /^(to|for|by|as|about|on|of)$/.test(before)
}

function self({ work, field, kind }: Wanted): Met {
  return { field: field.name, kind, id: work.turn.speaker.id, label: work.turn.speaker.name }
}

/** Tries the free words of the sentence as a name, those first that look most like one of this kind. */
async function byName(wanted: Wanted): Promise<Sought> {
  const { field, kind, work, draft } = wanted
  const finder = wordFinder(kind, work.study, work.turn)
  const query = finder?.fields.find((field) => field.kind === 'query')
  if (!finder || !query) return undefined
  let left = wanted.most
  let doubt: Sought
  for (const span of inOrder(spansOf(work, draft), wanted))
    for (const part of partsOf(span, work, left)) {
      if (left <= 0) return doubt
      left -= 1
      const call = await work.lookUp(finder.tool.name, { [query.name]: part.text })
      if (call.result.outcome === 'denied') return { denied: call }
      const found = call.result.outcome === 'done' ? itemsOf(call.result.output) : undefined
      const sought = found && decide(others(found, work), part, wanted)
      if (sought && 'row' in sought) return taken(sought, wanted)
      if (sought && 'gap' in sought && sought.sure && (field.required || span.hints.includes(kind)))
        return sought
      const whole = part.from === span.from && part.to === span.to
      if (!field.required && !span.hints.includes(kind)) break
      if (!whole || (span.strange === 0 && !span.hints.includes(kind))) continue
      doubt ??= sought
      if (sought && 'gap' in sought && sought.gap.options.length > 0) break
    }
  return doubt
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
  const mine = (span: Span) => span.hints.includes(kind) || span.hints.some((hint) => parents.includes(hint))
  const person = kind === 'candidate' || kind === 'user'
  const free = !draft.studied.fields.some((other) => other.kind === 'query')
  const worth = (span: Span) =>
    (span.hints.includes(kind) ? 4 : 0) +
    (span.quoted ? 1 : 0) +
    (person || parents.length > 0 ? 2 : 1) * span.strange +
    (field.cues.includes(span.lead) ? 1 : 0)
  return spans
    .filter((span) => span.hints.length === 0 || mine(span))
    .filter((span) => mine(span) || span.quoted || span.strange > 0 || ((field.required || free) && !person))
    .filter(
      (span) =>
        field.required || mine(span) || free || (span.strange > 0 && (span.owns || belonging.has(span.lead))),
    )
    .sort((one, other) => worth(other) - worth(one))
}

/** Words before a name by which it belongs to what is asked for: "openings at Acme", "submissions by Sam". */
const belonging = new Set(['at', 'for', 'by', 'of', 'from', 'with'])

function parentsFor(kind: Kind, work: Work): readonly Kind[] {
  const finder = hangs(kind, work) ? rowFinder(kind, work.study, work.turn) : undefined
  return finder ? parentsOf(finder, kind).slice(0, 2) : []
}

/** One row that fits is it; several are a question, narrowed by what else the sentence says; similar ones are offered. */
function decide({ items, total }: Found, span: Span, wanted: Wanted): Sought {
  const { field, kind, work, draft } = wanted
  const fitting = fit(items, span.text)
  const narrowed = fitting.length > 1 ? narrow(fitting, besides(span, work, draft)) : fitting
  const [only] = narrowed
  const said = fold(span.text).split(/\s+/)
  if (only && narrowed.length === 1 && said.some((word) => holds({ label: only.label }, word) || only.match === 'exact'))
    return { row: { ...only, field: field.name, kind }, span }
  if (only && narrowed.length > 1) {
    const words = `${narrowed.length < total && narrowed === fitting ? `${total} ${nounOf(kind, total)} fit` : `There are ${narrowed.length} ${nounOf(kind, 2)} that fit`} “${span.text}”. Which one do you mean?`
    return { gap: { field: field.name, words, options: narrowed.slice(0, 5) }, sure: true }
  }
  const close = (only ? narrowed : items).slice(0, 3)
  const offer = ['', ' Did you mean this one?', ' Did you mean one of these?'][Math.min(close.length, 2)]
  const words = `I don't know ${article(nounOf(kind, 1))} “${span.text}”.${offer}`
  return { gap: { field: field.name, words, options: close, unknown: true }, sure: false }
}

/** Without the conversation in which it is said, whose title is often these very words. */
function others({ items, total, ...page }: Found, { turn }: Work): Found {
  const left = items.filter(({ id }) => id !== turn.conversation)
  return { ...page, items: left, total: total - (items.length - left.length) }
}

/** The rows that fit the words: by the name itself, else by a part of it, else by anything they hold. */
function fit(items: readonly Item[], text: string): readonly Item[] {
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

/** Finds a row through the rows that it hangs on: an application through its candidate or its opening. */
async function throughParent(wanted: Wanted): Promise<Sought> {
  const { field, kind, work, draft } = wanted
  const finder = hangs(kind, work) ? rowFinder(kind, work.study, work.turn) : undefined
  if (!finder) return undefined
  const filters: Record<string, string> = {}
  let doubt: Sought
  const above = parentsOf(finder, kind).slice(0, 2)
  for (const parent of finder.fields) {
    const open = above.includes(parent.kind as Kind) && Object.keys(filters).length === 0
    if (!open) continue
    const search = { field: { ...parent, required: true }, kind: parent.kind as Kind, work, draft, most: 3 }
    const sought = (await findDirectly(search)) ?? focusedRow(search)
    if (sought && 'row' in sought) {
      filters[parent.name] = sought.row.id
      draft.rows.push({ ...sought.row, field: '' })
    } else if (sought && 'gap' in sought && !sought.sure) doubt ??= sought
    else if (sought) return own(sought, field)
  }
  if (Object.keys(filters).length === 0) return doubt && own(doubt, field)
  const call = await work.lookUp(finder.tool.name, filters)
  if (call.result.outcome === 'denied') return { denied: call }
  const found = call.result.outcome === 'done' ? itemsOf(call.result.output) : undefined
  return found && among(found, wanted)
}

/** A question on the way is asked for the field that it leads to. */
function own(sought: NonNullable<Sought>, { name }: Field): Sought {
  return 'gap' in sought ? { ...sought, gap: { ...sought.gap, field: name } } : sought
}

function among({ items }: Found, { field, kind, work, draft }: Wanted): Sought {
  const whose = draft.rows.findLast((row) => row.field === '')?.label ?? ''
  const left = work.sentence.tokens.flatMap((token, at) =>
    token.small || draft.used.has(at) ? [] : [token.word],
  )
  const narrowed = items.length > 1 ? narrow(items, left) : items
  const [only] = narrowed
  if (only && narrowed.length === 1) return { row: { ...only, field: field.name, kind } }
  const words = only
    ? `${whose} has ${narrowed.length} ${nounOf(kind, 2)}. Which one do you mean?`
    : `${whose} has no ${nounOf(kind, 1)} that I can see.`
  return { gap: { field: field.name, words, options: narrowed.slice(0, 8) }, sure: true }
}
