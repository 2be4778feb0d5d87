import MarkdownIt from 'markdown-it'
import { z } from 'zod'
import type { Reply } from '../../agent/reply.ts'
import { type IssuedCard, liveButtons, tokenOf } from '../../tools/button.ts'
import type { Waist } from '../../tools/waist.ts'
import { wordsBeside } from '../desk/words.ts'

// Links and images in a model's words stay plain text: a link could carry data away, an image would even do it unclicked.
const markdown = new MarkdownIt('default', { html: false, linkify: false, breaks: true }).disable([
  'link',
  'image',
  'autolink',
])

/** A reply as the page gets it: words, and cards as data whose texts the page inserts as text. */
export function renderReply({ fault, reply, ...rest }: Reply) {
  return {
    ...rest,
    author: 'parley' as const,
    ...renderWords(reply, rest),
    ...(fault ? { fault: { code: fault.code, message: fault.message } } : {}),
  }
}

/** A model writes Markdown, which becomes safe HTML. Guided mode writes plain text, and plain it stays. */
function renderWords(
  said: string,
  { mode, cards }: Pick<Reply, 'mode'> & { cards: readonly Pick<IssuedCard, 'title'>[] },
) {
  const text = wordsBeside(said, cards)
  return mode === 'claude' ? { text, html: markdown.render(text) } : { text }
}

const transcript = z.looseObject({
  items: z.array(
    z.looseObject({
      author: z.enum(['person', 'parley']),
      text: z.string(),
      mode: z.enum(['guided', 'claude']).default('guided'),
      cards: z.array(z.looseObject({})).default([]),
    }),
  ),
})

/** Stored messages with the tokens of their buttons, and which of these are spent. */
export async function renderTranscript(waist: Waist, output: unknown) {
  const stored = transcript.parse(output)
  const cards = stored.items.flatMap((message) => message.cards as IssuedCard[])
  const live = await liveButtons(
    waist,
    cards.flatMap((card) => (card.buttons ?? []).map(({ id }) => id)),
  )
  return {
    ...stored,
    items: stored.items.map((message) => {
      const shown = message.cards as IssuedCard[]
      return {
        ...message,
        ...(message.author === 'parley'
          ? renderWords(message.text, { mode: message.mode, cards: shown })
          : {}),
        cards: shown.map((card) => ({
          ...card,
          buttons: (card.buttons ?? []).map(({ id, ...button }) => ({
            ...button,
            token: tokenOf(waist.secret, id),
            spent: !live.has(id),
          })),
        })),
      }
    }),
  }
}
