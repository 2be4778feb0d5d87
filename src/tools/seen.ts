import type { Entry } from '../activity/record.ts'
import type { AnyTool } from './tool.ts'
import type { Trace } from './trace.ts'
import type { Waist } from './waist.ts'

/** The distinct rows that an answer shows: those it was asked about and the items of a list. */
export function seenIds(trace: Trace, output: unknown): string[] {
  const items = typeof output === 'object' && output !== null && 'items' in output ? output.items : []
  const listed = Array.isArray(items)
    ? items.flatMap((item: { id?: unknown }) => (typeof item?.id === 'string' ? [item.id] : []))
    : []
  return [...new Set([...trace.targets.map((target) => target.id), ...listed])]
}

/** One further record for each row that a bulk call handled. */
export function itemEntries(
  waist: Waist,
  entry: Entry,
  { tool, output }: { tool: AnyTool; output: unknown },
): Entry[] {
  return (tool.items?.(output) ?? []).map(({ target, outcome }) => ({
    ...entry,
    id: waist.newId(),
    outcome,
    targetType: target.type,
    targetId: target.id,
    argsDigest: null,
    durationMs: 0,
    metadata: { item: true },
  }))
}
