import { isJson, type Json, objects, typeOf } from '../json.ts'
import { complain, inside, type Spot, type Surface } from './rule.ts'

/** Blocks that only some surfaces take; the others are for all. */
const blockSurfaces: Readonly<Record<string, readonly Surface[]>> = {
  alert: ['modal'],
  card: ['message', 'home'],
  carousel: ['message', 'home'],
  container: ['message', 'home'],
  context_actions: ['message'],
  data_table: ['message'],
  input: ['modal', 'home'],
  markdown: ['message'],
  plan: ['message'],
  table: ['message'],
  task_card: ['message'],
}

/** Elements that only some surfaces take. */
const elementSurfaces: Readonly<Record<string, readonly Surface[]>> = {
  datetimepicker: ['message', 'modal'],
  email_text_input: ['modal'],
  file_input: ['modal'],
  number_input: ['modal'],
  rich_text_input: ['modal', 'home'],
  url_text_input: ['modal'],
  workflow_button: ['message'],
}

/** Complains of blocks and elements that this surface does not take, and of a second table in a message. */
export function checkSurfaces(blocks: readonly Json[], spot: Spot) {
  for (const [index, block] of blocks.entries()) {
    const at = inside(spot, index)
    checkType(blockSurfaces, block, at)
    for (const element of elementsIn(block)) checkType(elementSurfaces, element, at)
  }
  if (tablesIn(blocks) > 1) complain(spot, 'only_one_table_allowed')
}

function checkType(surfaces: typeof blockSurfaces, value: Json, spot: Spot) {
  const type = typeOf(value)
  const allowed = Object.hasOwn(surfaces, type) ? surfaces[type] : undefined
  if (allowed !== undefined && !allowed.includes(spot.surface)) {
    complain(spot, `${type} is not available in a ${spot.surface}`)
  }
}

function elementsIn(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(elementsIn)
  if (!isJson(value)) return []
  return Object.values(value).flatMap((inner) => [
    ...(isJson(inner) ? [inner] : objects(inner)),
    ...elementsIn(inner),
  ])
}

function tablesIn(blocks: readonly Json[]): number {
  const all = blocks.flatMap((block) => [block, ...objects(block.child_blocks)])
  return all.filter((block) => ['table', 'data_table'].includes(typeOf(block))).length
}
