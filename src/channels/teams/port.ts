import type { Activity } from 'botframework-schema'
import type { Log } from '../../platform/log.ts'
import type { ChannelPort, Place, Posted, Shown } from '../desk/port.ts'
import { wordsOnly } from '../desk/post.ts'
import type { Connector } from './connector.ts'
import type { Consents } from './consent.ts'
import { isGone } from './fault.ts'
import { createLive, sendAll } from './live.ts'
import type { Places } from './places.ts'
import { profileOf } from './profile.ts'
import type { Readers } from './readers.ts'
import { renderActivities } from './render.ts'
import type { TeamsSettings } from './settings.ts'
import type { Pace } from './stream.ts'

export type PortParts = {
  settings: Pick<TeamsSettings, 'tenantId'>
  connector: Connector
  places: Places
  readers: Readers
  consents: Consents
  pace: Pace
  publicUrl: string | undefined
  log: Log
}

/** Teams, as the desk uses it. */
export function createPort(parts: PortParts): ChannelPort {
  const { settings, connector, places, consents, pace, log } = parts
  const render = (place: Place) => (shown: Shown) => rendered(parts, place, shown)
  const post = async (place: Place, shown: Shown) =>
    sendAll({ connector, place }, await rendered(parts, place, shown))
  return {
    platform: 'teams',
    profile: (person) =>
      profileOf(connector, { person, place: () => places.of(person), tenantId: settings.tenantId }),
    privatePlace: places.privatePlace,
    answer: (place) => createLive({ connector, place, pace, log, render: render(place) }),
    post,
    update: (posted, shown) => update(parts, posted, shown),
    // Messages of Teams keep no key of ours, and a bot cannot search them.
    find: async () => undefined,
    whisper: async (place, person, text) => {
      const alone = place.scope === 'personal' ? place : await places.privatePlace(person)
      await post(alone, wordsOnly(text))
    },
    sendFile: (place, file, key) => consents.offer(place, file, key),
  }
}

/**
 * What is shown as messages of Teams. Only the reader of a one to one chat is asked for when a card with buttons is opened
 * again: for others nothing else stands there.
 */
export async function rendered(
  { readers, publicUrl }: Pick<PortParts, 'readers' | 'publicUrl'>,
  place: Place,
  shown: Shown,
): Promise<readonly Partial<Activity>[]> {
  const live = place.scope === 'personal' && shown.cards.some(({ buttons }) => buttons.length > 0)
  const userIds = live ? await readers.of(place) : []
  return renderActivities(shown, { publicUrl, refresh: { data: {}, userIds } })
}

/**
 * Replaces a message that may have taken several, from its end, where the cards are. Parts that there are too many of go;
 * parts that are more than before are posted below.
 */
async function update(parts: PortParts, posted: Posted, shown: Shown): Promise<'updated' | 'gone'> {
  const { connector } = parts
  const { place, message, before = [] } = posted
  const activities = (await rendered(parts, place, shown)).toReversed()
  const [last, ...others] = [message, ...before.toReversed()]
  try {
    await connector.update(place, last ?? message, activities[0] ?? {})
    for (const [at, id] of others.entries()) {
      const activity = activities[at + 1]
      if (activity) await connector.update(place, id, activity)
      else await connector.remove(place, id)
    }
  } catch (error) {
    if (isGone(error)) return 'gone'
    throw error
  }
  await sendAll({ connector, place }, activities.slice(others.length + 1).toReversed())
  return 'updated'
}
