import { guided } from './guided/guided.ts'
import type { MindReply, Turn } from './mind.ts'
import { ModelUnavailable } from './model-unavailable.ts'

/** A language model that may answer; it throws ModelUnavailable when it cannot, and guided mode takes the message. */
export type Model = (turn: Turn) => Promise<MindReply>

export type Minds = { model: Model | undefined }

export type Thought = { mode: 'guided' | 'claude'; reply: MindReply }

/** The model answers where there is one; without it, or when it cannot, guided mode does. */
export async function think({ model }: Minds, turn: Turn): Promise<Thought> {
  if (!model || turn.text.trim() === '') return { mode: 'guided', reply: await guided(turn) }
  try {
    return { mode: 'claude', reply: await model(turn) }
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error
    const reply = await guided(turn)
    return { mode: 'guided', reply: { ...reply, text: `${error.words} ${reply.text}`, usage: error.usage } }
  }
}
