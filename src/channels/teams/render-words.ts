import MarkdownIt, { type Token } from 'markdown-it'
import { spaced } from './render-spaces.ts'
import { alignRows } from './render-table.ts'

/** A stretch of words in one look, or the end of a line. */
export type Run = Look & { text: string }
export type Line = Run | 'break'
type Look = { marks: readonly string[]; code?: true }

/** What a piece stands in: an item of a list, with the marker before it, or a quotation. */
export type Box = { kind: 'item'; marker: string } | { kind: 'quote' }

/** A piece of a text that stands by itself. Tight ones follow each other without an empty line. */
export type Leaf = { boxes: readonly Box[]; tight: boolean } & Content
type Content =
  | { kind: 'words'; lines: readonly Line[] }
  | { kind: 'code'; text: string; language: string }
  | { kind: 'rule' }

// Links, images and definitions stay the words that they are written with; so does HTML.
const markdown = new MarkdownIt('default', { html: false, linkify: false }).disable([
  'link',
  'image',
  'autolink',
  'reference',
])

/** Deeper than this the reader of Markdown would begin to leave words out. */
const deepest = 90

/** A text in pieces: of Markdown, or of plain words that stay as they are. Marks without a word between them are words. */
export function leavesOf(text: string, options: { markdown: boolean }): readonly Leaf[] {
  if (!options.markdown) return plainLeaves(text)
  const tokens = markdown.parse(text, {})
  if (tokens.some(({ level }) => level > deepest)) return plainLeaves(text)
  const leaves = new Walk().leaves(tokens)
  return leaves.some(hasWords) ? leaves : plainLeaves(text)
}

function hasWords(leaf: Leaf): boolean {
  if (leaf.kind === 'rule') return false
  return (leaf.kind === 'code' ? leaf.text : textOf(leaf.lines)).trim() !== ''
}

/** The last block of a Markdown text, which more text could still change: its first line, and whether it is a paragraph. */
export function lastBlock(text: string): { line: number; paragraph: boolean } | undefined {
  const block = markdown
    .parse(text, {})
    .findLast(({ level, map, nesting }) => level === 0 && map && nesting >= 0)
  return block?.map ? { line: block.map[0], paragraph: block.type === 'paragraph_open' } : undefined
}

/** Paragraphs of plain words. What HTML would run together is held apart: indents, and several spaces in a row. */
function plainLeaves(text: string): readonly Leaf[] {
  return text
    .split(/\n(?:[^\S\n]*\n)+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({
      kind: 'words',
      boxes: [],
      tight: false,
      lines: paragraph.split('\n').flatMap((line, at): Line[] => {
        const words: Run = { text: spaced(line), marks: [] }
        return at === 0 ? [words] : ['break', words]
      }),
    }))
}

/** Walks through what the reader of Markdown found, and keeps what each piece stands in. */
class Walk {
  readonly #found: Leaf[] = []
  readonly #boxes: Box[] = []
  readonly #filled = new Set<Box>()
  #tight = false
  #heading = false
  #rows: string[][] | undefined

  leaves(tokens: readonly Token[]): readonly Leaf[] {
    for (const token of tokens) this.#take(token)
    return this.#found
  }

  #take(token: Token): void {
    const act = this.#acts[token.type]
    if (act) act(token)
  }

  readonly #acts: Readonly<Record<string, (token: Token) => void>> = {
    list_item_open: ({ info, markup }) => this.#boxes.push({ kind: 'item', marker: `${info}${markup} ` }),
    list_item_close: () => this.#closeItem(),
    blockquote_open: () => this.#boxes.push({ kind: 'quote' }),
    blockquote_close: () => this.#boxes.pop(),
    paragraph_open: ({ hidden }) => {
      this.#tight = hidden
    },
    heading_open: () => {
      this.#tight = false
      this.#heading = true
    },
    heading_close: () => {
      this.#heading = false
    },
    inline: (token) => this.#takeLines(linesOf(token.children ?? [])),
    fence: ({ content, info }) => this.#add(codeOf(content, info)),
    code_block: ({ content }) => this.#add(codeOf(content, '')),
    hr: () => this.#add({ kind: 'rule' }),
    table_open: () => {
      this.#rows = []
    },
    tr_open: () => this.#rows?.push([]),
    table_close: () => {
      const rows = this.#rows ?? []
      this.#rows = undefined
      this.#add({ kind: 'code', text: alignRows(rows), language: '' })
    },
  }

  #takeLines(lines: readonly Line[]): void {
    if (this.#rows) this.#rows.at(-1)?.push(textOf(lines))
    else this.#add({ kind: 'words', lines: this.#heading ? lines.map(asHeading) : lines })
  }

  #closeItem(): void {
    const item = this.#boxes.at(-1)
    if (item && !this.#filled.has(item)) this.#add({ kind: 'words', lines: [] })
    this.#boxes.pop()
  }

  #add(content: Content): void {
    for (const box of this.#boxes) this.#filled.add(box)
    this.#found.push({ ...content, boxes: [...this.#boxes], tight: content.kind === 'words' && this.#tight })
    this.#tight = false
  }
}

/** What does not look like the name of a language is part of what was written. */
function codeOf(content: string, info: string): Content {
  const language = /^[\w+#.-]{0,20}$/.test(info.trim()) ? info.trim() : ''
  const first = language === info.trim() ? '' : `${info.trim()}\n`
  return { kind: 'code', text: first + content.replace(/\n$/, ''), language }
}

/** Teams has no headings in messages: they are bold. */
function asHeading(line: Line): Line {
  if (line === 'break') return line
  return { ...line, marks: ['**', ...line.marks.filter((mark) => mark !== '**' && mark !== '__')] }
}

function linesOf(tokens: readonly Token[]): readonly Line[] {
  const marks: string[] = []
  return tokens.flatMap((token): Line[] => {
    if (token.nesting === 1) marks.push(token.markup)
    if (token.nesting === -1) marks.pop()
    if (token.type === 'softbreak' || token.type === 'hardbreak') return ['break']
    if (token.content === '') return []
    const run = { text: token.content.replaceAll('\t', ' '), marks: [...marks] }
    return token.type === 'code_inline' ? [{ ...run, code: true }] : [run]
  })
}

/** The words of lines, without their look. */
export function textOf(lines: readonly Line[]): string {
  return lines.map((line) => (line === 'break' ? '\n' : line.text)).join('')
}
