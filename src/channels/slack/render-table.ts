import type { KnownBlock } from '@slack/types'
import type { Card } from '../../tools/card.ts'
import { normaliseLine } from '../desk/visible.ts'
import { factLines } from './render-facts.ts'

/** Rows and columns of one table block, its head and the numbers of the rows apart, and characters of a whole one. */
const most = { rows: 99, columns: 19, characters: 9_000, cell: 1_000 }

/**
 * A table in as many blocks as it takes, its rows numbered, its head repeated. One that is too wide is continued in
 * further columns; one with long texts is written as lines, since Slack shows no long cells.
 */
export function renderTable({ columns, rows }: NonNullable<Card['table']>): KnownBlock[] {
  if (rows.length === 0) return []
  const width = Math.max(columns.length, ...rows.map((row) => row.length))
  const head = cellsOf(columns, width)
  const body = rows.map((row) => cellsOf(row, width))
  if (body.some((row) => isLong(head, row))) return longTable(head, body)
  const parts = Array.from({ length: Math.ceil(width / most.columns) }, (_, part) => part * most.columns)
  return parts.flatMap((from) => {
    const numbered = body.map((row, index) => [`${index + 1}.`, ...row.slice(from, from + most.columns)])
    return tableBlocks(['', ...head.slice(from, from + most.columns)], numbered)
  })
}

function isLong(head: readonly string[], row: readonly string[]): boolean {
  return row.some((cell) => cell.length > most.cell) || sizeOf(head) + sizeOf(row) > most.characters
}

function cellsOf(row: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, column) => normaliseLine(row[column] ?? ''))
}

function tableBlocks(head: readonly string[], rows: readonly (readonly string[])[]): KnownBlock[] {
  const headSize = sizeOf(head)
  const groups: (readonly string[])[][] = []
  let used = Number.POSITIVE_INFINITY
  for (const row of rows) {
    const size = sizeOf(row)
    if (used + size > most.characters || (groups.at(-1)?.length ?? 0) >= most.rows) {
      groups.push([])
      used = headSize
    }
    groups.at(-1)?.push(row)
    used += size
  }
  return groups.map((group) => ({
    type: 'table',
    column_settings: head.map(() => ({ is_wrapped: true })),
    rows: [head, ...group].map((row) => row.map((text) => ({ type: 'raw_text', text: text || ' ' }))),
  }))
}

/** Slack counts an empty cell as one character. */
function sizeOf(row: readonly string[]): number {
  return row.reduce((sum, cell) => sum + Math.max(1, cell.length), 0)
}

function longTable(head: readonly string[], rows: readonly (readonly string[])[]): KnownBlock[] {
  const facts = rows.flatMap((row, index) =>
    row.map((value, column) => ({
      label: [column === 0 ? `${index + 1}.` : '', head[column] ?? ''].filter(Boolean).join(' '),
      value,
    })),
  )
  return factLines(facts)
}
