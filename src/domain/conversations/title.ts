/** What a conversation is called before anything was said in it. */
export const untitled = 'New conversation'

const most = 80

/** A title out of a first message: one line, without signs that turn the direction of text, cut at a word. */
export function titleFrom(text: string): string {
  const line = text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (line === '') return untitled
  return shorten(line, most)
}

/** The text itself when it is short, else its beginning up to a word, with an ellipsis; never longer than `longest`. */
export function shorten(text: string, longest: number): string {
  const characters = Array.from(text)
  if (characters.length <= longest) return text
  const cut = characters.slice(0, longest - 1).join('')
  const word = cut.lastIndexOf(' ')
  return `${(word > longest / 2 ? cut.slice(0, word) : cut).trimEnd()}…`
}
