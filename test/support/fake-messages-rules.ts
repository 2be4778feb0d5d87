import { z } from 'zod'

const cache = z
  .strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
  .optional()
const text = z.strictObject({ type: z.literal('text'), text: z.string().regex(/\S/), cache_control: cache })
const toolUse = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  name: z.string().min(1).max(200),
  input: z.record(z.string(), z.unknown()),
  cache_control: cache,
})
const toolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.string(),
  is_error: z.boolean().optional(),
  cache_control: cache,
})
const thinking = z.strictObject({
  type: z.literal('thinking'),
  thinking: z.string(),
  signature: z.string().min(1),
})
const redacted = z.strictObject({ type: z.literal('redacted_thinking'), data: z.string().min(1) })
const block = z.discriminatedUnion('type', [text, toolUse, toolResult, thinking, redacted])
const message = z.strictObject({ role: z.enum(['user', 'assistant']), content: z.array(block).min(1) })
const tool = z.strictObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  description: z.string(),
  input_schema: z.looseObject({ type: z.literal('object') }),
  cache_control: cache,
})
const body = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  stream: z.literal(true),
  system: z.array(text).optional(),
  tools: z.array(tool).min(1).optional(),
  messages: z.array(message).min(1),
})

/** A request to the Messages API as the fake has checked it. */
export type FakeBody = z.output<typeof body>

/**
 * Reads a request as strictly as the service does, or says what the service would refuse: sampling parameters, server
 * threads and other unknown keys, roles that do not alternate, calls without their results, ids used twice, more than
 * four cache marks.
 */
export function readRequest(json: unknown): { body: FakeBody } | { refusal: string } {
  const read = body.safeParse(json)
  if (!read.success) return { refusal: z.prettifyError(read.error) }
  const refusal = refusalOf(read.data)
  return refusal ? { refusal } : { body: read.data }
}

function refusalOf({ messages, tools, system }: FakeBody): string | undefined {
  const wrongRole = messages.findIndex(({ role }, index) => role !== (index % 2 === 0 ? 'user' : 'assistant'))
  if (wrongRole >= 0) return `messages.${wrongRole}: roles must alternate, a user first`
  if (messages.at(-1)?.role !== 'user') return 'the last message must be of the user'
  const names = tools?.map(({ name }) => name) ?? []
  if (new Set(names).size < names.length) return 'tools: names must be unique'
  const blocks = messages.flatMap(({ content }) => content)
  const ids = blocks.flatMap((one) => (one.type === 'tool_use' ? [one.id] : []))
  if (new Set(ids).size < ids.length) return 'tool_use ids must be unique'
  const marked = [...(tools ?? []), ...(system ?? []), ...blocks]
  if (marked.filter((one) => 'cache_control' in one && one.cache_control).length > 4) {
    return 'a maximum of 4 blocks with cache_control may be provided'
  }
  return messages.map((one, index) => unanswered(one, messages[index + 1], index)).find(Boolean)
}

type Message = FakeBody['messages'][number]

function unanswered(one: Message, next: Message | undefined, index: number): string | undefined {
  const calls = one.content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
  const answers =
    next?.content.flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : [])) ?? []
  if (index === 0 && one.content.some((block) => block.type === 'tool_result')) {
    return 'messages.0: tool_result without its tool_use'
  }
  if (
    one.role === 'assistant' &&
    (calls.some((id) => !answers.includes(id)) || answers.length > calls.length)
  ) {
    return `messages.${index}: each tool_use must have one tool_result in the next message`
  }
  const first = one.content.findIndex((block) => block.type !== 'tool_result')
  const late = first >= 0 && one.content.slice(first).some((block) => block.type === 'tool_result')
  return late ? `messages.${index}: tool_result blocks must come first` : undefined
}
