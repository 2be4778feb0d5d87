const people = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * A text in two, of which the first is at most `most` characters long, and at least one: cut at the end of a line in
 * the second half of these, else between words there, else between two characters as people see them. White space at
 * which it was cut is left out.
 */
export function splitText(text: string, most: number): [string, string] {
  if (text.length <= most) return [text, '']
  const space = lastOf(/\n/g, text, most) ?? lastOf(/[^\S\u00a0]+/g, text, most)
  if (space) return [text.slice(0, space.from), text.slice(space.until)]
  const at = boundary(text, Math.max(1, Math.floor(most)))
  return [text.slice(0, at), text.slice(at)]
}

function lastOf(pattern: RegExp, text: string, most: number): { from: number; until: number } | undefined {
  const start = Math.max(1, Math.floor(most / 2))
  const found = Array.from(text.slice(start, Math.floor(most)).matchAll(pattern)).at(-1)
  if (!found) return undefined
  const from = start + found.index
  return { from, until: from + found[0].length }
}

/** Where the character as people see it begins that stands at this place; where it ends when nothing is before it. */
function boundary(text: string, place: number): number {
  const { index = 0, segment = '' } = people.segment(text).containing(place) ?? {}
  if (index > 0) return index
  if (segment.length <= endless) return segment.length
  return /[\udc00-\udfff]/.test(text.charAt(place)) ? place + 1 : place
}

/** Marks heaped on one letter beyond this many do not keep it from being cut. */
const endless = 200
