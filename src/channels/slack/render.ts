import type { KnownBlock } from '@slack/types'
import type { Shown } from '../desk/port.ts'
import { emptyNotice, normalise, normaliseLine } from '../desk/visible.ts'
import { wordsBeside } from '../desk/words.ts'
import { plainSections, renderCard } from './render-card.ts'
import { shorten } from './render-cut.ts'
import { cutMarkdown } from './render-markdown.ts'
import { type Message, packBlocks } from './render-pack.ts'
import { actions } from './surface.ts'

export type RenderOptions = {
  /** The address under which the console's pages are opened; without it cards have no links to them. */
  publicUrl?: string | undefined
}

/**
 * Characters of what stands in notifications, and where blocks cannot be shown. An update takes 4,000 at most, and a
 * character that Slack would read becomes up to five.
 */
const mostFallback = { usual: 2_000, escaped: 4_000, least: 800 }

/**
 * What is to be shown, as Slack's messages: mostly one, several where one is too small. What people see of them is the
 * normalisation of the words that the cards do not say themselves, and the cards. Each message is within every limit.
 */
export function renderMessage(shown: Shown, { publicUrl }: RenderOptions = {}): Message[] {
  const blocks = [...wordBlocks(shown), ...cardBlocks(shown, publicUrl)]
  const messages = packBlocks(blocks.length > 0 ? blocks : plainSections(emptyNotice))
  if (shown.feedback) messages.at(-1)?.push(feedbackBlock)
  return messages.map((blocks) => ({ text: fallback(blocks), blocks }))
}

function wordBlocks({ text, markdown, cards }: Shown): KnownBlock[] {
  const words = wordsBeside(text, cards)
  if (words.trim() === '' && cards.length > 0) return []
  const shown = normalise(words, { markdown })
  return markdown ? cutMarkdown(shown).map((text) => ({ type: 'markdown', text })) : plainSections(shown)
}

function cardBlocks({ cards }: Shown, publicUrl: string | undefined): KnownBlock[] {
  let buttonsAbove = 0
  return cards.flatMap((card, index): KnownBlock[] => {
    const blocks = renderCard(card, { publicUrl, buttonsAbove })
    buttonsAbove += card.buttons.length + 1
    return index === 0 ? blocks : [{ type: 'divider' }, ...blocks]
  })
}

const feedbackBlock: KnownBlock = {
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: actions.feedback,
      positive_button: button('Good answer', 'good'),
      negative_button: button('Bad answer', 'bad'),
    },
  ],
}

function button(label: string, value: 'good' | 'bad') {
  return {
    text: { type: 'plain_text' as const, text: label, emoji: false },
    accessibility_label: label,
    value,
  }
}

/** The beginning of what the blocks say, as text in which Slack reads nothing. */
function fallback(blocks: readonly KnownBlock[]): string {
  const words = normaliseLine(blocks.map(wordsOf).join(' ')) || 'Parley'
  const usual = escaped(shorten(words, mostFallback.usual))
  return usual.length <= mostFallback.escaped ? usual : escaped(shorten(words, mostFallback.least))
}

function wordsOf(block: KnownBlock): string {
  if (block.type === 'markdown') return block.text
  if (block.type === 'header') return block.text.text.replace(/[^.!?…:]$/u, '$&.')
  return block.type === 'section' ? (block.text?.text ?? '') : ''
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
