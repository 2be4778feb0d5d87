import { Temporal } from 'temporal-polyfill'
import { type Days, daysIn } from './dates.ts'
import { type Draft, isFree, isInTitle, share, take, type Work } from './draft.ts'
import { moneyIn, rateFrom } from './money.ts'
import { fold } from './sentence.ts'
import type { Field } from './shape.ts'
import { skillsIn } from './skills.ts'
import { stem } from './stem.ts'
import { changedTo } from './texts.ts'
import { emailsIn, type Piece, phonesIn, zonesIn } from './values.ts'
import { cardinals } from './words.ts'

/** The part of a message that is read for values; what follows is text. */
function head({ sentence: { text, tokens } }: Work): string {
  return text.slice(0, tokens.at(-1)?.end ?? 0)
}

export function fillEmail(field: Field, work: Work, draft: Draft) {
  fillFirst(field, emailsIn(head(work)), { work, draft })
}

export function fillPhone(field: Field, work: Work, draft: Draft) {
  fillFirst(field, phonesIn(head(work)), { work, draft })
}

export function fillZone(field: Field, work: Work, draft: Draft) {
  fillFirst(field, zonesIn(head(work)), { work, draft })
}

/** Fills a rate: the amount nearest after a cue of the field, else the first that is free. */
export function fillMoney(field: Field, work: Work, draft: Draft) {
  const rates = moneyIn(head(work)).flatMap(({ value, start, end }) => {
    const rate = rateFrom(value)
    return rate ? [{ value: rate, start, end }] : []
  })
  fillFirst(field, rates, { work, draft })
}

/** Fills a day. A field that means the end of a stretch takes the end of "1 to 5 March". */
export function fillDate(field: Field, work: Work, draft: Draft) {
  const { now, speaker } = work.turn
  const days = daysIn(head(work), { now, timeZone: speaker.timeZone, past: field.past })
  const ends = /^(to|until|till|before|ends?)(_|$)|_(to|until)$/.test(field.name)
  const siblings = draft.studied.fields.filter(({ kind }) => kind === 'date').length
  const fitting = days.filter(
    (piece) => isFree(draft, work.sentence, piece) && suits(field, piece, { work, ends, siblings }),
  )
  const [piece] = fitting
  if (!piece) return
  draft.input[field.name] = ends ? (piece.value.until ?? piece.value.day) : piece.value.day
  if (!piece.value.until || ends || siblings === 1)
    take(draft, work.sentence, {
      start: piece.start - cueBefore(field, piece.start, work).length,
      end: piece.end,
    })
}

/** The cue of a field that stands right before a place, with the space after it. */
function cueBefore(field: Field, start: number, { sentence }: Work): string {
  const before = sentence.text.slice(Math.max(0, start - 40), start)
  const cues = [...field.cues, field.name.replaceAll('_', ' ')].map((cue) => cue.replace(/[^\w ]/g, ''))
  return new RegExp(`\\b(?:${cues.join('|')})\\s+(?:on |the |by |at |in )*$`, 'i').exec(before)?.[0] ?? ''
}

/** The field that a day at this place is for: the one whose cue stands before it, else one that is required, else any. */
export function dateFieldFor(
  piece: Piece<unknown>,
  work: Work,
  { studied, input }: Draft,
): Field | undefined {
  const fields = studied.fields.filter(({ kind, name }) => kind === 'date' && input[name] === undefined)
  return (
    fields.find((field) => cueBefore(field, piece.start, work) !== '') ??
    fields.find(({ required }) => required) ??
    fields[0]
  )
}

type Room = { work: Work; ends: boolean; siblings: number }

/** With several date fields a day goes to the one whose cue stands before it. */
function suits(field: Field, { start, value }: Piece<Days>, { work, ends, siblings }: Room): boolean {
  if (siblings <= 1) return true
  if (ends && value.until) return true
  const before = fold(work.sentence.text.slice(0, start)).trim().split(/\s+/).slice(-3).join(' ')
  const cues = [...field.cues, field.name.replaceAll('_', ' ')]
  const cued = cues.some((cue) => new RegExp(`\\b${cue.replace(/[^\w ]/g, '')}\\b`).test(before))
  if (cued) return true
  return field.required && !/\b(until|till|til|before)\b/.test(before)
}

/** Fills skills: the known ones anywhere, and any words that "skills" or "knows" announces. */
export function fillSkills(field: Field, work: Work, draft: Draft) {
  const { sentence } = work
  const { tokens } = sentence
  const known = skillsIn(sentence).filter(
    ({ from, to }) =>
      tokens.every((_, at) => at < from || at > to || !draft.used.has(at)) && !isInTitle(to, work, draft),
  )
  if (known.length === 0) return
  draft.input[field.name] = [...new Set(known.map(({ name }) => name))]
  for (const { from, to } of known) share(draft, from, to)
}

