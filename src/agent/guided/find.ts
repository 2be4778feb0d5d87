import type { Kind } from '../../tools/fields.ts'
import { byName, type Sought, type Wanted } from './by-name.ts'
import type { Draft, Work } from './draft.ts'
import { type Found, hangs, itemsOf, parentsOf, rowFinder } from './finders.ts'
import { focused } from './memory.ts'
import { narrow } from './narrow.ts'
import { nounOf } from './phrase.ts'
import { pointedAt } from './refer.ts'
import { meantHere } from './self.ts'
import type { Field } from './shape.ts'
import { spansOf } from './spans.ts'
import type { Studied } from './study.ts'

/** How many words a sentence may be searched for, for one field. */
const most = 6

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
  return meantHere(wanted) ?? (await byName(wanted))
}

/** With nothing else that could be a name, what was spoken of last is meant. */
function focusedRow({ field, kind, work, draft }: Wanted): Sought {
  const focus = focused(work.memory, kind)
  const named = spansOf(work, draft).some(({ strange }) => strange > 0)
  return focus && field.required && !named ? { row: { ...focus, field: field.name } } : undefined
}

/** Finds a row through the rows that it hangs on: an application through its candidate or its opening. */
async function throughParent(wanted: Wanted): Promise<Sought> {
  const { field, kind, work, draft } = wanted
  const finder = hangs(kind, work) ? rowFinder(kind, work.study, work.turn) : undefined
  if (!finder) return undefined
  const above = parentsOf(finder, kind).slice(0, 2)
  let doubt: Sought
  for (const parent of finder.fields) {
    if (!above.includes(parent.kind as Kind)) continue
    const search = { field: { ...parent, required: true }, kind: parent.kind as Kind, work, draft, most: 3 }
    const sought = (await findDirectly(search)) ?? focusedRow(search)
    if (sought && 'row' in sought) {
      draft.rows.push({ ...sought.row, field: '' })
      return await below(finder, { [parent.name]: sought.row.id }, wanted)
    }
    if (sought && ('denied' in sought || sought.sure)) return asOwn(sought, field)
    doubt ??= sought
  }
  return doubt && asOwn(doubt, field)
}

/** The rows that hang on the one that was found. */
async function below(
  { tool }: Studied,
  filters: Readonly<Record<string, string>>,
  wanted: Wanted,
): Promise<Sought> {
  const call = await wanted.work.lookUp(tool.name, filters)
  if (call.result.outcome === 'denied') return { denied: call }
  const found = call.result.outcome === 'done' ? itemsOf(call.result.output) : undefined
  return found && among(found, wanted)
}

/** A question on the way is asked for the field that it leads to. */
function asOwn(sought: NonNullable<Sought>, { name }: Field): Sought {
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
