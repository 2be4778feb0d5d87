import type { ShownCard } from '../../agent/reply.ts'
import { type AdaptiveCard, adaptiveCards, type CardOptions } from './card.ts'
import { linesOf } from './card-body.ts'

/** A card while its button is at work: what it says stays, its buttons go until the outcome is known. */
export function workingCard(card: ShownCard, options: CardOptions = {}): AdaptiveCard {
  const shown = adaptiveCards({ ...card, buttons: [] }, options).at(-1)
  if (!shown) throw new Error('A card has at least one part.')
  return { ...shown, body: [...shown.body, ...linesOf('Working on it…')] }
}
