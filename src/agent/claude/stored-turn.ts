import type Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'

const textBlock = z.object({ type: z.literal('text'), text: z.string().regex(/\S/) })
const toolUse = z.object({
  type: z.literal('tool_use'),
  id: z.string().regex(/^[\w-]+$/),
  name: z.string().min(1).max(200),
  input: z.record(z.string(), z.unknown()),
})
const toolResult = z.object({
  type: z.literal('tool_result'),
  tool_use_id: z.string().regex(/^[\w-]+$/),
  content: z.string(),
  is_error: z.boolean().default(false),
})
const messages = z
  .array(
    z.discriminatedUnion('role', [
      z.object({ role: z.literal('assistant'), content: z.array(z.union([textBlock, toolUse])).min(1) }),
      z.object({ role: z.literal('user'), content: z.array(toolResult).min(1) }),
    ]),
  )
  .min(1)

/** A turn of the model as it is kept: its words, its calls and their results, from assistant to assistant. */
export type StoredTurn = z.output<typeof messages>

/**
 * The turn that was stored, or undefined when it is none: anything that the service would refuse, such as a call
 * without its result, would make every later message of the conversation fail.
 */
export function storedTurn(blocks: unknown): StoredTurn | undefined {
  const read = messages.safeParse(blocks)
  return read.success && isWhole(read.data) ? read.data : undefined
}

/** What of a turn is kept: thinking is for the turn it belongs to, cache marks for the request. */
export function toStore(turn: readonly Anthropic.MessageParam[]): StoredTurn | undefined {
  const kept = turn.map((message) => ({
    role: message.role,
    content:
      typeof message.content === 'string'
        ? [{ type: 'text', text: message.content }]
        : message.content.filter((block) => block.type !== 'thinking' && block.type !== 'redacted_thinking'),
  }))
  return storedTurn(kept)
}

/** Names of the tools that a stored turn called. */
export function toolsUsed(blocks: unknown): readonly string[] {
  return (storedTurn(blocks) ?? []).flatMap((message) =>
    message.role === 'assistant'
      ? message.content.flatMap((block) => (block.type === 'tool_use' ? [block.name] : []))
      : [],
  )
}

function isWhole(turn: StoredTurn): boolean {
  const ids = new Set<string>()
  return turn.every((message, index) => {
    if (message.role !== (index % 2 === 0 ? 'assistant' : 'user')) return false
    if (message.role === 'user') return true
    const calls = message.content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
    const fresh = calls.every((id) => !ids.has(id) && ids.add(id))
    const answer = turn[index + 1]
    const results = answer?.role === 'user' ? answer.content.map((block) => block.tool_use_id) : []
    return fresh && calls.length === results.length && calls.every((id) => results.includes(id))
  })
}
