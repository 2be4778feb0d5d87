import { filled, isJson, type Json, object, objects } from './json.ts'

export type Element = { block: string; element: Json }
export type Wanted = { actionId?: string; label?: string; type?: string }

/** What can be pressed, chosen or written in, in blocks, with the id of the block that holds it. */
export function elementsOf(blocks: readonly Json[]): readonly Element[] {
  return blocks.flatMap((block) => inside(block, filled(block.block_id) ?? ''))
}

function inside(value: unknown, block: string): readonly Element[] {
  if (Array.isArray(value)) return value.flatMap((item) => inside(item, block))
  if (!isJson(value)) return []
  const own = filled(value.block_id) ?? block
  const found = isInteractive(value) ? [{ block: own, element: value }] : []
  return [...found, ...Object.values(value).flatMap((inner) => inside(inner, own))]
}

const interactive =
  /^(button|.*_select|.*_input|overflow|checkboxes|radio_buttons|(date|time|datetime)picker|feedback_buttons|icon_button)$/

export function isInteractive({ type }: Json): boolean {
  return typeof type === 'string' && interactive.test(type)
}

/** The element that a person means by its label, or a test by its action id. Fails when there is none. */
export function findElement(blocks: readonly Json[], { actionId, label, type }: Wanted): Element {
  const all = elementsOf(blocks)
  const found = all.find(
    ({ element }) =>
      (actionId === undefined || element.action_id === actionId) &&
      (label === undefined || labelsOf(element).includes(label)) &&
      (type === undefined || element.type === type),
  )
  if (found !== undefined) return found
  const there = all.map(({ element }) => `${element.action_id} "${labelsOf(element).join('" or "')}"`)
  throw new Error(
    `There is no ${actionId ?? label ?? type} to press; there is ${there.join(', ') || 'nothing'}.`,
  )
}

/** What is written on an element. */
export function labelsOf(element: Json): readonly string[] {
  const texts = [element.text, object(element.positive_button).text, object(element.negative_button).text]
  return [...texts, element.placeholder]
    .map((text) => filled(object(text).text))
    .filter((text) => text !== undefined)
}

/** An option of a menu, by its value or its words. */
export function optionOf(element: Json, wanted: string): Json {
  const groups = objects(element.option_groups).flatMap(({ options }) => objects(options))
  const all = [...objects(element.options), ...groups]
  const found = all.find(({ value, text }) => value === wanted || object(text).text === wanted)
  if (found === undefined) throw new Error(`There is no option ${wanted} in ${String(element.action_id)}.`)
  return found
}
