/** Wider cells are not waited for by those above and below them. */
const widest = 32

/** Rows as lines of text whose columns stand below each other; a message of Teams shows no tables, but it shows code. */
export function alignRows(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(widest, Math.max(...rows.map((row) => (row[column] ?? '').length))),
  )
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}
