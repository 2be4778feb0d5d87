import { type Answer, act, asking } from './act.ts'
import { fillAsked } from './asked.ts'
import { type Draft, newDraft, type Work } from './draft.ts'
import { kindStems } from './families.ts'
import type { Option } from './memory.ts'
import { holds } from './narrow.ts'
import { pickedRows } from './refer.ts'
import { type Field, isRow } from './shape.ts'
import type { Talk } from './talk.ts'

/** Takes a message as the answer to the field that was asked for; undefined when it answers something else. */
export async function answered(work: Work, talk: Talk | undefined): Promise<Answer | undefined> {
  const { asked, last } = work.memory
  const studied = last && work.study.byName(last.tool)
  const field = studied?.fields.find(({ name }) => name === asked?.field)
  if (!asked || !last || !studied || !field) return undefined
  const draft = newDraft(studied, last.input)
  draft.rows.push(...last.rows)
  const option = chosen(asked.options, work, talk)
  if (option) {
    setOption(field, option, draft)
    for (const at of work.sentence.tokens.keys()) draft.used.add(at)
    return await act(work, draft)
  }
  const { gap, denied } = await fillAsked(field, work, draft)
  if (denied) return { text: denied, memory: work.memory }
  if (gap) return asking(work, draft, gap)
  return draft.input[field.name] === undefined ? undefined : await act(work, draft)
}

/** Fills a field with one of the options that were offered for it. */
export function setOption(field: Field, option: Option, draft: Draft) {
  const value = field.values.find(({ value: one, words }) => [one, ...words].includes(option.label))?.value
  const id = option.id ?? value ?? option.label
  draft.input[field.name] = field.many ? [id] : id
  if (!isRow(field.kind) || !option.id) return
  const { label, detail } = option
  draft.rows.push({ field: field.name, kind: field.kind, id: option.id, label, detail })
}

/** The option that a message chooses: by its number, by "yes" when there is but one, or by words that fit only it. */
export function chosen(options: readonly Option[], work: Work, talk: Talk | undefined): Option | undefined {
  if (options.length === 0) return undefined
  if (talk === 'yes') return options.length === 1 ? options[0] : undefined
  const rows = options.map((option, at) => ({ ...option, id: String(at) }))
  const [picked] = pickedRows(rows, work.sentence, new Set())
  if (picked) return options[Number(picked.id)]
  const words = work.sentence.tokens
    .filter(({ small, stem, word }) => !small && !kindStems.has(stem) && !meaning.has(word))
    .map(({ word }) => word)
  if (words.length === 0 || words.length > 8) return undefined
  const fitting = options.filter((option) => words.every((word) => holds(option, word)))
  return fitting.length === 1 ? fitting[0] : undefined
}

const meaning = new Set(['mean', 'meant', 'said', 'guy', 'lady', 'woman', 'man', 'option', 'number'])
