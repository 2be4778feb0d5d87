import { fold } from './sentence.ts'

type Labelled = { readonly label: string; readonly detail?: string | undefined; readonly active?: boolean }

/** Of several rows those that hold most of the words; of those the ones that are still going, when some are over. */
export function narrow<T extends Labelled>(rows: readonly T[], words: readonly string[]): readonly T[] {
  const count = (row: T) => words.filter((word) => holds(row, word)).length
  const best = Math.max(0, ...rows.map(count))
  const fitting = best > 0 ? rows.filter((row) => count(row) === best) : rows
  const active = fitting.filter((row) => row.active === true)
  return active.length > 0 ? active : fitting
}

/** True when a row's label or detail has a word that begins so. */
export function holds({ label, detail }: Labelled, word: string): boolean {
  const text = ` ${fold(`${label} ${detail ?? ''}`).replace(/[^\p{L}\p{N}+#.]+/gu, ' ')}`
  return word !== '' && text.includes(` ${word}`)
}
