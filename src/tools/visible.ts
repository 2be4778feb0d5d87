import type { Actor } from '../access/actor.ts'
import type { AnyTool } from './tool.ts'

/** The tools that a mind or client may be offered for this person, in the fixed order of the catalogue. */
export function visible(tools: Iterable<AnyTool>, actor: Pick<Actor, 'rights'>): AnyTool[] {
  return [...tools].filter(
    (tool) =>
      tool.audience !== 'internal' &&
      actor.rights.decide(tool.permission.resource, tool.permission.action).allowed,
  )
}
