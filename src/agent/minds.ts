import { guided } from './guided/guided.ts'
import type { MindReply, Turn } from './mind.ts'

/** A language model that may answer; it throws a ModelUnavailable with a reason when it cannot. */
export type Model = (turn: Turn) => Promise<MindReply>

export type Minds = { model: Model | undefined }

export type Thought = { mode: 'guided' | 'claude'; reply: MindReply }

/** Why a model did not answer. Guided mode takes the message instead, and says so. */
export class ModelUnavailable extends Error {
  readonly words: string

  constructor(words: string, cause?: unknown) {
    super(words, { cause })
    this.name = 'ModelUnavailable'
    this.words = words
  }
}

/** The model answers where there is one; without it, or when it cannot, guided mode does. */
export async function think({ model }: Minds, turn: Turn): Promise<Thought> {
  if (!model || turn.text.trim() === '') return { mode: 'guided', reply: await guided(turn) }
  try {
    return { mode: 'claude', reply: await model(turn) }
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error
    const reply = await guided(turn)
    return { mode: 'guided', reply: { ...reply, text: `${error.words} ${reply.text}` } }
  }
}
