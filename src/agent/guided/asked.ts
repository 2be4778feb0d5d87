import type { ValueKind } from '../../tools/fields.ts'
import { choicesIn, fillChoice, nearestValues } from './choices.ts'
import { impossibleDay } from './dates.ts'
import { type Draft, type Gap, lacks, take, type Work } from './draft.ts'
import { findRow } from './find.ts'
import { findRows } from './find-many.ts'
import { bareMoney, rateFrom } from './money.ts'
import { impossible } from './phrase.ts'
import { fillDate, fillEmail, fillPhone, fillSkills, fillZone } from './plain.ts'
import { type Field, isRow } from './shape.ts'
import { cardinals, usualCues } from './words.ts'

type Reply = { gap?: Gap; denied?: string }
type Reader = (field: Field, work: Work, draft: Draft) => Reply | undefined

/** Fills the field that was asked for from a message that is likely to be its answer, and so may be bare. */
export async function fillAsked(field: Field, work: Work, draft: Draft): Promise<Reply> {
  if (isRow(field.kind)) return await askedRow(field, work, draft)
  return readers[field.kind](field, work, draft) ?? {}
}

const readers: Readonly<Record<ValueKind, Reader>> = {
  choice: askedChoice,
  date: askedDate,
  money: askedMoney,
  number: askedNumber,
  page: askedNumber,
  flag: (field, work, draft) =>
    set(field, !/^\s*(?:no|nope|nah|not|don't|without)\b/i.test(work.sentence.text), { work, draft }),
  skills: (field, work, draft) => {
    fillSkills(field, work, draft)
    return lacks(draft, field) ? set(field, splitList(work.sentence.text), { work, draft }) : undefined
  },
  email: (field, work, draft) => void fillEmail(field, work, draft),
  phone: (field, work, draft) => void fillPhone(field, work, draft),
  zone: (field, work, draft) => void fillZone(field, work, draft),
  text: askedWords,
  name: askedWords,
  query: askedWords,
}

async function askedRow(field: Field, work: Work, draft: Draft): Promise<Reply> {
  const wanted = { ...field, required: true }
  const sought = field.many ? await findRows(wanted, work, draft) : await findRow(wanted, work, draft)
  if (!sought) return {}
  if ('denied' in sought) {
    const { result } = sought.denied
    return result.outcome === 'denied' ? { denied: result.fault.message } : {}
  }
  if ('gap' in sought) return { gap: sought.gap }
  const rows = 'rows' in sought ? sought.rows : [sought.row]
  draft.input[field.name] = field.many ? rows.map(({ id }) => id) : rows[0]?.id
  draft.rows.push(...rows)
  return {}
}

function askedChoice(field: Field, work: Work, draft: Draft): Reply | undefined {
  if (choicesIn(field, work.sentence).length > 0) {
    fillChoice(field, work, draft)
    return undefined
  }
  const { tokens, text } = work.sentence
  if (tokens.length === 0 || tokens.length > 4) return undefined
  const options = nearestValues(field, text.trim()).map((value) => ({ label: value.replaceAll('_', ' ') }))
  const words = `I don't know “${text.trim()}” as ${field.name.replaceAll('_', ' ')}. The nearest I know are:`
  return { gap: { field: field.name, words, options } }
}

function askedDate(field: Field, work: Work, draft: Draft): Reply | undefined {
  const written = impossibleDay(work.sentence.text.slice(0, 200), work.turn.now)
  if (written) return { gap: impossible(field, written.value) }
  fillDate({ ...field, required: true }, work, draft)
  return undefined
}

function askedMoney(field: Field, work: Work, draft: Draft): undefined {
  const [piece] = bareMoney(work.sentence.text.slice(0, 200))
  const rate = piece && rateFrom(piece.value)
  if (piece && rate) draft.input[field.name] = rate
  if (piece && rate) take(draft, work.sentence, piece)
}

function askedNumber(field: Field, work: Work, draft: Draft): Reply | undefined {
  const numbers = work.sentence.tokens.map(({ word }) => cardinals[word] ?? Number.parseInt(word, 10))
  const number = numbers.find((one) => Number.isInteger(one))
  return number === undefined ? undefined : set(field, number, { work, draft })
}

/** The whole message is the text, without the word that announces it. */
function askedWords(field: Field, work: Work, draft: Draft): Reply | undefined {
  const cues = [...field.cues, ...(usualCues[field.name] ?? [])].map((cue) => cue.toLowerCase())
  const text = work.sentence.text.trim()
  const cue = cues.find(
    (one) => text.toLowerCase().startsWith(`${one} `) || text.toLowerCase().startsWith(`${one}:`),
  )
  const rest = cue ? text.slice(cue.length).replace(/^[\s:]+/, '') : text
  const value =
    field.kind === 'text' && !field.short
      ? rest
      : rest.replace(/^(?:it's|its|it is|call it|the name is)\s+/i, '').replace(/[.!"']+$|^["']+/g, '')
  return value === '' ? undefined : set(field, value, { work, draft })
}

function set(field: Field, value: unknown, { work, draft }: { work: Work; draft: Draft }): undefined {
  draft.input[field.name] = value
  take(draft, work.sentence, { start: 0, end: work.sentence.text.length })
}

function splitList(text: string): readonly string[] {
  return text
    .split(/,|;|\band\b|&|\n/)
    .map((one) => one.trim())
    .filter(Boolean)
}
