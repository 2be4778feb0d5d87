import type { KnownBlock } from '@slack/types'

export type Message = { text: string; blocks: KnownBlock[] }

/**
 * What one message takes. Slack refuses a little above 13,000 characters of all blocks together, and counts something
 * for each block besides; tables have 10,000 of their own. Of the 50 blocks one is left for the buttons that ask whether
 * the answer was good.
 */
const most = { blocks: 49, characters: 12_000, blockItself: 60 }

/** Blocks in messages, in order, as few as there can be. A message shows one table, with what stands above it. */
export function packBlocks(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const messages: KnownBlock[][] = []
  let room: Room = full
  for (const [index, block] of blocks.entries()) {
    const below = leads(block) ? blocks[index + 1] : undefined
    const fits = hasRoom(room, below ? [block, below] : [block])
    if (!fits && block.type === 'divider') {
      room = full
      continue
    }
    if (fits) messages.at(-1)?.push(block)
    else messages.push([block])
    room = less(fits ? room : empty, block)
  }
  return messages
}

type Room = Readonly<{ blocks: number; characters: number; tables: number }>

const full: Room = { blocks: 0, characters: 0, tables: 0 }
const empty: Room = { blocks: most.blocks, characters: most.characters, tables: 1 }

/** A title stays with what it is the title of. */
function leads({ type }: KnownBlock): boolean {
  return type === 'header' || type === 'divider'
}

function hasRoom(room: Room, blocks: readonly KnownBlock[]): boolean {
  const left = blocks.reduce(less, room)
  return left.blocks >= 0 && left.characters >= 0 && left.tables >= 0
}

function less(room: Room, block: KnownBlock): Room {
  return {
    blocks: room.blocks - 1,
    characters: room.characters - costOf(block),
    tables: room.tables - (block.type === 'table' ? 1 : 0),
  }
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
