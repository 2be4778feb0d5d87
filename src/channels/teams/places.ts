import { Fault, toFault } from '../../platform/fault.ts'
import type { Person, Place } from '../desk/port.ts'
import type { References } from '../desk/references.ts'
import type { Connector } from './connector.ts'

/** Most people of whom this process remembers where they last wrote. */
const mostSeen = 10_000

export type Places = ReturnType<typeof createPlaces>

/** Where people can be found: where they last wrote, and where they are written to one to one. */
export function createPlaces(connector: Pick<Connector, 'open' | 'heard'>, references: References) {
  const seen = new Map<string, Place>()
  const privatePlace = async (person: Person): Promise<Place> => {
    const known = await references.of(person)
    if (known === 'dead') throw closed()
    return known ?? open(connector, references, person)
  }
  return {
    privatePlace,
    /** Remembers where somebody just wrote or clicked. */
    saw: (person: Person, place: Place) => {
      const key = keyOf(person)
      seen.delete(key)
      seen.set(key, place)
      if (seen.size > mostSeen) seen.delete(seen.keys().next().value ?? '')
      if (place.service) connector.heard(person.tenant, place.service)
    },
    /** A conversation that this person is in. */
    of: async (person: Person): Promise<Place> => seen.get(keyOf(person)) ?? privatePlace(person),
    /** The bot was installed one to one: it can write there. True when it was dead before. */
    installed: (person: Person, place: Place): Promise<boolean> => references.keep(person, place),
    /** The bot was taken away: nothing is written there until it is installed again or the person writes. */
    uninstalled: (person: Person, place: Place): Promise<void> =>
      references.bury(person, place, 'The person removed Parley from Teams.'),
  }
}

function keyOf({ tenant, subject }: Person): string {
  return `${tenant}:${subject}`
}

function closed(): Fault {
  return new Fault('not_found', 'Nothing can be written to this person until they open Parley in Teams.', {
    field: 'place',
  })
}

/** Opens a chat with somebody who never wrote. Where that is refused it is not tried again until they write. */
async function open(
  connector: Pick<Connector, 'open'>,
  references: References,
  person: Person,
): Promise<Place> {
  try {
    const place = await connector.open(person)
    await references.keep(person, place)
    return place
  } catch (error) {
    const fault = toFault(error)
    if (fault.code !== 'not_found') throw error
    const nowhere: Place = { platform: 'teams', tenant: person.tenant, channel: '', scope: 'personal' }
    await references.bury(person, nowhere, fault.internal ?? fault.message)
    throw closed()
  }
}
