import MarkdownIt from 'markdown-it'
import { z } from 'zod'
import type { Reply } from '../../agent/reply.ts'
import { type IssuedCard, liveButtons, tokenOf } from '../../tools/button.ts'
import type { Waist } from '../../tools/waist.ts'

// Links and images in a model's words stay plain text: a link could carry data away, an image would even do it unclicked.
const markdown = new MarkdownIt('default', { html: false, linkify: false, breaks: true }).disable([
  'link',
  'image',
  'autolink',
])

/** A reply as the page gets it: words as safe HTML, cards as data whose texts the page inserts as text. */
export function renderReply(reply: Reply) {
  const { fault, ...rest } = reply
  return {
    ...rest,
    html: markdown.render(reply.reply),
    ...(fault ? { fault: { code: fault.code, message: fault.message } } : {}),
  }
}

const transcript = z.looseObject({
  items: z.array(
    z.looseObject({ author: z.string(), text: z.string(), cards: z.array(z.looseObject({})).default([]) }),
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
    items: stored.items.map((message) => ({
      ...message,
      ...(message.author === 'parley' ? { html: markdown.render(message.text) } : {}),
      cards: (message.cards as IssuedCard[]).map((card) => ({
        ...card,
        buttons: (card.buttons ?? []).map(({ id, ...button }) => ({
          ...button,
          token: tokenOf(waist.secret, id),
          spent: !live.has(id),
        })),
      })),
    })),
  }
}
