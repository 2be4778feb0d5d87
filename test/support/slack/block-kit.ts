import { type Json, objects } from './json.ts'

export type Surface = 'message' | 'modal' | 'home'

/** What Slack would not take in these blocks, each with its path; nothing when they are sound. */
export function checkBlocks(blocks: unknown, surface: Surface): readonly string[] {
  const most = surface === 'message' ? 50 : 100
  return objects(blocks).length > most ? [`no more than ${most} items allowed [json-pointer:/blocks]`] : []
}

/** All texts of blocks, one after the other. */
export function textOfBlocks(blocks: unknown): string {
  return objects(blocks).map(textOf).join('')
}

function textOf(block: Json): string {
  return JSON.stringify(block)
}
