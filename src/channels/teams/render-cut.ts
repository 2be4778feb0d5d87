import { additionTo, addTo, emptyPage, sizeOf } from './render-markdown.ts'
import { splitText } from './render-split.ts'
import type { Box, Leaf, Line } from './render-words.ts'

/**
 * The Markdown of a text, in as many messages as it takes; each is at most `limit` characters long as JSON writes it.
 * A cut is made between pieces, else at the end of a line, else between words, else between characters as people
 * see them. White space at a cut is not shown; a code block that is cut is closed and opened again.
 */
export function cutLeaves(leaves: readonly Leaf[], limit: number): readonly string[] {
  const pages = [emptyPage()]
  const passed = new Set<Box>()
  const waiting = leaves.toReversed()
  for (let leaf = waiting.pop(); leaf; leaf = waiting.pop()) {
    const page = pages.at(-1) ?? emptyPage()
    const piece = { ...leaf, boxes: leaf.boxes.filter((box) => !passed.has(box)) }
    const addition = additionTo(page, piece)
    if (page.size + sizeOf(addition) <= limit) addTo(page, piece, addition)
    else if (page.last) {
      for (const box of page.open) if (box.kind === 'item') passed.add(box)
      pages.push(emptyPage())
      waiting.push(leaf)
    } else waiting.push(...splitLeaf(leaf, (fill * limit) / sizeOf(addition)).toReversed())
  }
  return pages.map(({ text }) => text)
}

/** How much of a message the beginning of a long piece is meant to fill; it must not come out too long. */
const fill = 0.95

/** A piece that is too long for a message, in two, of which the first is about such a part of it. */
function splitLeaf(leaf: Leaf, part: number): readonly Leaf[] {
  if (leaf.kind === 'rule') throw new Error('A rule is never too long for a message.')
  if (leaf.kind === 'code')
    return splitText(leaf.text, leaf.text.length * part).map((text) => ({ ...leaf, text }))
  const length = leaf.lines.reduce((sum, line) => sum + lengthOf(line), 0)
  return splitLines(leaf.lines, length * part).map((lines) => ({ ...leaf, lines: withoutEnds(lines) }))
}

/** Cuts at the end of a line in the second half of what is allowed, else inside a line. */
function splitLines(lines: readonly Line[], most: number): readonly (readonly Line[])[] {
  let length = 0
  let end = 0
  let at = 0
  for (const [index, line] of lines.entries()) {
    if (length + lengthOf(line) > most) break
    if (line === 'break' && length > most / 2) end = index
    length += lengthOf(line)
    at = index + 1
  }
  if (end > 0) return [lines.slice(0, end), lines.slice(end + 1)]
  const run = lines[at]
  if (run === undefined || run === 'break' || run.text.length < 2) {
    const cut = Math.max(1, at)
    return [lines.slice(0, cut), lines.slice(cut)]
  }
  const [head, tail] = splitText(run.text, Math.max(1, most - length))
  return [
    [...lines.slice(0, at), { ...run, text: head }],
    [{ ...run, text: tail }, ...lines.slice(at + 1)],
  ]
}

/** A cut leaves nothing empty at the ends of what it makes. */
function withoutEnds(lines: readonly Line[]): readonly Line[] {
  const full = (line: Line) => line !== 'break' && line.text.trim() !== ''
  return lines.slice(Math.max(0, lines.findIndex(full)), lines.findLastIndex(full) + 1)
}

function lengthOf(line: Line): number {
  return line === 'break' ? 1 : line.text.length
}
