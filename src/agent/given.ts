import { type IssuedCard, tokenOf } from '../tools/button.ts'
import type { Waist } from '../tools/waist.ts'
import { isDiscreet, type Reply, withTokens } from './reply.ts'
import type { GivenAnswer } from './transcript.ts'

/** The reply that a message got before, for a door that comes back for it. */
export function replyGiven(waist: Waist, conversation: string, answer: GivenAnswer): Reply {
  const { text, mode, calls, asks } = answer
  const cards = answer.cards as (IssuedCard & GivenAnswer['cards'][number])[]
  return {
    conversation,
    mode,
    reply: text,
    calls,
    asks: asks ?? null,
    confirmations: (cards[0]?.confirmations ?? []).map(({ id, tool, button }) => ({
      id,
      tool,
      token: tokenOf(waist.secret, button),
    })),
    cards: cards.map(({ confirmations: _, ...card }) => withTokens(waist.secret, card)),
    discreet: isDiscreet(waist.tools, calls),
    repeated: true,
  }
}
