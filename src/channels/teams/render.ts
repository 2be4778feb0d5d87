import type { Activity, Attachment, Entity } from 'botframework-schema'
import type { Shown } from '../desk/port.ts'
import { normalise } from '../desk/visible.ts'
import { wordsBeside } from '../desk/words.ts'
import { adaptiveCards, type CardOptions, spreadOver } from './card.ts'
import { lineOf } from './card-words.ts'
import { cutLeaves } from './render-cut.ts'
import { splitText } from './render-split.ts'
import { leavesOf } from './render-words.ts'

/** Characters of a whole message as JSON: Teams takes about 100 KB in UTF-16, and 80 KB for certain. */
export const mostOfActivity = (80 * 1024) / 2
/** Characters of its words, which leave room for a card. */
const mostOfWords = 24_000
/** More cards than this are not shown in one message. */
const mostCards = 10

/**
 * What is to be said as messages of Teams, in order: words first, cards below the last of them. Every message is within the
 * limits of Teams, nothing is left out, and what people see is what `normalise` says of the words that the cards do not
 * say themselves.
 */
export function renderActivities(shown: Shown, options: CardOptions = {}): readonly Partial<Activity>[] {
  const text = wordsBeside(shown.text, shown.cards)
  const texts = text.trim() === '' && shown.cards.length > 0 ? [] : renderTexts({ ...shown, text })
  const cards = shown.cards.flatMap((card) => adaptiveCards(card, options)).map(attached)
  const groups = spreadOver(cards, mostOfActivity - mostOfWords - 2000).flatMap(inTens)
  const [first = [], ...others] = groups
  const activities = [
    ...texts.map((text, at) => message(text, at === texts.length - 1 ? first : [])),
    ...(texts.length === 0 ? [first] : []).concat(others).map((group) => message(undefined, group)),
  ]
  return activities.map((activity, at) => ({
    ...activity,
    ...(shown.generated ? { entities: [generatedByAi] } : {}),
    ...(activity.text === undefined
      ? { summary: splitText(lineOf(shown.cards[0]?.title ?? ''), 200)[0] }
      : {}),
    ...(shown.feedback && at === activities.length - 1 ? { channelData: feedbackAsked } : {}),
  }))
}

/** The words alone, as the Markdown of each message. */
export function renderTexts({ text, markdown }: Pick<Shown, 'text' | 'markdown'>): readonly string[] {
  return cutLeaves(leavesOf(normalise(text, { markdown }), { markdown }), mostOfWords)
}

/** Label of what a model wrote. */
const generatedByAi: Entity = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  '@id': '',
  additionalType: ['AIGeneratedContent'],
}
const feedbackAsked = { feedbackLoop: { type: 'default' } }

function message(text: string | undefined, attachments: readonly Attachment[]): Partial<Activity> {
  return {
    type: 'message',
    ...(text === undefined ? {} : { text, textFormat: 'markdown' }),
    ...(attachments.length > 0 ? { attachments: [...attachments], attachmentLayout: 'list' } : {}),
  }
}

function inTens<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / mostCards) }, (_, at) =>
    all.slice(at * mostCards, (at + 1) * mostCards),
  )
}

/** A card as it hangs on a message. */
export function attached(content: unknown): Attachment {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content }
}
