import type { Kind } from '../../tools/fields.ts'
import type { Draft, Met, Work } from './draft.ts'
import { kindStems } from './families.ts'
import { focused, type Row } from './memory.ts'
import type { Sentence, Token } from './sentence.ts'
import { stem } from './stem.ts'
import { cardinals, ordinals, pronouns } from './words.ts'

/** The row that a sentence points at instead of naming it: by its id, its number in the last list, or "her". */
export function pointedAt(kind: Kind, work: Work, draft: Draft): Omit<Met, 'field'> | undefined {
  const listed = listedRows(kind, work)
  const [picked] = listed.length > 0 ? pickedRows(listed, work.sentence, draft.used) : []
  if (picked) return { ...picked, kind }
  const focus = focused(work.memory, kind)
  return focus && pronounFor(kind, work, draft) ? { ...focus } : undefined
}

/** Every row of the last list that a sentence points at: "the first three", "all of them", "1, 3 and 5". */
export function pointedAtMany(kind: Kind, work: Work, draft: Draft): readonly Omit<Met, 'field'>[] {
  const listed = listedRows(kind, work)
  if (listed.length === 0) return []
  const text = work.sentence.text.slice(0, 300).toLowerCase()
  const all =
    /\b(?:all|both|everyone|everybody|each)\b(?: of)?(?: them| these| those| candidates| people)?/.exec(text)
  const rows = all ? listed : pickedRows(listed, work.sentence, draft.used)
  return rows.map((row) => ({ ...row, kind }))
}

function listedRows(kind: Kind, { memory }: Work): readonly Row[] {
  return memory.list?.kind === kind ? memory.list.items : []
}

/** Rows by number or place in a list: "2", "the second one", "#2 and #4", "the last one", "the first three". */
export function pickedRows(rows: readonly Row[], sentence: Sentence, used: Set<number>): readonly Row[] {
  const { tokens } = sentence
  for (const [at, { word }] of tokens.entries()) {
    const next = tokens[at + 1]?.word ?? ''
    const count = cardinals[next] ?? Number(next)
    if (!/^(?:first|top|last)$/.test(word) || used.has(at) || !(count > 1)) continue
    used.add(at).add(at + 1)
    return word === 'last' ? rows.slice(-count) : rows.slice(0, count)
  }
  return placesIn(sentence, used).flatMap((place) => rows.at(place) ?? [])
}

/** Zero-based places that the sentence names; a number that counts something ("2 years") is none. */
function placesIn({ tokens }: Sentence, used: Set<number>): readonly number[] {
  const found: number[] = []
  for (const [at, token] of tokens.entries()) {
    const place = placeOf(token.word, tokens[at - 1]?.word)
    const next = tokens[at + 1]
    const counts =
      next !== undefined && !next.small && !next.breaks && !/^\d/.test(next.word) && !rowWords.has(next.stem)
    if (place === undefined || counts || used.has(at)) continue
    found.push(place)
    used.add(at)
  }
  return found
}

const rowWords = new Set(
  [
    'one',
    'candidat',
    'person',
    'opening',
    'job',
    'role',
    'submission',
    'application',
    'option',
    'result',
  ].map(stem),
)

function placeOf(word: string, before: string | undefined): number | undefined {
  const ordinal = ordinals[word]
  if (ordinal !== undefined) return ordinal - 1
  if (word === 'last' && before === 'the') return -1
  return /^[1-9]\d?$/.test(word) ? Number(word) - 1 : undefined
}

/** True when the sentence has a pronoun or "this candidate" that may stand for a row of the kind. */
function pronounFor(kind: Kind, work: Work, draft: Draft): boolean {
  const { tokens } = work.sentence
  const own = (next: Token) => (draft.studied.strength.get(`s:${next.stem}`) ?? 0) >= 0.7
  return tokens.some((token, at) => {
    const kinds = Object.hasOwn(pronouns, token.word) ? pronouns[token.word] : undefined
    if (!kinds || draft.used.has(at)) return false
    if (kinds.length > 0 && !kinds.includes(kind)) return false
    if (!pointing.has(token.word)) return true
    const next = tokens[at + 1]
    const nouns = next && kindStems.get(next.stem)
    return nouns ? nouns.includes(kind) : !next || next.breaks || next.word === 'one' || own(next)
  })
}

const pointing = new Set(['this', 'that', 'these', 'those', 'same'])
