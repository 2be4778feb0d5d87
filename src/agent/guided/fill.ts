import type { MadeCall } from '../mind.ts'
import { fillChoice, nearestValues } from './choices.ts'
import { impossibleDay } from './dates.ts'
import { type Draft, type Gap, lacks, take, type Work } from './draft.ts'
import { findRow } from './find.ts'
import { findRows } from './find-many.ts'
import { fillName } from './names.ts'
import { impossible, question } from './phrase.ts'
import {
  dateFieldFor,
  fillDate,
  fillEmail,
  fillFlag,
  fillMoney,
  fillNumber,
  fillPage,
  fillPhone,
  fillSkills,
  fillZone,
} from './plain.ts'
import { fillQuery } from './query.ts'
import { readable } from './sentence.ts'
import { type Field, isRow } from './shape.ts'
import { spansOf } from './spans.ts'
import { fillAnnounced, fillAside, fillRest } from './texts.ts'

/** What stands between a draft and its call: nothing, one question, or a look-up that was denied. */
export type Filled = { gap?: Gap; denied?: MadeCall }

type Filler = (field: Field, work: Work, draft: Draft) => void

/** Plain values in the order in which they are read, the least mistakable first. */
const steps: readonly { kinds: readonly Field['kind'][]; fill: Filler; when?: (field: Field) => boolean }[] =
  [
    { kinds: ['text'], fill: fillAnnounced, when: (field) => !field.short },
    { kinds: ['email'], fill: fillEmail },
    { kinds: ['phone'], fill: fillPhone },
    { kinds: ['money'], fill: fillMoney },
    { kinds: ['choice'], fill: fillChoice },
    { kinds: ['date'], fill: fillDate },
    { kinds: ['skills'], fill: fillSkills },
    { kinds: ['number'], fill: fillNumber },
    { kinds: ['page'], fill: fillPage },
    { kinds: ['flag'], fill: fillFlag },
    { kinds: ['text'], fill: fillAside, when: (field) => field.cues.includes('because') },
    { kinds: ['text'], fill: fillAnnounced, when: (field) => field.short },
    { kinds: ['name'], fill: fillAnnounced },
    { kinds: ['zone'], fill: fillZone },
  ]

/** Fills the fields of a draft from the sentence: plain values, rows, names, and what is left over. */
export async function fill(work: Work, draft: Draft): Promise<Filled> {
  const wrong = takeImpossible(work, draft)
  fillPlain(work, draft)
  const sought = await fillRows(work, draft)
  if (sought.denied) return sought
  fillWhere(needsName, { fill: fillName, work, draft })
  fillWhere(({ kind }) => kind === 'query', { fill: fillQuery, work, draft })
  if (sought.gap) return sought
  if (wrong) return { gap: wrong }
  fillWhere(({ kind, required }) => kind === 'text' && required, { fill: fillRest, work, draft })
  const missing = draft.studied.fields.find((field) => field.required && lacks(draft, field))
  return missing ? { gap: questionFor(missing, work, draft) } : {}
}

function needsName({ kind, short, required }: Field): boolean {
  return required && (kind === 'name' || (kind === 'text' && short))
}

type Step = { fill: Filler; work: Work; draft: Draft }

function fillWhere(wanted: (field: Field) => boolean, { fill, work, draft }: Step) {
  for (const field of draft.studied.fields) if (wanted(field) && lacks(draft, field)) fill(field, work, draft)
}

/** Sets a day that is not in the calendar aside, so that it is read as nothing else, with the question for its field. */
function takeImpossible(work: Work, draft: Draft): Gap | undefined {
  const piece = impossibleDay(work.sentence.text.slice(0, readable), work.turn.now)
  const field = piece && dateFieldFor(piece, work, draft)
  if (!field) return undefined
  take(draft, work.sentence, piece)
  return impossible(field, piece.value)
}

/** Fills every field that holds a plain value which the sentence gives. */
export function fillPlain(work: Work, draft: Draft) {
  for (const { kinds, fill, when } of steps)
    fillWhere((field) => kinds.includes(field.kind) && (when?.(field) ?? true), { fill, work, draft })
}

/** Asks for a field. A choice that was named, but is none, is said to be unknown. */
function questionFor(field: Field, work: Work, draft: Draft): Gap {
  const said = field.values.length > 0 ? spansOf(work, draft).at(-1)?.text : undefined
  if (!said) return question(field, draft.studied)
  const options = nearestValues(field, said).map((value) => ({ label: value.replaceAll('_', ' ') }))
  const words = `I don't know “${said}” as ${field.name.replaceAll('_', ' ')}. The nearest I know are:`
  return { field: field.name, words, options }
}

async function fillRows(work: Work, draft: Draft): Promise<Filled> {
  let gap: Gap | undefined
  const rows = draft.studied.fields.filter((field) => isRow(field.kind) && lacks(draft, field))
  for (const field of [...rows].sort((one, other) => Number(other.required) - Number(one.required))) {
    const sought = field.many ? await findRows(field, work, draft) : await findRow(field, work, draft)
    if (!sought) continue
    if ('denied' in sought) return { denied: sought.denied }
    if ('gap' in sought) {
      if (field.required || sought.sure) gap ??= sought.gap
      continue
    }
    const found = 'rows' in sought ? sought.rows : [sought.row]
    draft.input[field.name] = field.many ? found.map(({ id }) => id) : found[0]?.id
    draft.rows.push(...found)
  }
  return gap ? { gap } : {}
}
