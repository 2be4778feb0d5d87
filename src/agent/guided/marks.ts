import { isFamiliar, kindStems } from './families.ts'
import { moneyIn } from './money.ts'
import { zoneNames } from './places.ts'
import type { Sentence, Token } from './sentence.ts'
import { skillsIn } from './skills.ts'
import { stem } from './stem.ts'
import { emailsIn, phonesIn, quotesIn, uuidsIn, zonesIn } from './values.ts'
import { cardinals, ordinals, pronouns } from './words.ts'

/** What a word of a sentence is, when it is not simply a word: a value that fills a slot. */
export type Mark =
  | 'text'
  | 'email'
  | 'phone'
  | 'id'
  | 'money'
  | 'date'
  | 'number'
  | 'which'
  | 'many'
  | 'pronoun'
  | 'skill'
  | 'place'

/** The mark of each token; places are marked beside being words, since a city may be part of a name. */
export function marksOf(sentence: Sentence): readonly (Mark | undefined)[] {
  const { text, tokens } = sentence
  const head = text.slice(0, tokens.at(-1)?.end ?? 0)
  const marks: (Mark | undefined)[] = tokens.map(({ word }, at) =>
    determines(word, tokens[at + 1]) ? undefined : wordMark(word),
  )
  for (const hit of head.matchAll(dayWords)) spread('date', hit.index, hit.index + hit[0].length)
  for (const { from, to } of skillsIn(sentence)) marks.fill('skill', from, to + 1)
  for (const [mark, pieces] of [
    ['place', zonesIn(head)],
    ['money', moneyIn(head)],
    ['phone', phonesIn(head)],
    ['email', emailsIn(head)],
    ['id', uuidsIn(head)],
    ['text', quotesIn(head)],
  ] as const)
    for (const { start, end } of pieces) spread(mark, start, end)
  for (const hit of head.matchAll(several)) spread('many', hit.index, hit.index + hit[0].length)
  return marks

  function spread(mark: Mark, start: number, end: number) {
    for (const [at, token] of tokens.entries()) if (token.start < end && token.end > start) marks[at] = mark
  }
}

/** Words that mean several rows at once. */
const several =
  /\b(?:(?:all|both|each|every one|any)(?: of)? (?:them|these|those)|these|those|everyone|everybody|(?:#?\d{1,2}\s*(?:,|and|&)\s*)+#?\d{1,2}|(?:first|last|top) (?:two|three|four|five|six|ten|\d+))\b(?! (?:an?|per|hour|day|year|years|months|weeks|days))/gi

const months =
  'january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec'
const weekdays =
  'mondays?|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thurs?|thu|fri|sat|sun'
const spans = 'days?|weeks?|months?|quarters?|years?|fortnight'
const dayWords = new RegExp(
  `\\b(?:(?:next|last|this|past|coming|previous)\\s+(?:\\w+\\s+)?(?:${spans}|${weekdays}|${months})|today|tomorrow|tmrw|tmr|yesterday|` +
    `(?:in|within)\\s+(?:a|an|\\w+)\\s+(?:${spans})|\\w+\\s+(?:${spans})\\s+ago|(?:end|start|beginning) of (?:the |this |next )?(?:${spans}|${months})|` +
    `\\d{4}-\\d\\d?-\\d\\d?|\\d{1,2}[./]\\d{1,2}(?:[./]\\d{2,4})?|(?:\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?)?(?:${months})\\b(?:\\s+\\d{1,2}(?:st|nd|rd|th)?)?(?:,?\\s+\\d{4})?|` +
    `(?:\\d{1,2}(?:st|nd|rd|th)?\\s+of\\s+)?may\\s+\\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?may|${weekdays})\\b`,
  'gi',
)

/** "this page" and "that car" point at nothing that was listed. */
function determines(word: string, next: Token | undefined): boolean {
  const points = /^(?:this|that|these|those)$/.test(word)
  return points && next !== undefined && !next.small && !next.breaks && !kindStems.has(next.stem)
}

function wordMark(word: string): Mark | undefined {
  if (/^\d+(?:\.\d+)?\+?$/.test(word) || (word in cardinals && word !== 'one')) return 'number'
  if (word in ordinals) return 'which'
  if (word in pronouns) return 'pronoun'
  if (zoneNames().has(word) && !isFamiliar(stem(word))) return 'place'
  return undefined
}
