import type Anthropic from '@anthropic-ai/sdk'
import type { TokenUsage } from '../model-unavailable.ts'

/** A call that the model asks for. `input` is what it wrote: plain data, or the text itself when that is no JSON. */
export type ToolRequest = { id: string; name: string; input: unknown }

/** One answer of the model, whole. `content` goes back to it word for word with the next request. */
export type Answer = {
  content: Anthropic.ContentBlockParam[]
  requests: ToolRequest[]
  stopReason: Anthropic.StopReason | null
}

type Draft = { start: Anthropic.RawContentBlockStartEvent['content_block']; text: string; signature: string }

/**
 * Puts the pieces of a streamed answer together; `say` gets the text as it comes. The SDK has a helper for this, but
 * it completes tool input that was cut short and ends the stream over input that is not JSON, and either would keep
 * from the waist what the model really wrote. `usage` is brought up to date as the stream tells it, so that an answer
 * that breaks off is counted too.
 */
export async function gather(
  events: AsyncIterable<Anthropic.RawMessageStreamEvent>,
  say: (text: string) => void,
  usage: TokenUsage,
): Promise<Answer> {
  const drafts = new Map<number, Draft>()
  let stopReason: Anthropic.StopReason | null = null
  for await (const event of events) {
    if (event.type === 'message_start') count(usage, event.message.usage)
    else if (event.type === 'content_block_start') {
      const draft = { start: event.content_block, text: '', signature: '' }
      drafts.set(event.index, draft)
      if (draft.start.type === 'text') grow(draft, draft.start.text, say)
    } else if (event.type === 'content_block_delta') extend(drafts.get(event.index), event.delta, say)
    else if (event.type === 'message_delta') {
      stopReason = event.delta.stop_reason
      count(usage, event.usage)
    }
  }
  const whole = [...drafts.values()].flatMap(finished)
  return {
    content: whole.map(({ block }) => block),
    requests: whole.flatMap(({ request }) => (request ? [request] : [])),
    stopReason,
  }
}

function extend(
  draft: Draft | undefined,
  delta: Anthropic.RawContentBlockDelta,
  say: (text: string) => void,
) {
  if (!draft) return
  if (delta.type === 'text_delta') grow(draft, delta.text, say)
  else if (delta.type === 'input_json_delta') draft.text += delta.partial_json
  else if (delta.type === 'thinking_delta') draft.text += delta.thinking
  else if (delta.type === 'signature_delta') draft.signature += delta.signature
}

function grow(draft: Draft, text: string, say: (text: string) => void) {
  draft.text += text
  if (text !== '') say(text)
}

/** Blocks of other kinds belong to tools of the vendor, of which none is offered. */
function finished({
  start,
  text,
  signature,
}: Draft): { block: Anthropic.ContentBlockParam; request?: ToolRequest }[] {
  if (start.type === 'text') return /\S/.test(text) ? [{ block: { type: 'text', text } }] : []
  if (start.type === 'thinking') {
    return [
      {
        block: {
          type: 'thinking',
          thinking: start.thinking + text,
          signature: start.signature + signature,
        },
      },
    ]
  }
  if (start.type === 'redacted_thinking') return [{ block: { type: 'redacted_thinking', data: start.data } }]
  if (start.type !== 'tool_use') return []
  const request = { id: start.id, name: start.name, input: inputOf(text, start.input) }
  return [
    { block: { type: 'tool_use', id: start.id, name: start.name, input: echoed(request.input) }, request },
  ]
}

function inputOf(json: string, initial: unknown): unknown {
  if (json.trim() === '') return initial ?? {}
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return json
    throw error
  }
}

/** The service takes back only objects as input; anything else is shown to the model as the thing it wrote. */
function echoed(input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return { ...input }
  return { unreadable: input }
}

type Counters = Pick<
  Anthropic.MessageDeltaUsage,
  'input_tokens' | 'cache_creation_input_tokens' | 'cache_read_input_tokens' | 'output_tokens'
>

/** Counters are totals of the whole answer so far; input counts alike whether it came from the cache or not. */
function count(usage: TokenUsage, counters: Counters) {
  const input =
    (counters.input_tokens ?? 0) +
    (counters.cache_creation_input_tokens ?? 0) +
    (counters.cache_read_input_tokens ?? 0)
  usage.inputTokens = Math.max(usage.inputTokens, input)
  usage.outputTokens = Math.max(usage.outputTokens, counters.output_tokens)
}
