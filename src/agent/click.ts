import { type IssuedCard, issueButtons } from '../tools/button.ts'
import type { Card } from '../tools/card.ts'
import { type Click, press } from '../tools/press.ts'
import type { Waist } from '../tools/waist.ts'
import { isDiscreet, type Reply, replyOf, withTokens } from './reply.ts'
import { type Answer, createTranscript } from './transcript.ts'

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
    const told = { ...replyOf(words, conversation), calls, discreet: isDiscreet(waist.tools, calls) }
    return { ...told, outcome: result.outcome, ...(fault ? { fault } : {}) }
  }
  const shown: Card = result.card ?? { title: 'Done' }
  const text = [shown.title, shown.text].filter(Boolean).join('. ')
  const discreet = isDiscreet(waist.tools, calls)
  const done: Clicked = { ...replyOf(text, conversation), calls, discreet, outcome: 'done' }
  try {
    const processingMs = Math.round(performance.now() - startedAt)
    const card = await keep(waist, made, { conversation, shown, text, tainted, calls, processingMs })
    return { ...done, cards: [withTokens(waist.secret, card)] }
  } catch (error) {
    // The deed stands, though its card could not be kept: a click may end the clicker's own session.
    waist.log.warn({ err: error }, 'the card of a click could not be kept')
    return done
  }
}

type Shown = Pick<Answer, 'calls' | 'processingMs'> & {
  conversation: string | undefined
  shown: Card
  text: string
  tainted: boolean
}

/** Stores what a click shows: its buttons, and a message where the card belongs to a conversation. */
async function keep(
  waist: Waist,
  made: Click,
  { conversation, shown, text, tainted, calls, processingMs }: Shown,
): Promise<IssuedCard> {
  const actor = await waist.authenticate(made.credential)
  const card = await issueButtons(waist, shown, { allowed: [actor.id], conversation })
  if (!conversation) return card
  await createTranscript(waist, made).answer(conversation, {
    reply: { text, cards: [shown], tainted },
    mode: 'guided',
    calls,
    cards: [card],
    confirmations: [],
    processingMs,
  })
  return card
}
