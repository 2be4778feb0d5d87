import { type Element, lineOf, words } from './card-words.ts'
import { splitText } from './render-split.ts'

/** More columns than this stand below each other, each part with the numbers of its rows again. */
const widest = 8
/** Most characters of one cell, and of one table as JSON; what is longer goes on in the next. */
const longestCell = 400
const longestTable = 6000

type Table = { columns: readonly string[]; rows: readonly (readonly string[])[] }

/** A table in parts that each find their place on a card. Every part has its heading, and rows keep their numbers. */
export function tablesOf({ columns, rows }: Table): readonly Element[] {
  const width = Math.max(columns.length, ...rows.map((row) => row.length))
  if (rows.length === 0 || width === 0) return []
  const starts = Array.from({ length: Math.ceil(width / widest) }, (_, part) => part * widest)
  return starts.flatMap((from) => {
    const across = Array.from({ length: Math.min(widest, width - from) }, (_, at) => from + at)
    const head = rowOf(['No.', ...across.map((column) => cut(shown(columns[column]))[0] ?? '')], true)
    const lines = rows.flatMap((row, at) => [
      ...continued([String(at + 1), ...across.map((column) => shown(row[column]))]),
    ])
    return parts(lines.map((line) => rowOf(line, false))).map((part) => tableOf([head, ...part]))
  })
}

function shown(text: string | undefined): string {
  return text?.trim() ? lineOf(text) : ''
}

/** A row, and below it what did not fit into its cells. */
function continued(row: readonly string[]): readonly (readonly string[])[] {
  const cells = row.map(cut)
  const rows = Math.max(1, ...cells.map(({ length }) => length))
  return Array.from({ length: rows }, (_, at) => cells.map((cell) => cell[at] ?? ''))
}

function cut(cell: string): readonly string[] {
  if (cell.length <= longestCell) return cell === '' ? [] : [cell]
  const [head, tail] = splitText(cell, longestCell)
  return [head, ...cut(tail)]
}

/** Rows in groups of about one size. */
function parts(rows: readonly Element[]): readonly (readonly Element[])[] {
  const groups: Element[][] = []
  let room = 0
  for (const row of rows) {
    const size = JSON.stringify(row).length
    if (size > room) {
      groups.push([])
      room = longestTable
    }
    groups.at(-1)?.push(row)
    room -= size
  }
  return groups
}

function rowOf(cells: readonly string[], bold: boolean): Element {
  return {
    type: 'TableRow',
    cells: cells.map((cell) => ({
      type: 'TableCell',
      items: cell === '' ? [] : [words(cell, bold ? { bold } : {})],
    })),
  }
}

function tableOf(rows: readonly Element[]): Element {
  const [head] = rows
  const cells = Array.isArray(head?.cells) ? head.cells : []
  return {
    type: 'Table',
    firstRowAsHeaders: true,
    columns: cells.map((_, at) => ({ width: at === 0 ? 1 : 3 })),
    rows,
  }
}
