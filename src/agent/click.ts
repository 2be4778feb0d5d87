import { type IssuedCard, issueButtons } from '../tools/button.ts'
import type { Card } from '../tools/card.ts'
import { type Click, press } from '../tools/press.ts'
import type { Waist } from '../tools/waist.ts'
import { type Reply, replyOf, withTokens } from './reply.ts'
import { createTranscript } from './transcript.ts'

/** What a click did, as a reply; `outcome` tells the door whether the button is spent. */
export type Clicked = Reply & { outcome: 'done' | 'pending' | 'denied' | 'refused' | 'failed' }

/** A click on a card, and its outcome as a further message of the conversation that the card belongs to. */
export async function click(waist: Waist, made: Click): Promise<Clicked> {
  const startedAt = performance.now()
  const { tool, conversation, result, tainted } = await press(waist, made)
  const calls = [{ tool, input: {}, outcome: result.outcome, initiator: 'person' }]
  if (result.outcome !== 'done') {
    const fault = result.outcome === 'pending' ? undefined : result.fault
    const words = fault?.message ?? 'This waits for a confirmation.'
    return { ...replyOf(words, conversation), calls, outcome: result.outcome, ...(fault ? { fault } : {}) }
  }
  const actor = await waist.authenticate(made.credential)
  const shown: Card = result.card ?? { title: 'Done' }
  const card: IssuedCard = await issueButtons(waist, shown, { allowed: [actor.id], conversation })
  const text = [shown.title, shown.text].filter(Boolean).join('. ')
  if (conversation) {
    const processingMs = Math.round(performance.now() - startedAt)
    const reply = { text, cards: [shown], tainted }
    await createTranscript(waist, made).answer(conversation, {
      reply,
      mode: 'guided',
      calls,
      cards: [card],
      confirmations: [],
      processingMs,
    })
  }
  return { ...replyOf(text, conversation), calls, cards: [withTokens(waist.secret, card)], outcome: 'done' }
}
