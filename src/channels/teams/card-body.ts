import type { ShownCard } from '../../agent/reply.ts'
import type { Fact } from '../../tools/card.ts'
import { normalise } from '../desk/visible.ts'
import { tablesOf } from './card-table.ts'
import { type Element, isPlain, lineOf, words } from './card-words.ts'
import { spaced } from './render-spaces.ts'
import { splitText } from './render-split.ts'

/** Most characters of one element, so that elements can be spread over cards. */
const longest = 2000
const factsInList = 10

/** What a card shows above its buttons, top to bottom. Each element is small enough to find its place on a card. */
export function bodyOf({ title, text, facts, table, image }: ShownCard): readonly Element[] {
  return [
    ...pieces(lineOf(title)).map((line) => words(line, { heading: true })),
    ...(text?.trim() ? linesOf(text) : []),
    ...(facts?.length ? factsOf(facts) : []),
    ...(table ? tablesOf(table) : []),
    ...(image ? pieces(lineOf(image.alt)).map((line) => words(line, { subtle: true })) : []),
  ]
}

/** Several lines of plain words; an empty line between them becomes a wider gap. */
export function linesOf(text: string): readonly Element[] {
  return normalise(text, { markdown: false })
    .split(/\n{2,}/)
    .flatMap((paragraph) =>
      paragraph
        .split('\n')
        .filter((line) => line.trim() !== '')
        .flatMap((line, at) =>
          pieces(spaced(line)).map((piece) => words(piece, at === 0 ? {} : { spacing: 'None' })),
        ),
    )
}

/** Facts in lists of facts; one whose words such a list would change, or that is long, stands below its label. */
function factsOf(facts: readonly Fact[]): readonly Element[] {
  const lines = facts.map(({ label, value }) => ({ label: lineOf(label), value: lineOf(value) }))
  const found: Element[] = []
  let list: { title: string; value: string }[] = []
  for (const { label, value } of lines) {
    if (!isShort(label, value)) {
      list = []
      found.push(...pieces(label).map((line) => words(line, { bold: true })))
      found.push(...pieces(value).map((line) => words(line, { spacing: 'None' })))
      continue
    }
    if (list.length % factsInList === 0) {
      list = []
      found.push({ type: 'FactSet', facts: list })
    }
    list.push({ title: label, value })
  }
  return found
}

function isShort(label: string, value: string): boolean {
  return label.length + value.length <= longest / 4 && isPlain(label) && isPlain(value)
}

/** A long line in pieces. */
export function pieces(line: string, most = longest): readonly string[] {
  if (line.length <= most) return [line]
  const [head, tail] = splitText(line, most)
  return [head, ...pieces(tail, most)].filter((piece) => piece.trim() !== '')
}
