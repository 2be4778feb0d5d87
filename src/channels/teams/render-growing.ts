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
  const text = normalise(soFar, { markdown: true }).replace(undecided, '\n')
  const lines = text.split('\n')
  const last = openBlock(lines)
  if (!last) return ''
  const ended = last.end < lines.length ? '\n' : ''
  const tail = last.paragraph ? wholeWords(lines.slice(last.line, last.end).join('\n') + ended) : ''
  const whole = [...lines.slice(0, last.line), tail].join('\n')
  return whole.trim() === '' ? '' : (renderTexts({ text: whole, markdown: true })[0] ?? '')
}

/** A last line of marks alone could still become a list, a heading of the line before it, or a table. */
const undecided = /\n[-=*_+|>#\d.)`~: ]+$/

/**
 * The block that more text can still change. One that begins on the unfinished last line may turn out to be part of the one
 * before it, unless an empty line has closed that.
 */
function openBlock(lines: readonly string[]): { line: number; end: number; paragraph: boolean } | undefined {
  const end = lines.length
  const last = lastBlock(lines.join('\n'))
  if (!last || last.line === 0 || last.line < end - 1) return last && { ...last, end }
  const before = lastBlock(lines.slice(0, -1).join('\n'))
  if (!before || lines.at(-2)?.trim() === '') return { ...last, end }
  return { ...before, end: end - 1 }
}

/** The whole words with which a paragraph begins, up to the first character that could still change how they look. */
function wholeWords(paragraph: string): string {
  const special = paragraph.search(/[\\`*_[\]<>&~|]/)
  const words = special < 0 ? paragraph : paragraph.slice(0, special)
  return words.slice(0, Math.max(0, words.search(/\s\S*$/)))
}
