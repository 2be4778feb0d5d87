import { normaliseLine } from '../desk/visible.ts'

/** An element of an Adaptive Card; its properties are those of version 1.5. */
export type Element = { readonly type: string } & Readonly<Record<string, unknown>>

export type Look = { heading?: true; subtle?: true; bold?: true; spacing?: 'None' | 'Small' | 'Large' }

/**
 * Words that stay as they are. A TextBlock reads Markdown and cannot be told not to, so words that it might take for
 * some become a RichTextBlock, which reads none.
 */
export function words(text: string, look: Look = {}): Element {
  const { heading, subtle, spacing } = look
  const bold = look.bold || heading
  const shape = {
    ...(heading ? { size: 'Medium' } : {}),
    ...(bold ? { weight: 'Bolder' } : {}),
    ...(subtle ? { isSubtle: true } : {}),
  }
  const placed = spacing ? { spacing } : {}
  if (!isPlain(text)) {
    return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...shape }], ...placed }
  }
  const block = { type: 'TextBlock', text, wrap: true, ...shape, ...placed }
  return heading ? { ...block, style: 'heading' } : block
}

/** True for words in which no reader of Markdown finds anything, nor of the macros of Adaptive Cards. */
export function isPlain(text: string): boolean {
  return !/[\\`*_[\]<~{}]|&#?\w+;|^\s*(?:[-+=>#|]|\d+[.)])|:\/\/|www\./i.test(text)
}

/** One line for a card; a dash where there is nothing, since Teams takes no empty text. */
export function lineOf(text: string): string {
  return normaliseLine(text) || '–'
}
