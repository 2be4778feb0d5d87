import type { Kind } from '../../tools/fields.ts'
import { newDraft, type Work } from './draft.ts'
import { hangs, itemsOf, parentsOf, rowFinder, wordFinder } from './finders.ts'
import { holds } from './narrow.ts'
import { acceptable, type Score } from './pick.ts'
import { fold } from './sentence.ts'
import { isRow } from './shape.ts'
import { type Span, spansOf } from './spans.ts'
import type { Studied } from './study.ts'

/** How far behind the best a tool may be and still be the one whose kind of row the sentence names. */
const reach = 0.2
/** A sentence that is as good as an example needs no look at names. */
const sure = 0.93

/**
 * "Show me Ana Souza" is about a person because a person has that name. When tools for different kinds of row are
 * likely, the name is looked up, and those that take what it names come first.
 */
export async function weighNames(ranked: readonly Score[], work: Work): Promise<readonly Score[]> {
  const least = Math.max((ranked[0]?.score ?? 0) - reach, acceptable - 0.1)
  const likely = ranked.filter(({ score }) => score >= least).slice(0, 6)
  const kinds = likely.map(({ studied }) => nameable(studied, work))
  const [first] = likely
  if (
    !first ||
    first.likeness > sure ||
    likely.length < 2 ||
    kinds.every((some) => same(some, kinds[0] ?? []))
  )
    return ranked
  const spans = spansOf(work, newDraft(first.studied)).filter(({ hints }) => hints.length === 0)
  const span = spans.find(({ strange }) => strange > 0)
  const best = span && (await bestKind(span, [...new Set(kinds.flat())].slice(0, 4), work))
  if (!best) return ranked
  return likely
    .map((one, at) => ({ ...one, score: one.score * fitOf(one, kinds[at] ?? [], best) }))
    .sort((one, other) => other.score - one.score)
}

/** A tool about that very kind fits best, one that reaches its own rows through it well enough. */
function fitOf({ studied: { tool, fields } }: Score, kinds: readonly Kind[], kind: Kind): number {
  if (kinds.length === 0) return 1
  if (!kinds.includes(kind)) return 0.85
  const own = tool.finds === kind || fields.some((field) => field.required && field.kind === kind)
  return own ? 1.12 : 1.06
}

function same(one: readonly Kind[], other: readonly Kind[]): boolean {
  return one.length === other.length && one.every((kind) => other.includes(kind))
}

/** The kinds of row that a sentence for this tool may name, those on the way to its own rows included. */
function nameable({ tool, fields }: Studied, { study, turn }: Work): readonly Kind[] {
  const rows = fields.filter(({ kind }) => isRow(kind))
  const needed = rows.filter(({ required }) => required)
  const kinds = (needed.length > 0 ? needed : rows).flatMap(({ kind }) => (isRow(kind) ? [kind] : []))
  const all = needed.length === 0 && tool.finds ? [tool.finds, ...kinds] : kinds
  return all.flatMap((kind) => {
    const through = hangs(kind, { study, turn }) ? rowFinder(kind, study, turn) : undefined
    return through ? parentsOf(through, kind).slice(0, 2) : [kind]
  })
}

/** The first of some kinds that has a row of this name. */
export async function bestKind(
  span: Pick<Span, 'text'>,
  kinds: readonly Kind[],
  { lookUp, study, turn }: Work,
): Promise<Kind | undefined> {
  const words = fold(span.text).split(/\s+/)
  for (const kind of kinds) {
    const finder = wordFinder(kind, study, turn)
    const query = finder?.fields.find((field) => field.kind === 'query')
    if (!finder || !query || !turn.may(finder.tool) || kind === 'conversation') continue
    const { result } = await lookUp(finder.tool.name, { [query.name]: span.text })
    const items = result.outcome === 'done' ? (itemsOf(result.output)?.items ?? []) : []
    const named = items.some(
      ({ match, label }) =>
        match === 'exact' || (match === 'part' && words.every((word) => holds({ label }, word))),
    )
    if (named) return kind
  }
  return undefined
}
