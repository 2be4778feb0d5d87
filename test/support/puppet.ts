import type { MindReply, Turn } from '../../src/agent/mind.ts'
import type { Model } from '../../src/agent/minds.ts'

/** One message that waits for the test to answer it, piece by piece. */
export type Part = {
  turn: Turn
  /** Writes some words of the answer. */
  say(text: string): void
  /** Ends the answer with everything that was said. */
  finish(more?: Partial<MindReply>): void
  fail(error: Error): void
}

/** A model that says what the test makes it say, when the test makes it. A stop ends it like the real one. */
export function createPuppet(): { model: Model; asked(text: string): Promise<Part> } {
  const parts = new Map<string, PromiseWithResolvers<Part>>()
  const partOf = (text: string) => {
    const known = parts.get(text) ?? Promise.withResolvers<Part>()
    parts.set(text, known)
    return known
  }
  const model: Model = (turn) =>
    new Promise<MindReply>((resolve, reject) => {
      let said = ''
      const finish = (more: Partial<MindReply> = {}) =>
        resolve({ text: said, cards: [], tainted: false, ...more })
      const say = (text: string) => {
        said += text
        turn.emit(text)
      }
      turn.signal.addEventListener('abort', () => finish({ text: `${said} (stopped)` }), { once: true })
      partOf(turn.text).resolve({ turn, say, finish, fail: reject })
    })
  return { model, asked: (text) => partOf(text).promise }
}
