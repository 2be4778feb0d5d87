import { z } from 'zod'
import { type Kind, kinds } from '../../tools/fields.ts'
import type { PastMessage } from '../mind.ts'

const row = z.object({ id: z.string(), label: z.string(), detail: z.string().optional() })
const kind = z.enum(kinds)
const option = row.partial({ id: true })

const memory = z.object({
  guided: z.literal(1),
  /** The rows that were spoken of, the latest of each kind. */
  focus: z.array(row.extend({ kind })).max(kinds.length),
  /** The list that was shown last, for "the second one" and "show more". */
  list: z
    .object({
      tool: z.string(),
      input: z.record(z.string(), z.unknown()),
      kind: kind.optional(),
      items: z.array(row),
      next: z.string().optional(),
    })
    .optional(),
  /** The last call that was made or is being put together, for corrections. */
  last: z
    .object({
      tool: z.string(),
      input: z.record(z.string(), z.unknown()),
      rows: z.array(row.extend({ kind, field: z.string() })),
      done: z.boolean(),
    })
    .optional(),
  /** The one field that was asked for. */
  asked: z.object({ field: z.string(), options: z.array(option) }).optional(),
  /** What was last offered for a field, so that "the other one" means something after a choice. */
  offered: z.object({ field: z.string(), options: z.array(option) }).optional(),
  /** Tools between which the person was asked to choose, and the words that left it open. */
  choosing: z.object({ tools: z.array(z.string()), said: z.string() }).optional(),
  /** A confirmation that waits for its button. */
  waiting: z.object({ id: z.string(), tool: z.string() }).optional(),
})

/** What guided mode remembers from one message to the next, as plain JSON. */
export type Memory = z.output<typeof memory>
export type Row = z.output<typeof row>
export type Focus = Row & { kind: Kind }
export type Option = z.output<typeof option>

/** What the last reply of guided mode remembered; nothing when there is none that can be read. */
export function recall(history: readonly PastMessage[]): Memory {
  for (const message of history.toReversed()) {
    if (message.author !== 'parley') continue
    const read = memory.safeParse(message.state)
    if (read.success) return read.data
  }
  return { guided: 1, focus: [] }
}

/** The row of a kind that was spoken of last. */
export function focused(memory: Memory, kind: Kind): Focus | undefined {
  const { waiting } = memory
  if (kind === 'confirmation') return waiting && { kind, id: waiting.id, label: waiting.tool }
  return memory.focus.findLast((one) => one.kind === kind)
}

/**
 * Puts rows in focus, the latest last. When another row of a kind comes into focus, rows that hang on the one before
 * it (`dependents`: the application of a candidate) leave it.
 */
export function focusOn(
  focus: readonly Focus[],
  rows: readonly Focus[],
  dependents: (kind: Kind) => readonly Kind[],
): Focus[] {
  let kept = [...focus]
  for (const { kind, id } of rows) {
    const before = kept.find((one) => one.kind === kind)
    if (before && before.id === id) continue
    const gone = dependents(kind)
    kept = kept.filter((one) => one.kind !== kind && !gone.includes(one.kind))
  }
  const news = rows.map(({ kind, id, label, detail }) => ({ kind, id, label, ...(detail ? { detail } : {}) }))
  return [...kept.filter((one) => !news.some((row) => row.kind === one.kind)), ...news]
}
