import { normalise } from '../desk/visible.ts'

/**
 * What can be shown already of Markdown that is still being written: whole words, and nothing that may turn out to be a
 * link, a mention or a table until its line is complete.
 */
export function settledWords(raw: string): string {
  const line = raw.lastIndexOf('\n') + 1
  const tail = raw.slice(line)
  const doubtful = tail.search(/[[\]<>()!@|`&]|:\/|www/i)
  const safe = doubtful < 0 ? tail : tail.slice(0, doubtful)
  const settled = raw.slice(0, line) + safe.slice(0, safe.lastIndexOf(' ') + 1)
  return settled.trim() === '' ? '' : normalise(settled, { markdown: true })
}

/** The line that opens the code block in which this text ends; undefined when it ends outside of one. */
export function openFence(text: string): string | undefined {
  let open: { marks: string; line: string } | undefined
  for (const line of text.split('\n')) {
    const [, marks = '', rest = ''] = /^\s*(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (!marks) continue
    if (!open) open = { marks, line: marks + rest }
    else if (marks.startsWith(open.marks) && rest.trim() === '') open = undefined
  }
  return open?.line
}

/** The line that closes a code block that was opened so. */
export function closingOf(fence: string): string {
  return /^(`+|~+)/.exec(fence)?.[0] ?? '```'
}

/** Where to cut a text so that at most so many characters stand before: after a line, else after a word. */
export function cutAt(text: string, most: number): number {
  if (text.length <= most) return text.length
  const window = text.slice(0, most)
  const at = Math.max(window.lastIndexOf('\n'), window.lastIndexOf(' '))
  if (at > 0) return at + 1
  return /[\ud800-\udbff]$/.test(window) ? most - 1 : most
}
