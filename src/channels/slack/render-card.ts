import type { ActionsBlock, Button, KnownBlock } from '@slack/types'
import type { ShownButton, ShownCard } from '../../agent/reply.ts'
import { normaliseLine, normalisePart } from '../desk/visible.ts'
import { cutText, shorten } from './render-cut.ts'
import { factLines } from './render-facts.ts'
import { renderTable } from './render-table.ts'
import { actions } from './surface.ts'

/** What Slack takes in each place, in characters, and buttons of one block. */
const most = { header: 150, section: 2_900, label: 75, url: 3_000, buttons: 25 }

export type CardOptions = {
  /** The address under which the console's pages are opened; without it cards have no links to them. */
  publicUrl?: string | undefined
  /** How many buttons the message has above this card, so that their ids stay apart. */
  buttonsAbove?: number
}

/** A card as blocks: title, words, facts, table, the words of its picture, and its buttons, all of them. */
export function renderCard(card: ShownCard, { publicUrl, buttonsAbove = 0 }: CardOptions = {}): KnownBlock[] {
  return [
    ...titleBlocks(normaliseLine(card.title)),
    ...plainSections(normalisePart(card.text ?? '')),
    ...factLines(card.facts ?? []),
    ...(card.table ? renderTable(card.table) : []),
    ...plainSections(normalisePart(card.image?.alt ?? '')),
    ...buttonBlocks(card, buttonsAbove),
    ...pageBlock(card.page, { publicUrl, buttonsAbove }),
  ]
}

/** Words that nothing is read into: no markup, no links, no names of emoji. */
export function plainSections(text: string): KnownBlock[] {
  return cutText(text, most.section).map((piece) => ({
    type: 'section',
    expand: true,
    text: { type: 'plain_text', text: piece, emoji: false },
  }))
}

function titleBlocks(title: string): KnownBlock[] {
  if (title.length > most.header) return plainSections(title)
  return title === '' ? [] : [{ type: 'header', text: { type: 'plain_text', text: title, emoji: false } }]
}

function buttonBlocks({ buttons }: ShownCard, above: number): KnownBlock[] {
  const asksAlready = buttons.some(({ label }) => label === 'Cancel')
  const long = buttons.map(({ label }) => normaliseLine(label)).filter((label) => label.length > most.label)
  const elements = buttons.map((button, index) => renderButton(button, above + index, asksAlready))
  const blocks: ActionsBlock[] = []
  for (let from = 0; from < elements.length; from += most.buttons)
    blocks.push({ type: 'actions', elements: elements.slice(from, from + most.buttons) })
  return [...long.flatMap(plainSections), ...blocks]
}

/** A button of ours with its token. A destructive one asks first, unless its card or its form does so already. */
export function renderButton(button: ShownButton, number: number, asksAlready: boolean): Button {
  const label = shorten(normaliseLine(button.label) || 'Go on', most.label)
  const asks = button.style === 'danger' && !asksAlready && !button.form
  return {
    type: 'button',
    action_id: `${button.form ? actions.form : actions.press}:${number}`,
    text: { type: 'plain_text', text: label, emoji: false },
    value: button.token,
    ...(button.style ? { style: button.style } : {}),
    ...(asks ? { confirm: confirmation(label) } : {}),
  }
}

function confirmation(label: string): NonNullable<Button['confirm']> {
  return {
    title: { type: 'plain_text', text: 'Are you sure?', emoji: false },
    text: { type: 'plain_text', text: `${label}: this is done at once.`, emoji: false },
    confirm: { type: 'plain_text', text: 'Do it', emoji: false },
    deny: { type: 'plain_text', text: 'Not now', emoji: false },
    style: 'danger',
  }
}

function pageBlock(page: ShownCard['page'], { publicUrl, buttonsAbove }: CardOptions): KnownBlock[] {
  if (!page || !publicUrl) return []
  const url = new URL(page.path, publicUrl).href
  if (url.length > most.url) return []
  const label = shorten(normaliseLine(page.label) || 'Open the page', most.label)
  const text = { type: 'plain_text' as const, text: label, emoji: false }
  return [
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: `${actions.page}:${buttonsAbove}`, text, url }],
    },
  ]
}
