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
/** The same for a kind that none of the likely tools take. */
const farther = 0.4

/**
 * "Show me Ana Souza" is about a person because a person has that name. When tools for different kinds of row are
 * likely, the name is looked up, and those that take what it names come first.
 */
export async function weighNames(ranked: readonly Score[], work: Work): Promise<readonly Score[]> {
  const top = ranked[0]?.score ?? 0
  const likely = ranked.filter(({ score }) => score >= Math.max(top - reach, acceptable - 0.1)).slice(0, 6)
  const [first] = likely
  const kinds = likely.map(({ studied }) => nameable(studied, work))
  if (!first || kinds.every((some) => some.length === 0)) return ranked
  if (likely.length > 1 && kinds.every((some) => same(some, kinds[0] ?? []))) return ranked
  const spans = spansOf(work, newDraft(first.studied)).filter(({ hints }) => hints.length === 0)
  const span = spans.find(({ strange }) => strange > 0)
  const near = [...new Set(kinds.flat())].slice(0, 4)
  const found = span && (await kindOf(span, near, work))
  const far = span && !found ? await kindOf(span, others(near, work), work) : undefined
  const kind = found ?? far
  if (!kind) return ranked
  const all = far ? ranked.filter(({ score }) => score >= Math.max(top - farther, acceptable - 0.2)) : likely
  return all
    .map((one) => ({
      ...one,
      score: one.score * fitOf(one, nameable(one.studied, work), { kind, strict: far !== undefined }),
    }))
    .sort((one, other) => other.score - one.score)
}

/** Kinds with names of their own that the likely tools do not take. */
function others(near: readonly Kind[], { study }: Work): readonly Kind[] {
  const named: readonly Kind[] = ['candidate', 'job', 'client', 'user']
  return named.filter((kind) => !near.includes(kind) && study.tools.some(({ tool }) => tool.finds === kind))
}

/** The kind that a name is of; `strict` when it is none that the likely tools take. */
type Named = { kind: Kind; strict: boolean }

/** A tool about that very kind fits best, one that reaches its own rows through it well enough. */
function fitOf(
  { studied: { tool, fields } }: Score,
  kinds: readonly Kind[],
  { kind, strict }: Named,
): number {
  if (kinds.length === 0) return 1
  if (!kinds.includes(kind)) return strict ? 0.5 : 0.85
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
  const names = needed.length === 0 && fields.some(({ kind, required }) => kind === 'name' && required)
  if (names) return []
  const kinds = (needed.length > 0 ? needed : rows).flatMap(({ kind }) => (isRow(kind) ? [kind] : []))
  const all = needed.length === 0 && tool.finds ? [tool.finds, ...kinds] : kinds
  return all.flatMap((kind) => {
    const through = hangs(kind, { study, turn }) ? rowFinder(kind, study, turn) : undefined
    return through ? parentsOf(through, kind).slice(0, 2) : [kind]
  })
}

/** The first of some kinds that has a row of this name. */
export async function kindOf(
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
