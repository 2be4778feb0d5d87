import type { ShownCard } from '../../agent/reply.ts'
import { type AdaptiveCard, adaptiveCards, type CardOptions } from './card.ts'
import { linesOf } from './card-body.ts'

const working = 'Working on it…'

/** A card while its button is at work: what it says stays, its buttons go until the outcome is known. */
export function workingCard(card?: ShownCard, options: CardOptions = {}): AdaptiveCard {
  const shown = lastOf(card ? { ...card, buttons: [] } : { title: working, buttons: [] }, options)
  if (!card) return shown
  return { ...shown, body: [...shown.body, ...linesOf(working)] }
}

/** A click that did not succeed: what went wrong and what to do next, below a card that keeps its buttons. */
export function faultCard(words: string, card?: ShownCard, options: CardOptions = {}): AdaptiveCard {
  const shown = lastOf(card ?? { title: 'That did not work', buttons: [] }, options)
  const notice = { type: 'Container', style: 'attention', items: linesOf(words) }
  return { ...shown, body: [...shown.body, notice] }
}

/** The part of a card that has its buttons. */
function lastOf(card: ShownCard, options: CardOptions): AdaptiveCard {
  const last = adaptiveCards(card, options).at(-1)
  if (!last) throw new Error('A card has at least one part.')
  return last
}
