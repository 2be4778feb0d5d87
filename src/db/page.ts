import { Fault } from '../platform/fault.ts'
import type { Db } from './client.ts'
import { type Match, rankMatches } from './match.ts'
import type { Subject } from './subjects.ts'

/** One page of rows in their order, with how well each fits when words were searched. */
export type Page<R> = { rows: (R & { match?: Match['match'] })[]; total: number; next_cursor?: string }

/** Where a finder gets its rows; each function gives only what the person may see and the filters allow. */
export type Source<R> = {
  /** Which of these ids are left, in any order. */
  visible(ids: string[]): Promise<readonly { id: string }[]>
  /** The rows of a page, in any order. */
  load(ids: string[]): Promise<R[]>
  /** At most `take` rows in the order of the list, after the row of that id, or from the beginning. */
  after(id: string | undefined, take: number): Promise<R[]>
  count(): Promise<number>
}

/**
 * A page of a list: ranked by fit when there is a query, else in the order of the source. The total counts all pages.
 * Faults: invalid for a cursor that is none of ours, expired for one whose row is gone.
 */
export async function findPage<R extends { id: string }>(
  db: Db,
  asked: {
    subject: Subject
    query?: string | undefined
    limit: number
    cursor?: string | undefined
  },
  source: Source<R>,
): Promise<Page<R>> {
  const last = asked.cursor === undefined ? undefined : idOfCursor(asked.cursor)
  if (asked.query === undefined) {
    const [rows, total] = await Promise.all([source.after(last, asked.limit + 1), source.count()])
    return { rows: rows.slice(0, asked.limit), total, ...nextOf(rows, asked.limit) }
  }
  const { subject, query } = asked
  const matches = await rankMatches(db, { subject, query }, source.visible)
  const rest = matches.slice(last === undefined ? 0 : positionOf(matches, last) + 1)
  const rows = new Map(
    (await source.load(rest.slice(0, asked.limit).map(({ id }) => id))).map((row) => [row.id, row]),
  )
  const found = rest.slice(0, asked.limit).flatMap(({ id, match }) => {
    const row = rows.get(id)
    return row ? [{ ...row, match }] : []
  })
  return { rows: found, total: matches.length, ...nextOf(rest, asked.limit) }
}

/** What to say about a list that is empty or holds only similar rows; nothing for any other. `things` is a plural. */
export function hintOf(
  page: Page<{ id: string }>,
  asked: { query?: string | undefined; things: string; conditions?: readonly string[] },
): { hint?: string } {
  const { query, things, conditions = [] } = asked
  if (page.rows.length === 0) {
    if (conditions.length > 0) {
      const all = [...(query === undefined ? [] : [`“${shortened(query)}”`]), ...conditions].join(' and ')
      return { hint: `No ${things} fit ${all} together. Try fewer conditions.` }
    }
    if (query === undefined) return { hint: `There are no such ${things}. Try fewer conditions.` }
    return { hint: `No ${things} match “${shortened(query)}”. Try fewer or other words.` }
  }
  if (query === undefined || page.rows[0]?.match !== 'close') return {}
  return { hint: `No ${things} match “${shortened(query)}” exactly. These come closest.` }
}

function shortened(query: string): string {
  return query.length > 60 ? `${query.slice(0, 60)}…` : query
}

/** The fault for a page whose beginning is gone. */
export function pageGone(): Fault {
  return new Fault('expired', 'This list has changed in the meantime. Please ask for it again.', {
    field: 'cursor',
  })
}

function nextOf(rows: readonly { id: string }[], limit: number): { next_cursor?: string } {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return last ? { next_cursor: Buffer.from(last.id.replaceAll('-', ''), 'hex').toString('base64url') } : {}
}

function idOfCursor(cursor: string): string {
  const hex = Buffer.from(cursor, 'base64url').toString('hex')
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex)
  if (!parts)
    throw new Fault('invalid', 'This is no page of the list. Leave the cursor out to begin again.', {
      field: 'cursor',
    })
  return parts.slice(1).join('-')
}

function positionOf(matches: readonly Match[], id: string): number {
  const position = matches.findIndex((match) => match.id === id)
  if (position < 0) throw pageGone()
  return position
}
