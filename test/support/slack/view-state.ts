import { type Choice, stateOf } from './chosen.ts'
import { elementsOf } from './elements.ts'
import { filled, type Json, object } from './json.ts'
import { lengthOf } from './length.ts'
import type { StoredView } from './state.ts'

/** What somebody writes into a form: by label, by action id or by block id. */
export type Fields = Readonly<Record<string, Choice>>

/** The values of a view as the app gets them. Fails when a field is named that the view does not have. */
export function viewState(view: StoredView, fields: Fields): { values: Json } {
  const unknown = new Set(Object.keys(fields))
  const values: Record<string, Record<string, Json>> = {}
  for (const { block, element } of elementsOf(view.blocks)) {
    if (element.type === 'button') continue
    const names = namesOf(view, block, element)
    const name = names.find((each) => Object.hasOwn(fields, each))
    if (name !== undefined) unknown.delete(name)
    values[block] = {
      ...values[block],
      [String(element.action_id)]: stateOf(element, name === undefined ? undefined : fields[name]),
    }
  }
  if (unknown.size > 0) throw new Error(`The form has no field ${[...unknown].join(', ')}.`)
  return { values }
}

function namesOf(view: StoredView, block: string, element: Json): readonly string[] {
  const holder = view.blocks.find(({ block_id }) => block_id === block)
  return [filled(object(holder?.label).text), filled(element.action_id), block].filter(
    (name) => name !== undefined,
  )
}

/** What Slack itself tells somebody who submits: fields that are empty, too short or too long. */
export function unsentReason(view: StoredView, values: Json): string | undefined {
  for (const block of view.blocks.filter(({ type }) => type === 'input')) {
    const element = object(block.element)
    const filledIn = object(object(values[String(block.block_id)])[String(element.action_id)])
    const { type: _, ...state } = filledIn
    const [value] = Object.values(state)
    const label = filled(object(block.label).text) ?? String(block.block_id)
    const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
    if (empty && block.optional !== true) return `${label} is required`
    if (typeof value !== 'string' || empty) continue
    if (lengthOf(value) < Number(element.min_length ?? 0)) return `${label} is too short`
    if (lengthOf(value) > Number(element.max_length ?? 3_000)) return `${label} is too long`
  }
  return undefined
}
