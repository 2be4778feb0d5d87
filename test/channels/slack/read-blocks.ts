import type { KnownBlock } from '@slack/types'

/** What a person reads in blocks, in order: each text by itself. Cells of tables come row by row. */
export function readBlocks(blocks: readonly KnownBlock[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.type) {
      case 'markdown':
        return [block.text]
      case 'header':
        return [block.text.text]
      case 'section':
        return block.text ? [block.text.text] : []
      case 'rich_text':
        return [
          block.elements.flatMap((part) => ('elements' in part ? part.elements.map(textOf) : [])).join(''),
        ]
      case 'table':
        return readTable(block).flat()
      case 'actions':
        return block.elements.flatMap((element) => (element.type === 'button' ? [element.text.text] : []))
      default:
        return []
    }
  })
}

export function readTable({ rows }: Extract<KnownBlock, { type: 'table' }>): string[][] {
  return rows.map((row) => row.map((cell) => (cell.type === 'raw_text' ? cell.text.trim() : '')))
}

function textOf(element: object): string {
  return 'text' in element && typeof element.text === 'string' ? element.text : ''
}

/** Without white space, which may change where a text was cut. */
export function squash(text: string): string {
  return text.replace(/\s+/g, '')
}

/**
 * Markdown as it reads, whether cut or not: lines that open or close code, and the rules of tables, are drawn and not
 * read; a head that is the same as that of the table before is a repetition.
 */
export function readMarkdown(text: string): string {
  const lines = text.split('\n').filter((line) => !/^[\s>*+-]*(`{3,}[^`]*|~{3,}.*)$/.test(line))
  let last: string | undefined
  let inTable = false
  const read = lines.filter((line, at) => {
    const begins = !inTable && line.includes('|') && isRule(lines[at + 1] ?? '')
    inTable = (inTable || begins) && line.includes('|')
    if (!begins) return !isRule(line)
    const again = squash(line) === last
    last = squash(line)
    return !again
  })
  return squash(read.join('\n'))
}

function isRule(line: string): boolean {
  return line.includes('|') && /^[\s|:-]*-[\s|:-]*$/.test(line)
}
