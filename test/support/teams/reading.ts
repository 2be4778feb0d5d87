import MarkdownIt, { type Token } from 'markdown-it'

const teams = new MarkdownIt('commonmark', { html: true }).enable(['table', 'strikethrough'])
const written = new MarkdownIt('default', { html: false }).disable(['link', 'image', 'autolink', 'reference'])

/** What a person reads in words that Teams shows. Throws when there is a link, an image, HTML or a table among them. */
export function readMessage(text: string): string {
  return readTokens(teams.parse(text, {}), (token) => {
    throw new Error(`A ${token.type} in a message: ${token.content || token.markup}`)
  }).replaceAll('\u00a0', ' ')
}

/** What a person reads in Markdown as it was written, with links left as words, and tables cell by cell. */
export function readWritten(text: string): string {
  return readTokens(written.parse(text, {}), () => '')
}

/** Whether Markdown has any words between its marks. */
export function saysSomething(text: string): boolean {
  return written
    .parse(text, {})
    .flatMap((token) => token.children ?? [token])
    .some(({ content, info, type }) => (content + (type === 'fence' ? said(info) : '')).trim() !== '')
}

const blocks = /^(paragraph|heading|fence|code_block|hr|tr|list_item)/
const forbidden = /^(link_open|image|html_|table_open)/

function readTokens(tokens: readonly Token[], strange: (token: Token) => string): string {
  return tokens
    .map((token) => {
      if (forbidden.test(token.type)) return strange(token)
      return token.type === 'inline' ? readTokens(token.children ?? [], strange) : readToken(token)
    })
    .join('')
}

function readToken({ type, nesting, content, info, markup }: Token): string {
  if (type === 'softbreak' || type === 'hardbreak') return '\n'
  if (type === 'fence') return `${said(info)}${content}\n`
  if (type === 'list_item_open') return `\n${info}${info ? markup : ''} `
  if (type === 'td_close' || type === 'th_close') return ' '
  return nesting === -1 && blocks.test(type) ? '\n\n' : content
}

/** Behind the marks of a code block stands the name of a language, which is not shown, or words, which are. */
function said(info: string): string {
  return /^[\w+#.-]{0,20}$/.test(info.trim()) ? '' : `${info.trim()}\n`
}

type Node = { type?: string } & Record<string, unknown>

/** What a person reads on a card above its buttons, top to bottom, and what its buttons say. */
export function readCard(card: unknown): { words: string[]; buttons: string[] } {
  const { body, actions } = card as { body: Node[]; actions?: Node[] }
  const sets = body.filter(({ type }) => type === 'ActionSet').flatMap((set) => set.actions as Node[])
  return {
    words: body.filter(({ type }) => type !== 'ActionSet').flatMap(readElement),
    buttons: [...sets, ...(actions ?? [])].map(({ title }) => String(title)),
  }
}

function readElement(node: Node): string[] {
  const list = (name: string) => (node[name] ?? []) as Node[]
  if (node.type === 'TextBlock' || node.type === 'TextRun') return [String(node.text)]
  if (node.type === 'RichTextBlock') return [list('inlines').flatMap(readElement).join('')]
  if (node.type === 'FactSet')
    return list('facts').flatMap(({ title, value }) => [String(title), String(value)])
  if (node.type === 'Table') return list('rows').flatMap((row) => (row.cells as Node[]).flatMap(readElement))
  return list('items').flatMap(readElement)
}
