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
import { fillAnnounced, fillRest } from './texts.ts'

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
    { kinds: ['text'], fill: fillAnnounced, when: (field) => field.short },
    { kinds: ['name'], fill: fillAnnounced },
    { kinds: ['zone'], fill: fillZone },
  ]

/** Fills the fields of a draft from the sentence: plain values, rows, names, and what is left over. */
export async function fill(work: Work, draft: Draft): Promise<Filled> {
  const { fields } = draft.studied
  const impossibly = impossibleDay(work.sentence.text.slice(0, readable), work.turn.now)
  const written = impossibly && dateFieldFor(impossibly, work, draft)
  if (written) take(draft, work.sentence, impossibly)
  fillPlain(work, draft)
  const sought = await fillRows(work, draft)
  if (sought.denied) return sought
  for (const field of fields)
    if (
      field.required &&
      lacks(draft, field) &&
      (field.kind === 'name' || (field.kind === 'text' && field.short))
    )
      fillName(field, work, draft)
  for (const field of fields) if (field.kind === 'query' && lacks(draft, field)) fillQuery(field, work, draft)
  if (sought.gap) return sought
  if (written && lacks(draft, written)) return { gap: impossible(written, impossibly.value) }
  for (const field of fields)
    if (field.kind === 'text' && field.required && lacks(draft, field)) fillRest(field, work, draft)
  const missing = fields.find((field) => field.required && lacks(draft, field))
  return missing ? { gap: questionFor(missing, work, draft) } : {}
}

/** Fills every field that holds a plain value which the sentence gives. */
export function fillPlain(work: Work, draft: Draft) {
  for (const step of steps)
    for (const field of draft.studied.fields)
      if (step.kinds.includes(field.kind) && lacks(draft, field) && (step.when?.(field) ?? true))
        step.fill(field, work, draft)
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
