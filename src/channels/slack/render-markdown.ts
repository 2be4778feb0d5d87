import { cutText } from './render-cut.ts'

/** Slack takes 12,000 characters of Markdown a message, and 10,000 of tables, which Markdown may be all of. */
const most = 9_500

/** Rows of one table, its head apart, and columns. */
const mostRows = 99
const mostColumns = 20

/**
 * Markdown in pieces that each stand alone and fit into one block: cut between paragraphs where possible, code blocks
 * closed and opened again, tables with their head repeated. A table that is too wide for Slack is shown as it was
 * written, in a code block.
 */
export function cutMarkdown(text: string): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const part of partsOf(text).flatMap(split)) {
    const joined = piece === '' ? part.text : `${piece}${part.gap}${part.text}`
    if (joined.length <= most) {
      piece = joined
      continue
    }
    if (piece !== '') pieces.push(piece)
    piece = part.text
  }
  return [...pieces, piece].map((text) => text.trimEnd()).filter((text) => text !== '')
}

/** Lines that belong together, and what stood between them and those above. */
type Part = { gap: string; kind: 'prose' | 'code' | 'table'; lines: readonly string[] }

/** What is written behind the marks that open a code block is not shown; a longer one is left out. */
const mostOpening = 200

const fence = /^((?:[^\S\n]|>|(?:[-*+]|\d{1,9}[.)])[^\S\n]){0,20})(`{3,}(?=[^`]*$)|~{3,})/
const tableRule = /^ {0,3}\|?[^\S\n]*:?-+:?[^\S\n]*(\|[^\S\n]*:?-+:?[^\S\n]*)*\|?[^\S\n]*$/

function partsOf(text: string): Part[] {
  const lines = text.split('\n')
  const parts: Part[] = []
  let gap = ''
  for (let at = 0; at < lines.length; ) {
    if (lines[at]?.trim() === '') {
      gap += '\n'
      at += 1
      continue
    }
    const { kind, end } = partAt(lines, at)
    parts.push({ gap: `${gap}\n`, kind, lines: lines.slice(at, end) })
    gap = ''
    at = end
  }
  return parts
}

function partAt(lines: readonly string[], at: number): { kind: Part['kind']; end: number } {
  const opened = fence.exec(lines[at] ?? '')?.[2]
  if (opened) return { kind: 'code', end: endOfCode(lines, at, opened) }
  if (isTable(lines, at)) return { kind: 'table', end: endWhere(lines, at + 2, endsTable) }
  const ends = (line: string, next: number) => fence.test(line) || isTable(lines, next)
  return { kind: 'prose', end: endWhere(lines, at + 1, ends) }
}

function endsTable(line: string): boolean {
  return !line.includes('|') || fence.test(line)
}

function endOfCode(lines: readonly string[], at: number, opened: string): number {
  const closing = new RegExp(`^[\\s>]*\\${opened.charAt(0)}{${opened.length},}\\s*$`)
  const closed = lines.findIndex((line, index) => index > at && closing.test(line))
  return closed < 0 ? lines.length : closed + 1
}

function isTable(lines: readonly string[], at: number): boolean {
  const [head = '', rule = ''] = lines.slice(at, at + 2)
  return head.includes('|') && rule.includes('|') && tableRule.test(rule)
}

/** The first line from here on that is empty or ends the part. */
function endWhere(
  lines: readonly string[],
  from: number,
  ends: (line: string, at: number) => boolean,
): number {
  let at = from
  while (at < lines.length && lines[at]?.trim() !== '' && !ends(lines[at] ?? '', at)) at += 1
  return Math.min(at, lines.length)
}

type Split = { gap: string; text: string }

/** A part as texts that each fit; all but the first begin a piece of their own, or a paragraph. */
function split({ gap, kind, lines }: Part): Split[] {
  const texts = kind === 'code' ? splitCode(lines) : kind === 'table' ? splitTable(lines) : splitProse(lines)
  return texts.map((text, index) => ({ gap: index === 0 ? gap : '\n\n', text }))
}

function splitProse(lines: readonly string[]): string[] {
  return cutText(lines.join('\n'), most)
}

/** A code block that was never closed is closed, so that it cannot swallow what comes below it. */
function splitCode(lines: readonly string[]): string[] {
  const [first = '', ...rest] = lines
  const [, prefix = '', marks = '```'] = fence.exec(first) ?? []
  const open = first.length <= mostOpening ? first : `${prefix}${marks}`
  const closed = new RegExp(`^[\\s>]*${marks}+\\s*$`).test(rest.at(-1) ?? '')
  const close = closed ? (rest.at(-1) ?? marks) : `${prefix.replace(/[^\s>]/g, ' ')}${marks}`
  const code = closed ? rest.slice(0, -1) : rest
  const groups = group(code, most - 2 * mostOpening)
  const reopened = open.slice(prefix.length)
  return groups.map((lines, index) =>
    (index === 0 ? [open, ...lines, close] : [reopened, ...lines, marks]).join('\n'),
  )
}

function splitTable(lines: readonly string[]): string[] {
  const [head = '', rule = '', ...rows] = lines
  const wide = head.length + rule.length > most / 4 || rows.some((row) => row.length > most / 4)
  if (wide || columnsOf(head) > mostColumns) return splitCode(['````', ...lines, '````'])
  const room = most - head.length - rule.length - 2
  const groups = rows.length > 0 ? group(rows, room, mostRows) : [[]]
  return groups.map((group) => [head, rule, ...group].join('\n'))
}

function columnsOf(head: string): number {
  return head
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|').length
}

/** Lines in groups of at most so many characters and lines; a line that is longer by itself is cut. */
function group(lines: readonly string[], room: number, mostLines = Number.POSITIVE_INFINITY): string[][] {
  const groups: string[][] = [[]]
  let used = 0
  for (const line of lines.flatMap((line) => (line.length > room ? cutText(line, room) : [line]))) {
    const last = groups.at(-1) ?? []
    if (last.length > 0 && (used + line.length + 1 > room || last.length >= mostLines)) {
      groups.push([line])
      used = line.length + 1
    } else {
      last.push(line)
      used += line.length + 1
    }
  }
  return groups
}
