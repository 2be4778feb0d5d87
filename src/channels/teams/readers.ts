import type { Log } from '../../platform/log.ts'
import type { Place } from '../desk/port.ts'
import type { Connector } from './connector.ts'

/** Most chats of which this process remembers who reads them. */
const mostKept = 10_000

export type Readers = ReturnType<typeof createReaders>

/** Who reads a one to one chat, by the id that Teams knows them by in cards. */
export function createReaders(connector: Pick<Connector, 'members'>, log: Log) {
  const kept = new Map<string, readonly string[]>()
  return {
    /** Empty when it cannot be told: a card without it works, and is not asked for anew when it is opened. */
    of: async (place: Place): Promise<readonly string[]> => {
      const known = kept.get(place.channel)
      if (known) return known
      try {
        const ids = (await connector.members(place)).map(({ id }) => id)
        kept.set(place.channel, ids)
        if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
        return ids
      } catch (error) {
        log.debug({ err: error }, 'the reader of a chat is not known')
        return []
      }
    },
  }
}
