import type { KnownBlock } from '@slack/types'

export type Message = { text: string; blocks: KnownBlock[] }

/**
 * What one message takes. Slack refuses a little above 13,000 characters of all blocks together, and counts something
 * for each block besides; tables have 10,000 of their own.
 */
const most = { blocks: 49, characters: 12_000, blockItself: 60 }

/** Blocks in messages, in order, as few as there can be. A message shows one table, with what stands above it. */
export function packBlocks(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const messages: KnownBlock[][] = []
  let used = 0
  let tables = 0
  for (const [index, block] of blocks.entries()) {
    const cost = costOf(block)
    const last = messages.at(-1)
    const next = block.type === 'header' || block.type === 'divider' ? blocks[index + 1] : undefined
    const withNext = cost + (next ? costOf(next) : 0)
    const fits =
      last !== undefined &&
      last.length < most.blocks &&
      used + withNext <= most.characters &&
      (block.type !== 'table' || tables === 0)
    if (fits) last.push(block)
    else if (block.type !== 'divider') messages.push([block])
    tables = (fits ? tables : 0) + (block.type === 'table' ? 1 : 0)
    used = (fits ? used : 0) + cost
  }
  return messages
}

function costOf(block: KnownBlock): number {
  return most.blockItself + textsOf(block).reduce((sum, text) => sum + text.length, 0)
}

/** Every text that people see of a block, wherever it stands in it. */
function textsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return key === 'text' ? [value] : []
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, name))
}
