import { type ShownCard, withTokens } from '../../agent/reply.ts'
import { type IssuedCard, liveButtons } from '../../tools/button.ts'
import type { Waist } from '../../tools/waist.ts'
import type { Shown } from './port.ts'

/**
 * What the message of a clicked card shows after the click: its other cards and what can still be clicked on them, then
 * the outcome. A card whose buttons are all spent makes room for the outcome.
 */
export async function afterClick(
  waist: Waist,
  clicked: { button: string; conversation: string | undefined; outcome: readonly ShownCard[]; words: string },
): Promise<Shown> {
  const { button, conversation, outcome, words } = clicked
  const told = { markdown: false, generated: false, text: outcome.length > 0 ? '' : words }
  const before = conversation ? await messageWith(waist, conversation, button) : undefined
  if (!before) return { ...told, cards: outcome }
  const live = await liveButtons(
    waist,
    before.cards.flatMap(({ buttons }) => buttons.map(({ id }) => id)),
  )
  const rest = before.cards
    .map((card) => ({ card, spent: card.buttons.some(({ id }) => id === button) }))
    .map(({ card, spent }) => ({
      card: { ...card, buttons: card.buttons.filter(({ id }) => live.has(id)) },
      spent,
    }))
    .filter(({ card, spent }) => !spent || card.buttons.length > 0)
    .map(({ card }) => withTokens(waist.secret, card))
  if (rest.length === 0) return { ...told, cards: outcome }
  const text = [before.text, told.text].filter(Boolean).join('\n\n')
  return { text, markdown: before.markdown, generated: before.markdown, cards: [...rest, ...outcome] }
}

/** The stored message that shows this button. */
async function messageWith({ db }: Waist, conversation: string, button: string) {
  const { rows } = await db.sql({
    name: 'message_with_button',
    text: `select text, mode, cards from message where conversation_id = $1 and cards @> $2::jsonb
      order by position desc limit 1`,
    values: [conversation, JSON.stringify([{ buttons: [{ id: button }] }])],
  })
  const row = rows[0]
  if (!row) return undefined
  const cards = row.cards as (IssuedCard & { confirmations?: unknown })[]
  return {
    text: String(row.text),
    markdown: row.mode === 'claude',
    cards: cards.map(({ confirmations: _, ...card }): IssuedCard => card),
  }
}
