import type { Box, Leaf, Line, Run } from './render-words.ts'

/** The Markdown of one message as it grows piece by piece; its size is that of JSON. */
export type Page = { text: string; size: number; open: Set<Box>; last: Leaf | undefined }

export function emptyPage(): Page {
  return { text: '', size: 0, open: new Set(), last: undefined }
}

/** What a piece adds to a page, in the Markdown that Teams reads; every other character of it stands for itself. */
export function additionTo({ last, open }: Page, leaf: Leaf): string {
  return (last ? separator(last, leaf, open) : '') + placed(leaf, open)
}

/** Adds a piece to a page, as `additionTo` said. */
export function addTo(page: Page, leaf: Leaf, addition: string): void {
  page.text += addition
  page.size += sizeOf(addition)
  page.last = leaf
  for (const box of leaf.boxes) page.open.add(box)
}

/** Characters that a text takes inside of JSON. */
export function sizeOf(text: string): number {
  return JSON.stringify(text).length - 2
}

/** A piece with its markers: those of the list items that it opens, indents for those that are open already. */
function placed(leaf: Leaf, open: ReadonlySet<Box>): string {
  const first = leaf.boxes.map((box) => (box.kind === 'quote' || open.has(box) ? rest(box) : box.marker))
  const indent = leaf.boxes.map(rest).join('')
  const [head = '', ...others] = bodyOf(leaf).split('\n')
  return [first.join('') + head, ...others.map((line) => indent + line)].join('\n')
}

function rest(box: Box): string {
  return box.kind === 'quote' ? '> ' : ' '.repeat(box.marker.length)
}

/** A new line between items of a tight list, an empty one between other pieces. Inside a quotation it is marked too. */
function separator(before: Leaf, next: Leaf, open: ReadonlySet<Box>): string {
  const opened = next.boxes.filter((box) => !open.has(box))
  const marker = opened[0]?.kind === 'item' ? opened[0].marker : ''
  const follows = before.tight && next.tight && isFilled(before) && isFilled(next)
  const nested = next.boxes.length > before.boxes.length
  if (follows && opened.length === 1 && marker !== '' && (!nested || !/^\d/.test(marker))) return '\n'
  const common = next.boxes.filter((box, at) => before.boxes[at] === box)
  const quotes = common.slice(0, common.findLastIndex(({ kind }) => kind === 'quote') + 1)
  return `\n${quotes.map(rest).join('').trimEnd()}\n`
}

function isFilled(leaf: Leaf): boolean {
  return leaf.kind === 'words' && leaf.lines.length > 0
}

function bodyOf(leaf: Leaf): string {
  if (leaf.kind === 'rule') return '___'
  return leaf.kind === 'code' ? fenced(leaf) : wordsOf(leaf.lines)
}

function fenced({ text, language }: { text: string; language: string }): string {
  const fence = '`'.repeat(Math.max(3, longest(text) + 1))
  return `${fence}${language}\n${text}\n${fence}`
}

/** The longest row of backticks in a text. */
function longest(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length))
}

/** Runs one after the other; marks are opened and closed where they begin and end, not around every run. */
function wordsOf(lines: readonly Line[]): string {
  let open: readonly string[] = []
  let out = ''
  for (const [at, line] of lines.entries()) {
    const { marks } = line === 'break' ? nextRun(lines, at) : line
    const kept = shared(open, marks)
    out += open.slice(kept).toReversed().join('')
    open = open.slice(0, kept)
    if (line === 'break') {
      if (out !== '' && !out.endsWith('\n')) out += '  \n'
      continue
    }
    out += marks.slice(kept).join('')
    out += line.code ? code(line.text) : literal(line, out === '' || out.endsWith('\n'))
    open = marks
  }
  return (out + open.toReversed().join('')).replace(/ +$/, '')
}

/** What comes after the end of a line: marks that do not go on there are closed before it. */
function nextRun(lines: readonly Line[], from: number): Pick<Run, 'marks'> {
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at]
    if (line !== undefined && line !== 'break') return line
  }
  return { marks: [] }
}

function shared(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((mark, index) => mark !== b[index])
  return at < 0 ? a.length : at
}

function code(text: string): string {
  const ticks = '`'.repeat(longest(text) + 1)
  const pad = /^`|`$|^ .*\S.* $/s.test(text) ? ' ' : ''
  return ticks + pad + text + pad + ticks
}

/** Words that mean nothing but themselves. Entities do what a backslash cannot do in every reader. */
function literal({ text }: Run, startsLine: boolean): string {
  const escaped = text
    .replace(/[\\`*_[\]]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('~', '&#126;')
  return startsLine ? unblocked(escaped.replace(/^ +/, '')) : escaped
}

/** The start of a line, where some characters would make a heading, a list, a rule or a table of it. */
function unblocked(line: string): string {
  if (/^[\s|:=-]+$/.test(line)) return line.replace(/[|:=-]/g, '\\$&')
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2').replace(/^(?:#{1,6}|[+-])(?=\s|$|-)/, '\\$&')
}
