import { z } from 'zod'
import { pageGone } from '../../db/page.ts'
import { Fault } from '../../platform/fault.ts'

const uuid = z.uuid()

/** The cursor that names the last row of a page. */
export function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url')
}

/** The row that a cursor names. Faults: invalid for a cursor that is none of ours. */
export function rowOfCursor(cursor: string): string {
  const id = uuid.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (id.success) return id.data
  throw new Fault('invalid', 'That page does not exist. Leave the cursor out to begin again.', {
    field: 'cursor',
  })
}

/**
 * Cuts one page out of a list that is computed as a whole; the cursor names the last row that was shown. Faults:
 * invalid for a cursor that is none of ours, expired for one whose row is gone.
 */
export function pageAfter<T extends { id: string }>(
  rows: readonly T[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): { items: T[]; total: number; next_cursor?: string } {
  const after = cursor === undefined ? -1 : positionOf(rows, rowOfCursor(cursor))
  const items = rows.slice(after + 1, after + 1 + limit)
  const last = items.at(-1)
  const more = after + 1 + items.length < rows.length
  return { items, total: rows.length, ...(more && last ? { next_cursor: cursorOf(last.id) } : {}) }
}

function positionOf(rows: readonly { id: string }[], id: string): number {
  const position = rows.findIndex((row) => row.id === id)
  if (position < 0) throw pageGone()
  return position
}
