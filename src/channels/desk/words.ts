import type { Card } from '../../tools/card.ts'

type Shown = Pick<Card, 'title' | 'text' | 'facts' | 'table'>

/** What a reply says beyond the cards beside it: lines that a card shows anyway are left out, so nothing is said twice. */
export function wordsBeside(text: string, cards: readonly Shown[]): string {
  if (cards.length === 0) return text
  const words = cards.flatMap(partsOf).reduce(withoutLines, text)
  // Indentation of the first line is kept: in Markdown it can be code.
  return words
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\s*\n/, '')
    .trimEnd()
}

/** Everything that a card shows, in the forms in which replies put it into words. */
function partsOf({ title, text, facts = [], table }: Shown): string[] {
  const rows = table?.rows ?? []
  return [
    ...(text ? [`${title}. ${text}`, text] : []),
    title,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...rows.map((row, index) => `${index + 1}. ${row.filter(Boolean).join(' · ')}`),
    ...(rows.length > 0 ? rows.map((_, index) => `and ${index + 1} more on the card`) : []),
  ]
}

/** The text without a part that stands on lines of its own. */
function withoutLines(text: string, part: string): string {
  const from = `\n${text}\n`.indexOf(`\n${part}\n`)
  return from < 0 ? text : `${text.slice(0, from)}${text.slice(from + part.length + 1)}`
}
