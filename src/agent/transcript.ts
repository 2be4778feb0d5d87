import { z } from 'zod'
import type { IssuedCard } from '../tools/button.ts'
import type { Call, Result } from '../tools/call.ts'
import { invoke } from '../tools/invoke.ts'
import type { Waist } from '../tools/waist.ts'
import type { MindReply, PastMessage } from './mind.ts'

/** The stored side of a conversation, reached like everything else by calls. */
export type Transcript = {
  open(input: { id?: string; persona?: string }): Promise<Stored<{ id: string }>>
  /** Stores what the person said; the same id a second time adds nothing and brings the answer, if there is one. */
  hear(conversation: string, said: { text: string; id?: string | undefined }): Promise<Stored<Heard>>
  answer(conversation: string, answer: Answer): Promise<Result>
}

export type Stored<T> = { ok: true; value: T } | { ok: false; result: Exclude<Result, { outcome: 'done' }> }

export type Heard = {
  id: string
  conversation: { id: string; persona: string }
  history: PastMessage[]
  answer?: GivenAnswer | undefined
}

/** An answer as it was stored. */
export type GivenAnswer = z.output<typeof given>

export type Answer = {
  reply: MindReply
  mode: string
  calls: readonly { tool: string; input: unknown; outcome: string; initiator: string }[]
  cards: readonly IssuedCard[]
  confirmations: readonly { id: string; tool: string }[]
  processingMs: number
  /** The message that is answered, where its door chose the id. */
  answers?: string | undefined
}

const given = z.object({
  text: z.string(),
  mode: z.enum(['guided', 'claude']),
  calls: z.array(
    z.object({
      tool: z.string(),
      input: z.unknown(),
      outcome: z.enum(['done', 'pending', 'denied', 'refused', 'failed']),
      initiator: z.string(),
    }),
  ),
  cards: z.array(
    z.looseObject({
      confirmations: z.array(z.object({ id: z.string(), tool: z.string(), button: z.string() })),
    }),
  ),
  asks: z.object({ tool: z.string(), missing: z.string() }).nullish(),
})
const opened = z.object({ id: z.uuid() })
const heard = z.object({
  id: z.uuid(),
  conversation: z.object({ id: z.uuid(), persona: z.string() }),
  history: z.array(
    z.object({
      author: z.enum(['person', 'parley']),
      text: z.string(),
      tainted: z.boolean(),
      state: z.unknown(),
      blocks: z.unknown(),
    }),
  ),
  answer: given.optional(),
})

export function createTranscript(
  waist: Waist,
  speaker: Pick<Call, 'credential' | 'door' | 'address' | 'userAgent'>,
): Transcript {
  // Only what says who speaks: with the signal of the turn, an answer that was stopped would not be kept.
  const { credential, door, address, userAgent } = speaker
  const own = { credential, door, ...(address ? { address } : {}), ...(userAgent ? { userAgent } : {}) }
  const make = (tool: string, input: unknown, more: Pick<Call, 'initiator'> & { conversation?: string }) =>
    invoke(waist, { ...own, tool, input, ...more })
  return {
    open: async (input) => stored(await make('start_conversation', input, { initiator: 'person' }), opened),
    hear: async (conversation, { text, id }) =>
      stored(
        await make(
          'add_message',
          { conversation, author: 'person', text, ...(id ? { id } : {}) },
          { initiator: 'person', conversation },
        ),
        heard,
      ),
    answer: (conversation, { reply, mode, calls, cards, confirmations, processingMs, answers }) =>
      make(
        'add_message',
        {
          conversation,
          author: 'parley',
          text: reply.text,
          mode,
          calls,
          cards: cards.map((card) => ({ ...card, confirmations })),
          ...(reply.asks ? { asks: reply.asks } : {}),
          ...(reply.state === undefined ? {} : { state: reply.state }),
          ...(reply.blocks === undefined ? {} : { blocks: reply.blocks }),
          tainted: reply.tainted,
          input_tokens: reply.usage?.inputTokens ?? 0,
          output_tokens: reply.usage?.outputTokens ?? 0,
          processing_ms: processingMs,
          ...(answers ? { answers } : {}),
        },
        { initiator: 'system', conversation },
      ),
  }
}

function stored<T>(result: Result, schema: z.ZodType<T>): Stored<T> {
  return result.outcome === 'done' ? { ok: true, value: schema.parse(result.output) } : { ok: false, result }
}
