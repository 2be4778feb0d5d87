import type { KnownBlock } from '@slack/types'
import { checkBlocks } from '../../support/slack/block-kit.ts'
import { readBlocks } from './read-blocks.ts'

/** What Slack would refuse of a message; nothing when it is sound. */
export function complaintsAbout({ text, blocks }: { text: string; blocks: readonly KnownBlock[] }): string[] {
  const ids = blocks.flatMap(idsOf)
  const all = readBlocks(blocks).join('')
  const tables = blocks.filter(({ type }) => type === 'table')
  const found: [boolean, string][] = [
    [blocks.length < 1 || blocks.length > 50, 'blocks'],
    [text.trim() === '' || text.length > 4_000, 'fallback'],
    [/[<>]|&(?!amp;|lt;|gt;)/.test(text), 'fallback is read'],
    [!text.isWellFormed() || !all.isWellFormed(), 'half characters'],
    [all.length > 12_500, 'text of all blocks'],
    [markdownOf(blocks) > 12_000, 'markdown'],
    [readBlocks(tables).join('').length > 10_000, 'text of tables'],
    [new Set(ids).size !== ids.length, 'ids'],
  ]
  return [
    ...found.filter(([wrong]) => wrong).map(([, what]) => what),
    ...blocks.flatMap(complaintsOf),
    ...checkBlocks(blocks, 'message'),
  ]
}

function markdownOf(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + (block.type === 'markdown' ? block.text.length : 0), 0)
}

function idsOf(block: KnownBlock): string[] {
  return block.type === 'actions' ? block.elements.map((element) => element.action_id ?? '') : []
}

function complaintsOf(block: KnownBlock): string[] {
  const length = (text: string, most: number, what: string) =>
    text.length < 1 || text.length > most ? [`${what}: ${text.length}`] : []
  switch (block.type) {
    case 'markdown':
      return length(block.text, 12_000, 'markdown')
    case 'header':
      return length(block.text.text, 150, 'header')
    case 'section':
      return length(block.text?.text ?? '', 3_000, 'section')
    case 'rich_text':
      return length(readBlocks([block]).join(''), 3_000, 'rich text')
    case 'table': {
      const wide = block.rows.some((row) => row.length > 20 || row.length < 1)
      const empty = block.rows.flat().some((cell) => cell.type !== 'raw_text' || cell.text === '')
      return [
        ...(block.rows.length > 100 || block.rows.length < 2 || wide ? ['table'] : []),
        ...(empty ? ['cell'] : []),
      ]
    }
    case 'actions':
      return [
        ...(block.elements.length < 1 || block.elements.length > 25 ? ['buttons'] : []),
        ...block.elements.flatMap((element) =>
          element.type === 'button'
            ? [
                ...length(element.text.text, 75, 'button'),
                ...length(element.value ?? element.url ?? '', 2_000, 'value'),
              ]
            : ['element'],
        ),
      ]
    default:
      return []
  }
}
