import { normalise } from '../desk/visible.ts'
import { renderTexts } from './render.ts'
import { lastBlock } from './render-words.ts'

/**
 * What can be shown of a Markdown answer while it is being written: its whole blocks, and whole words of the paragraph at
 * its end. Empty when there is nothing yet. Teams takes an update only when it begins with what it has shown already;
 * more text all but always only adds to this, and the sender leaves out an update where it does not.
 */
export function renderGrowing(soFar: string): string {
  if (soFar.trim() === '') return ''
  const text = normalise(soFar, { markdown: true })
  const last = lastBlock(text)
  if (!last) return ''
  const lines = text.split('\n')
  const tail = last.paragraph ? wholeWords(lines.slice(last.line).join('\n')) : ''
  const whole = [...lines.slice(0, last.line), tail].join('\n')
  return whole.trim() === '' ? '' : (renderTexts({ text: whole, markdown: true })[0] ?? '')
}

/** A paragraph up to its last white space; nothing of one whose look could still change. */
function wholeWords(paragraph: string): string {
  if (/[\\`*_[\]<>&~|]/.test(paragraph)) return ''
  return paragraph.slice(0, Math.max(0, paragraph.search(/\s\S*$/)))
}
