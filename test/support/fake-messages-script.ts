/** What the fake Messages API answers: the blocks of an answer, and how their stream fares. */
export type FakeAnswer = {
  blocks?: readonly FakeBlock[]
  stopReason?: string
  usage?: Partial<FakeUsage>
  /** Sends so many events and half of the next one, then closes the connection. */
  breakAfter?: number
  /** Sends so many events, then nothing more until the client goes away. */
  hangAfter?: number
  /** Sends so many events, then an error event of this type, as the service does when it fails in the middle. */
  errorAfter?: { events: number; type: string }
  /** Sends so many events, and the others when this is settled. */
  pauseAfter?: { events: number; until: Promise<unknown> }
  /** Waits for this before the first event. */
  after?: Promise<unknown>
}

/** A refusal before any stream, such as 401, 429 or 529. */
export type FakeRefusal = {
  status: number
  type: string
  message?: string
  headers?: Record<string, string>
}

export type FakeUsage = { input: number; output: number; cacheRead: number; cacheWrite: number }

export type FakeBlock =
  | { type: 'text'; text: string }
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'redacted_thinking'; data: string }
  | { type: 'tool_use'; id?: string; name: string; json: string }

/** One event as it goes over the wire. */
export type FakeEvent = { event: string; data: Record<string, unknown> }

/** An answer of words alone. */
export function says(text: string, more: Omit<FakeAnswer, 'blocks'> = {}): FakeAnswer {
  return { blocks: [{ type: 'text', text }], ...more }
}

/** An answer that asks for calls, with words before them if given. */
export function asks(
  calls: readonly { name: string; input?: unknown; json?: string }[],
  more: Omit<FakeAnswer, 'blocks'> & { text?: string } = {},
): FakeAnswer {
  const { text, ...rest } = more
  const words: FakeBlock[] = text === undefined ? [] : [{ type: 'text', text }]
  const uses = calls.map(
    ({ name, input = {}, json }): FakeBlock => ({
      type: 'tool_use',
      name,
      json: json ?? JSON.stringify(input),
    }),
  )
  return { blocks: [...words, ...uses], stopReason: 'tool_use', ...rest }
}

/**
 * The events of an answer, as the service streams them: text and tool input in small pieces, and a ping in between.
 * `number` makes ids that are never used twice.
 */
export function eventsOf(answer: FakeAnswer, model: string, number: number): FakeEvent[] {
  const usage = { input: 100, output: 20, cacheRead: 0, cacheWrite: 0, ...answer.usage }
  const blocks = answer.blocks ?? []
  const start = {
    id: `msg_${number}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: {
      input_tokens: usage.input,
      cache_creation_input_tokens: usage.cacheWrite,
      cache_read_input_tokens: usage.cacheRead,
      output_tokens: 1,
    },
  }
  const calls = blocks.some((block) => block.type === 'tool_use')
  return [
    event('message_start', { message: start }),
    event('ping', {}),
    ...blocks.flatMap((block, index) => blockEvents(block, index, `toolu_${number}_${index}`)),
    event('message_delta', {
      delta: { stop_reason: answer.stopReason ?? (calls ? 'tool_use' : 'end_turn'), stop_sequence: null },
      usage: { output_tokens: usage.output },
    }),
    event('message_stop', {}),
  ]
}

/** One event as text. */
export function wire({ event, data }: FakeEvent): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

function blockEvents(block: FakeBlock, index: number, id: string): FakeEvent[] {
  const [start, deltas] = partsOf(block, id)
  return [
    event('content_block_start', { index, content_block: start }),
    ...deltas.map((delta) => event('content_block_delta', { index, delta })),
    event('content_block_stop', { index }),
  ]
}

function partsOf(block: FakeBlock, id: string): [Record<string, unknown>, Record<string, unknown>[]] {
  if (block.type === 'text') {
    const deltas = pieces(block.text, 5).map((text) => ({ type: 'text_delta', text }))
    return [{ type: 'text', text: '' }, deltas]
  }
  if (block.type === 'thinking') {
    const deltas = pieces(block.thinking, 9).map((thinking) => ({ type: 'thinking_delta', thinking }))
    const signed = { type: 'signature_delta', signature: block.signature }
    return [{ type: 'thinking', thinking: '', signature: '' }, [...deltas, signed]]
  }
  if (block.type === 'redacted_thinking') return [{ type: 'redacted_thinking', data: block.data }, []]
  const deltas = pieces(block.json, 7).map((partial_json) => ({ type: 'input_json_delta', partial_json }))
  const begun = { type: 'tool_use', id: block.id ?? id, name: block.name, input: {} }
  return [begun, [{ type: 'input_json_delta', partial_json: '' }, ...deltas]]
}

function pieces(text: string, size: number): string[] {
  const letters = [...text]
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, index) =>
    letters.slice(index * size, (index + 1) * size).join(''),
  )
}

function event(type: string, data: Record<string, unknown>): FakeEvent {
  return { event: type, data: { type, ...data } }
}
