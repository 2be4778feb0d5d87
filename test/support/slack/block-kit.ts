import { basicBlocks } from './block-kit/blocks.ts'
import { newerBlocks } from './block-kit/newer-blocks.ts'
import { byType, complain, inside, list, type Spot, type Surface } from './block-kit/rule.ts'
import { checkSurfaces } from './block-kit/surfaces.ts'
import { textsOf } from './block-kit/texts-of.ts'
import { isJson, type Json, objects, typeOf } from './json.ts'
import { lengthOf } from './length.ts'

const blockRule = byType({ ...basicBlocks, ...newerBlocks })

/**
 * What Slack would not take in these blocks: lines like `must be less than 151 characters [json-pointer:/blocks/0/…]`;
 * none when they are sound. Lengths are UTF-16 units.
 */
export function checkBlocks(blocks: unknown, surface: Surface): readonly string[] {
  const spot: Spot = { path: '/blocks', surface, complaints: [] }
  list(blockRule, surface === 'message' ? 50 : 100, 0)(blocks, spot)
  for (const [index, block] of objects(blocks).entries()) {
    checkUnique(actionIds(block), inside(spot, index), 'action_id')
  }
  checkUnique(
    objects(blocks).map(({ block_id }) => block_id),
    spot,
    'block_id',
  )
  checkSurfaces(objects(blocks), spot)
  checkTotals(objects(blocks), spot)
  return spot.complaints
}

/** All that people can read in blocks, one after the other. */
export function textOfBlocks(blocks: unknown): string {
  return textsOf(blocks).join('')
}

function checkUnique(ids: readonly unknown[], spot: Spot, name: string) {
  const given = ids.filter((id) => typeof id === 'string')
  const twice = given.find((id, index) => given.indexOf(id) < index)
  if (twice !== undefined) complain(spot, `${name} ${twice} is used twice`)
}

function actionIds(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(actionIds)
  if (!isJson(value)) return []
  return [value.action_id, ...Object.values(value).flatMap(actionIds)]
}

/** What counts over a whole message: its Markdown and its tables. */
function checkTotals(blocks: readonly Json[], spot: Spot) {
  const total = (types: readonly string[]) =>
    lengthOf(textOfBlocks(blocks.filter((block) => types.includes(typeOf(block)))))
  if (total(['markdown']) > 12_000) complain(spot, 'markdown blocks hold more than 12000 characters')
  if (total(['table']) > 10_000) complain(spot, 'tables hold more than 10000 characters')
  if (total(['data_table']) > 20_000) complain(spot, 'tables hold more than 20000 characters')
}
