import { phrases } from './families.ts'
import { stem } from './stem.ts'
import { dividers, smallWords } from './words.ts'

/** One word of a sentence with its place in the text. */
export type Token = {
  readonly text: string
  /** Lower case, without accents. */
  readonly word: string
  readonly stem: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
  /** It was mistyped: its stem is that of the word that was meant. */
  readonly mended?: boolean
  /** It stood with 's: "Ana's". */
  readonly possessive: boolean
  /** Carries no meaning for choosing a tool. */
  readonly small: boolean
  /** Punctuation or a preposition before it ends a name. */
  readonly breaks: boolean
}

export type Sentence = {
  /** The whole message with typographic quotes made plain; every place in it is the place in the message. */
  readonly text: string
  readonly tokens: readonly Token[]
}

/** How much of a message is read for meaning, in characters; what follows can still be the text of a note. */
export const readable = 1000

const word = /\.net\b|[\p{L}\p{M}\p{N}_]+(?:['.\-&][\p{L}\p{M}\p{N}_]+)*(?:\+\+|#(?![\p{L}\p{N}]))?/giu

/** Splits a message into words. Quotes become plain ones and invisible characters spaces, one for one. */
export function readSentence(message: string): Sentence {
  const text = plain(message)
  const head = text.slice(0, readable)
  const tokens: Token[] = []
  let last = 0
  for (const hit of head.matchAll(word)) {
    const gap = head.slice(last, hit.index)
    tokens.push(tokenOf(hit[0], hit.index, gap))
    last = hit.index + hit[0].length
  }
  return { text, tokens: joinPhrases(tokens) }
}

/** A word as it is compared: lower case, accents off, "ß" as "ss". */
export function fold(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase()
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøłđþæœ]/g, (letter) => folded[letter] ?? letter)
}

const folded: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
}

function plain(message: string): string {
  return message
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00a0]/g, ' ')
}

function tokenOf(raw: string, start: number, gap: string): Token {
  const text = raw.replace(/'s?$/i, '').replace(/'s$/i, '') || raw
  const lower = fold(text)
  return {
    text,
    word: lower,
    stem: stem(lower),
    start,
    end: start + text.length,
    capital: /^\p{Lu}/u.test(text),
    possessive: /\w's$/i.test(raw),
    small: smallWords.has(lower),
    breaks: /[,;:!?()[\]\n"]|\.\s|\s-\s|\s[\u2014\u2192]/.test(gap) || dividers.has(lower),
  }
}

/** Words that may stand apart from their verb: "turn Ana down". */
const apart = new Set(['down', 'up', 'off', 'out', 'back', 'over', 'forward', 'away'])

/** "turn Ana down" and "on hold" are one verb or value: the first word carries the meaning of the pair. */
function joinPhrases(tokens: readonly Token[]): readonly Token[] {
  const joined = [...tokens]
  for (let at = 0; at < joined.length; at += 1) {
    const token = joined[at]
    const meanings = token && phrases.get(token.stem)
    if (!token || !meanings) continue
    for (const { rest, meaning } of meanings) {
      const head = joined.slice(0, at).every(({ small }) => small)
      if (rest === 'for' && !head) continue
      const far = apart.has(rest) ? 5 : 1
      const partner = joined.findIndex((next, i) => i > at && i <= at + far && next.word === rest)
      if (partner < 0) continue
      joined[at] = { ...token, stem: meaning, small: false }
      const other = joined[partner]
      if (other) joined[partner] = { ...other, small: true }
      break
    }
  }
  return joined
}
