import type { ShownCard } from '../../agent/reply.ts'
import { actionsOf, verbs } from './card-actions.ts'
import { bodyOf } from './card-body.ts'
import { type Element, lineOf } from './card-words.ts'
import { splitText } from './render-split.ts'

export type AdaptiveCard = Element & {
  type: 'AdaptiveCard'
  body: readonly Element[]
  actions?: readonly Element[]
}

export type CardOptions = {
  /** Where people reach the pages of Parley; without it a card leads to none. */
  publicUrl?: string | undefined
  /** Has Teams ask for the card anew for these people, so that each sees what is theirs. */
  refresh?: { data: Readonly<Record<string, unknown>>; userIds: readonly string[] } | undefined
}

/** Teams asks anew for so many people at most; the others can still do it by hand. */
const mostRefreshed = 60
/** More buttons than this do not fit into one row of them, and neither do longer labels: Teams would cut them off. */
const mostActions = 6
const rowOfLabels = 72
/** What a button takes beside its label, in characters. */
const besideLabel = 4
/** Characters of one card as JSON: 28 KB in UTF-16, which every client takes. */
export const mostOfCard = (28 * 1024) / 2
/** What the names of a card's parts take. */
const margin = 100

/**
 * A neutral card in Adaptive Cards 1.5: as a rule one, several when it is long. The buttons are on the last. A card without
 * buttons is settled: it shows the state and asks nobody.
 */
export function adaptiveCards(card: ShownCard, options: CardOptions = {}): readonly AdaptiveCard[] {
  const actions = actionsOf(card, options.publicUrl)
  const spread = !fitsRow(actions) || sizeOf(actions) > mostOfCard / 2
  const sets = spread ? groupsOf(actions).map((group) => ({ type: 'ActionSet', actions: group })) : []
  const title = splitText(lineOf(card.title), 200)[0]
  const room = mostOfCard - margin - sizeOf(frame(title, options)) - (spread ? 0 : sizeOf(actions))
  const bodies = spreadOver([...bodyOf(card), ...sets], room)
  return bodies.map((body, at) => {
    const last = at === bodies.length - 1
    return {
      ...frame(title, last ? options : {}),
      ...(body.some(({ type }) => type === 'Table') ? { msteams: { width: 'Full' } } : {}),
      body,
      ...(last && !spread && actions.length > 0 ? { actions } : {}),
    }
  })
}

function frame(title: string, { refresh }: CardOptions) {
  const action = { type: 'Action.Execute', title: 'Refresh', verb: verbs.refresh, data: refresh?.data ?? {} }
  return {
    type: 'AdaptiveCard' as const,
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'en',
    fallbackText: `${title}. Please open this in a newer Teams to see all of it.`,
    ...(refresh?.userIds.length
      ? { refresh: { action, userIds: [...new Set(refresh.userIds)].slice(0, mostRefreshed) } }
      : {}),
  }
}

/** Elements in as many groups as it takes, in order; one that is larger than all the room has a group of its own. */
export function spreadOver<T>(elements: readonly T[], room: number): readonly (readonly T[])[] {
  const groups: T[][] = [[]]
  let left = room
  for (const element of elements) {
    const size = sizeOf(element) + 1
    if (size > left && groups.at(-1)?.length) {
      groups.push([])
      left = room
    }
    groups.at(-1)?.push(element)
    left -= size
  }
  return groups
}

function groupsOf(actions: readonly Element[]): readonly (readonly Element[])[] {
  return spreadOver(actions, mostOfCard / 2).flatMap((group) => {
    const rows: Element[][] = [[]]
    for (const action of group) {
      const row = rows.at(-1) ?? []
      if (row.length === 0 || fitsRow([...row, action])) row.push(action)
      else rows.push([action])
    }
    return rows
  })
}

function fitsRow(actions: readonly Element[]): boolean {
  const width = actions.reduce((sum, { title }) => sum + String(title).length + besideLabel, 0)
  return actions.length <= mostActions && (actions.length === 1 || width <= rowOfLabels)
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length
}
