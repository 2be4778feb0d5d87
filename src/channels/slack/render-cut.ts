const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A text in pieces of at most so many UTF-16 units, cut where it hurts least: between paragraphs, lines, words,
 * graphemes. White space at a cut is dropped; nothing else is.
 */
export function cutText(text: string, most: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > most) {
    const at = placeToCut(rest, most)
    pieces.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).replace(/^[^\S\n]*\n+|^[^\S\n]+/, '')
  }
  return [...pieces, rest.trimEnd()].filter((piece) => piece !== '')
}

/** One text in at most so many UTF-16 units, with an ellipsis where it goes on. The whole has to stand elsewhere. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, endOfGrapheme(text, most - 1)).trimEnd()}…`
}

/** The last good place within the limit; a place in the first third would leave too little in the piece. */
function placeToCut(text: string, most: number): number {
  const least = Math.floor(most / 3)
  const window = text.slice(0, most + 1)
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(mark)
    if (at > least) return at
  }
  return endOfGrapheme(text, most)
}

/** Where the last whole grapheme within the limit ends. One that is longer than the limit is cut between characters. */
function endOfGrapheme(text: string, most: number): number {
  const at = graphemes.segment(text.slice(0, most + 64)).containing(most)?.index ?? most
  if (at > 0) return at
  return /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most
}
