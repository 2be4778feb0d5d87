import { filled, isJson, type Json, object, objects, typeOf } from './json.ts'
import type { Message } from './state.ts'

/** Fields of blocks that show something, in the order in which it is read. */
const readable = [
  'title',
  'rich_text_title',
  'subtitle',
  'label',
  'hint',
  'text',
  'body',
  'fields',
  'details',
  'output',
  'caption',
  'rows',
  'tasks',
  'child_blocks',
  'accessory',
  'element',
  'placeholder',
  'elements',
  'options',
  'positive_button',
  'negative_button',
  'actions',
]

/** What a person reads in a message: its blocks where it has some, else its text; then attachments and files. */
export function visibleText(message: Pick<Message, 'text' | 'blocks' | 'attachments' | 'files'>): string {
  const words = message.blocks?.length ? linesOf(message.blocks) : [message.text]
  const attached = objects(message.attachments).flatMap((each) => linesOf([each.blocks ?? each]))
  const files = (message.files ?? []).map(({ title }) => title)
  return [...words, ...attached, ...files].filter((line) => line !== '').join('\n')
}

/** What a person reads in a Home tab or a modal. */
export function visibleView(view: Json): string {
  return linesOf([view.title, view.blocks, view.submit, view.close]).join('\n')
}

function linesOf(values: readonly unknown[]): readonly string[] {
  return values.flatMap((value): readonly string[] => {
    if (typeof value === 'string') return [value]
    if (Array.isArray(value)) return linesOf(value)
    if (!isJson(value)) return []
    if (isInline(value)) return [inlineText(value)]
    if (value.type === 'table' || value.type === 'data_table') return tableLines(value)
    return linesOf(readable.map((name) => value[name]))
  })
}

function tableLines({ caption, rows }: Json): readonly string[] {
  const lines = (Array.isArray(rows) ? rows : []).map((row) =>
    objects(row)
      .map((cell) => linesOf([cell]).join(' '))
      .join(' | '),
  )
  return [...linesOf([caption]), ...lines]
}

/** A run of rich text is one line, whatever it is made of. */
function isInline({ type }: Json): boolean {
  return type === 'rich_text_section' || type === 'rich_text_quote' || type === 'rich_text_preformatted'
}

function inlineText({ elements }: Json): string {
  return objects(elements).map(pieceText).join('')
}

function pieceText(piece: Json): string {
  const [type, text] = [typeOf(piece), filled(piece.text)]
  if (text !== undefined) return text
  const part = (name: string) => filled(piece[name]) ?? ''
  const shown: Readonly<Record<string, string>> = {
    emoji: `:${part('name')}:`,
    link: part('url'),
    user: `<@${part('user_id')}>`,
    channel: `<#${part('channel_id')}>`,
    usergroup: `<!subteam^${part('usergroup_id')}>`,
    broadcast: `<!${part('range')}>`,
    date: part('fallback'),
  }
  return shown[type] ?? filled(object(piece).value) ?? ''
}
