import type { FakeMessage, FakeUser, Wire } from './state.ts'

const cardType = 'application/vnd.microsoft.card.adaptive'

/** The Adaptive Cards of a message, as this user sees them, or as everyone does. */
export function cardsOf({ activity, views }: FakeMessage, user?: FakeUser): Wire[] {
  const own = user && views.get(user.id)
  if (own) return [own]
  const attachments = Array.isArray(activity.attachments) ? activity.attachments : []
  return attachments.flatMap(({ contentType, content }: Wire) =>
    contentType === cardType ? [content as Wire] : [],
  )
}

/** Everything that a reader sees of a message: its words, then those of its cards, one line each. */
export function visibleText(message: FakeMessage, user?: FakeUser): string {
  const words = typeof message.activity.text === 'string' ? [message.activity.text] : []
  return [...words, ...cardsOf(message, user).flatMap(wordsOf)].join('\n')
}

/** The words of an Adaptive Card in the order of reading; titles of its actions last. */
export function wordsOf(card: Wire): string[] {
  return [...readingOf(card.body), ...actionsOf(card).map(({ title }) => String(title))]
}

function readingOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(readingOf)
  if (typeof node !== 'object' || node === null) return []
  const element = node as Wire
  if (element.type === 'FactSet')
    return (element.facts as Wire[]).map(({ title, value }) => `${title}: ${value}`)
  const own = ['text', 'label', 'placeholder', 'title']
    .map((name) => element[name])
    .filter((text): text is string => typeof text === 'string' && element.type !== 'ActionSet')
  const parts = ['items', 'columns', 'rows', 'cells', 'body', 'inlines'].map((name) => element[name])
  return [...own, ...parts.flatMap(readingOf)]
}

/** Every action of a card, also those inside of its elements and of cards that it unfolds. */
export function actionsOf(node: unknown): Wire[] {
  if (Array.isArray(node)) return node.flatMap(actionsOf)
  if (typeof node !== 'object' || node === null) return []
  const element = node as Wire
  const own = typeof element.type === 'string' && element.type.startsWith('Action.') ? [element] : []
  const parts = ['body', 'items', 'columns', 'rows', 'cells', 'actions', 'card', 'selectAction'].map(
    (name) => element[name],
  )
  return [...own, ...parts.flatMap(actionsOf)]
}
