import { z } from 'zod'
import type { IssuedCard } from '../tools/button.ts'
import type { Call, Result } from '../tools/call.ts'
import { invoke } from '../tools/invoke.ts'
import type { Waist } from '../tools/waist.ts'
import type { MindReply, PastMessage } from './mind.ts'

/** The stored side of a conversation, reached like everything else by calls. */
export type Transcript = {
  open(input: { id?: string; persona?: string }): Promise<Stored<{ id: string }>>
  hear(conversation: string, text: string): Promise<Stored<Heard>>
  answer(conversation: string, answer: Answer): Promise<Result>
}

export type Stored<T> = { ok: true; value: T } | { ok: false; result: Exclude<Result, { outcome: 'done' }> }

export type Heard = { conversation: { id: string; persona: string }; history: PastMessage[] }

export type Answer = {
  reply: MindReply
  mode: string
  calls: readonly { tool: string; input: unknown; outcome: string; initiator: string }[]
  cards: readonly IssuedCard[]
  confirmations: readonly { id: string; tool: string }[]
  processingMs: number
}

const opened = z.object({ id: z.uuid() })
const heard = z.object({
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
    hear: async (conversation, text) =>
      stored(
        await make(
          'add_message',
          { conversation, author: 'person', text },
          { initiator: 'person', conversation },
        ),
        heard,
      ),
    answer: (conversation, { reply, mode, calls, cards, confirmations, processingMs }) =>
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
        },
        { initiator: 'system', conversation },
      ),
  }
}

function stored<T>(result: Result, schema: z.ZodType<T>): Stored<T> {
  return result.outcome === 'done' ? { ok: true, value: schema.parse(result.output) } : { ok: false, result }
}
