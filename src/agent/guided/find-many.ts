import type { Kind } from '../../tools/fields.ts'
import type { MadeCall } from '../mind.ts'
import type { Draft, Gap, Met, Work } from './draft.ts'
import { findRow } from './find.ts'
import { pointedAtMany } from './refer.ts'
import type { Field } from './shape.ts'

/** As many rows as one sentence may name one by one. */
const most = 10

/** Finds every row that a field with several asks for: those pointed at in the last list, else each that is named. */
export async function findRows(
  field: Field,
  work: Work,
  draft: Draft,
): Promise<{ rows: Met[] } | { gap: Gap; sure: boolean } | { denied: MadeCall } | undefined> {
  const pointed = pointedAtMany(field.kind as Kind, work, draft)
  if (pointed.length > 0) return { rows: pointed.map((row) => ({ ...row, field: field.name })) }
  const rows: Met[] = []
  while (rows.length < most) {
    const before = draft.used.size
    const sought = await findRow(
      { ...field, many: false, required: field.required && rows.length === 0 },
      work,
      draft,
    )
    if (!sought) break
    if (!('row' in sought)) {
      if (rows.length === 0 || ('gap' in sought && sought.sure)) return sought
      break
    }
    if (rows.some(({ id }) => id === sought.row.id)) break
    rows.push(sought.row)
    if (draft.used.size === before) break
  }
  return rows.length > 0 ? { rows } : undefined
}
