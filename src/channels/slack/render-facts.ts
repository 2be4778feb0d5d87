import type { KnownBlock, RichTextText } from '@slack/types'
import type { Fact } from '../../tools/card.ts'
import { normaliseLine, normalisePart } from '../desk/visible.ts'
import { cutText } from './render-cut.ts'

/** Characters of one block, and facts of one block. */
const most = { characters: 2_800, facts: 25 }

/**
 * Facts as lines with their labels in bold. Rich text takes every character as it is; Slack's own markup would read
 * stars and underscores in a value as formatting.
 */
export function factLines(facts: readonly Fact[]): KnownBlock[] {
  const lines = facts.flatMap(linesOf)
  const blocks: RichTextText[][] = []
  let used = Number.POSITIVE_INFINITY
  for (const line of lines) {
    const size = line.reduce((sum, { text }) => sum + text.length, 1)
    const full = used + size > most.characters || (blocks.at(-1)?.length ?? 0) >= most.facts * 3
    if (full) {
      blocks.push([...line])
      used = size
    } else {
      blocks.at(-1)?.push({ type: 'text', text: '\n' }, ...line)
      used += size
    }
  }
  return blocks.map((elements) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements }],
  }))
}

/** A fact, in several lines where it is longer than a block. */
function linesOf({ label, value }: Fact): RichTextText[][] {
  const bold = normaliseLine(label)
  const words = normalisePart(value)
  const [first = '', ...more] = cutText(words, most.characters - Math.min(bold.length, 1_000) - 10)
  const heads: RichTextText[][] = cutText(bold, 1_000).map((text) => [
    { type: 'text', text, style: { bold: true } },
  ])
  const opening = [...(heads.pop() ?? []), ...plain(first === '' || bold === '' ? first : `: ${first}`)]
  return [...heads, opening, ...more.map(plain)].filter((line) => line.length > 0)
}

function plain(text: string): RichTextText[] {
  return text === '' ? [] : [{ type: 'text', text }]
}