/** Fills a number that stands beside a word of the field ("5 years", "headcount 3"), lengths of time in its unit. */
export function fillNumber(field: Field, work: Work, draft: Draft) {
  const { tokens } = work.sentence
  const stems = new Set(
    [field.name.replaceAll('_', ' '), ...field.cues]
      .flatMap((text) => text.split(' '))
      .map((word) => stem(fold(word))),
  )
  const set = Number(changedTo(field, work, draft)?.value ?? Number.NaN)
  if (Number.isInteger(set)) {
    draft.input[field.name] = set
    return
  }
  for (const [at, token] of tokens.entries()) {
    const value =
      cardinals[token.word] ?? (/^\d+\+?$/.test(token.word) ? Number.parseInt(token.word, 10) : undefined)
    if (value === undefined || draft.used.has(at)) continue
    const beside = [tokens[at - 1], tokens[at - 2], tokens[at + 1], tokens[at + 2]]
    const factor = field.name.includes('minutes') && /^hours?$/.test(tokens[at + 1]?.word ?? '') ? 60 : 1
    if (factor === 1 && !beside.some((near) => near && stems.has(near.stem))) continue
    draft.input[field.name] = value * factor
    take(draft, work.sentence, { start: token.start, end: (tokens[at + 1] ?? token).end })
    return
  }
}

/** Fills how many rows are wanted: "top 5", "first ten". */
export function fillPage(field: Field, work: Work, draft: Draft) {
  if (!field.numeric) return
  const hit = /\b(?:top|first|last|best)\s+(\d{1,3}|[a-z]+)\b/i.exec(head(work))
  const value = hit ? (cardinals[hit[1]?.toLowerCase() ?? ''] ?? Number(hit[1])) : Number.NaN
  if (!hit || !Number.isInteger(value) || value < 2 || value > 100) return
  draft.input[field.name] = value
  take(draft, work.sentence, { start: hit.index, end: hit.index + hit[0].length })
}

/** Fills a flag whose words are all there: yes, or no with "not", "no" or "without" before them. */
export function fillFlag(field: Field, work: Work, draft: Draft) {
  const { tokens } = work.sentence
  const telling = [...field.cues, field.name.replaceAll('_', ' ')].map((cue) =>
    cue.split(' ').map((word) => stem(fold(word))),
  )
  for (const words of telling) {
    const places = words.map((word) =>
      tokens.findIndex((token, at) => token.stem === word && !draft.used.has(at)),
    )
    const first = Math.min(...places)
    if (first < 0) continue
    const before = tokens.slice(Math.max(0, first - 2), first).map(({ word }) => word)
    draft.input[field.name] = !before.some((word) => /^(not|no|without|isn't|aren't|don't|never)$/.test(word))
    for (const at of places) draft.used.add(at)
    return
  }
}

type Scene = { work: Work; draft: Draft }

function fillFirst<T>(field: Field, pieces: readonly Piece<T>[], { work, draft }: Scene) {
  const free = pieces.filter((piece) => isFree(draft, work.sentence, piece))
  const rivals = draft.studied.fields.filter(({ kind, name }) => kind === field.kind && name !== field.name)
  const nearest = ({ start }: Piece<T>) => Math.max(0, ...rivals.map((rival) => cueEnd(rival, start, work)))
  const cued = free.find((piece) => cueEnd(field, piece.start, work) > nearest(piece))
  const others = free.filter((piece) => nearest(piece) === 0)
  const plain = rivals.length === 0 || field.required ? others[0] : undefined
  const piece = cued ?? rangePart(field, free, rivals) ?? plain
  if (!piece) return
  draft.input[field.name] = piece.value
  take(draft, work.sentence, piece)
}

/** How near before a place a cue of the field stands, the nearer the greater; 0 when none of the last words is one. */
function cueEnd({ cues, name }: Field, start: number, { sentence }: Work): number {
  const before = fold(sentence.text.slice(Math.max(0, start - 40), start))
    .replace(/[^\w]+/g, ' ')
    .trim()
  const last = ` ${before.split(' ').slice(-3).join(' ')} `
  const ends = [...cues, name.replaceAll('_', ' ')].map((cue) => {
    const at = last.lastIndexOf(` ${fold(cue)} `)
    return at < 0 ? 0 : at + cue.length + 1
  })
  return Math.max(0, ...ends)
}

/** Of two amounts the lower is for the field that is called so: "70 to 85 an hour". */
function rangePart<T>(
  field: Field,
  free: readonly Piece<T>[],
  rivals: readonly Field[],
): Piece<T> | undefined {
  const end = (one: Field) => /(?:^|_)(min|max)(?:_|$)/.exec(one.name)?.[1]
  if (free.length < 1 || !end(field) || !rivals.some((rival) => end(rival) && end(rival) !== end(field)))
    return undefined
  if (free.length === 1) return end(field) === 'max' ? free[0] : undefined
  return end(field) === 'min' ? free[0] : free[1]
}

/** The day in words, for replies: "Tuesday 24 November". */
export function sayDay(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  })
}
