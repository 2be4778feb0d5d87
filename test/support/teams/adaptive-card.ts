import { createRequire } from 'node:module'
import { checkShape } from './card-shape.ts'

// The package's module form does not load in Node; its bundle does.
const load = createRequire(import.meta.url)
const adaptive: typeof import('adaptivecards') = load('adaptivecards/dist/adaptivecards.js')

/** Bytes of one card and of one message as UTF-16: what every client of Teams takes for certain. */
export const mostBytes = { card: 28 * 1024, activity: 80 * 1024 }
const mostCards = 10

/** Everything that Teams would refuse or show wrongly in a card; empty when it is sound. */
export function checkCard(card: unknown): string[] {
  const size = JSON.stringify(card).length * 2
  return [
    ...(size > mostBytes.card ? [`a card of ${size} bytes`] : []),
    ...checkShape(card),
    ...checkWithLibrary(card),
  ]
}

/** Everything that Teams would refuse or show wrongly in a message. */
export function checkActivity(activity: object): string[] {
  const { type, text, textFormat, attachments = [], entities = [] } = activity as Activity
  const size = JSON.stringify(activity).length * 2
  return [
    ...(size > mostBytes.activity ? [`a message of ${size} bytes`] : []),
    ...(type === 'message' ? [] : [`a message of type ${type}`]),
    ...(text === undefined && attachments.length === 0 ? ['a message without words and cards'] : []),
    ...(text !== undefined && text.trim() === '' ? ['a message of empty words'] : []),
    ...(text !== undefined && textFormat !== 'markdown' ? [`words in the format ${textFormat}`] : []),
    ...(/<\/?at\b/i.test(text ?? '') ? ['a mention'] : []),
    ...(attachments.length > mostCards ? [`${attachments.length} cards`] : []),
    ...(attachments.length > 0 && JSON.stringify(attachments).includes('</at>')
      ? ['a mention on a card']
      : []),
    ...attachments.flatMap(checkAttachment),
    ...entities.flatMap(checkEntity),
  ]
}

type Activity = {
  type?: string
  text?: string
  textFormat?: string
  attachments?: { contentType: string; content?: unknown }[]
  entities?: Record<string, unknown>[]
}

function checkAttachment({ contentType, content }: { contentType: string; content?: unknown }): string[] {
  if (contentType === 'application/vnd.microsoft.card.adaptive') return checkCard(content)
  const known = /^application\/vnd\.microsoft\.teams\.card\.file\.(consent|info)$/.test(contentType)
  return known ? [] : [`an attachment of type ${contentType}`]
}

function checkEntity(entity: Record<string, unknown>): string[] {
  const label = { type: 'https://schema.org/Message', '@type': 'Message', '@context': 'https://schema.org' }
  const wrong = Object.entries(label).filter(([name, value]) => entity[name] !== value)
  const kinds = JSON.stringify(entity.additionalType) === '["AIGeneratedContent"]'
  return [
    ...wrong.map(([name]) => `an entity whose ${name} is wrong`),
    ...(kinds ? [] : ['an entity of no kind']),
  ]
}

/** What the makers of Adaptive Cards find wrong: unknown elements, bad values, inputs without ids, too many actions. */
function checkWithLibrary(card: unknown): string[] {
  const parsed = new adaptive.AdaptiveCard()
  parsed.hostConfig = new adaptive.HostConfig({ actions: { maxActions: 6 } })
  const context = new adaptive.SerializationContext(adaptive.Versions.v1_5)
  // Its pattern for languages remembers where it stopped and fails every other time; the shape is checked here instead.
  const { lang, ...rest } = card as { lang?: unknown }
  parsed.parse(rest, context)
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)
  const failures = parsed.validateProperties().validationEvents.map(({ message }) => message)
  const language = lang === undefined || /^[a-z]{2,3}$/.test(String(lang)) ? [] : [`a lang of ${lang}`]
  return [...language, ...[...events, ...failures].map((message) => `Adaptive Cards: ${message}`)]
}
