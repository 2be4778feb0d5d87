import type { AnyTool } from '../../tools/tool.ts'
import type { Turn } from '../mind.ts'
import { toolsUsed } from './stored-turn.ts'

const most = 40

/**
 * The tools that the model is shown, at most 40 of those that the speaker may use: those featured for the persona, then those of the subjects that this
 * conversation already touched, then the rest. They come in the order of the catalogue, so that the list stays the
 * same from request to request and its cache holds.
 */
export function toolsFor(turn: Pick<Turn, 'tools' | 'may' | 'speaker' | 'history'>): readonly AnyTool[] {
  const offered = turn.tools.filter((tool) => tool.audience !== 'internal' && turn.may(tool))
  if (offered.length <= most) return offered
  const used = new Set(turn.history.flatMap((message) => toolsUsed(message.blocks)))
  const subjects = new Set(
    offered.filter((tool) => used.has(tool.name)).map((tool) => tool.permission.resource),
  )
  const rank = (tool: AnyTool) => {
    if (tool.featured?.includes(turn.speaker.persona)) return 0
    return subjects.has(tool.permission.resource) ? 1 : 2
  }
  const chosen = new Set(offered.toSorted((a, b) => rank(a) - rank(b)).slice(0, most))
  return offered.filter((tool) => chosen.has(tool))
}
