import { z } from 'zod'
import { Fault, toFault } from '../../platform/fault.ts'
import type { Waist } from '../../tools/waist.ts'
import type { Person, Place } from '../desk/port.ts'
import type { References } from '../desk/references.ts'
import type { Connector } from './connector.ts'

export type Places = ReturnType<typeof createPlaces>

type Parts = { connector: Pick<Connector, 'open'>; references: References; waist: Pick<Waist, 'db'> }

/** Where people can be found: where they last wrote, and where they are written to one to one. */
export function createPlaces(parts: Parts) {
  const { references, waist } = parts
  const privatePlace = async (person: Person): Promise<Place> => {
    const known = await references.of(person)
    if (known === 'dead') throw closed()
    return known ?? open(parts, person)
  }
  return {
    privatePlace,
    /** A conversation that this person is in. */
    of: async (person: Person): Promise<Place> => {
      const { platform, tenant, subject } = person
      const last = await waist.db.reads.inboxEntry.findFirst({
        where: { platform, tenant, subject },
        orderBy: { receivedAt: 'desc' },
        select: { place: true },
      })
      return last ? placeSchema.parse(last.place) : privatePlace(person)
    },
    /** The bot was installed one to one: it can write there. True when it could not before. */
    installed: (person: Person, place: Place): Promise<boolean> => references.keep(person, place),
    /** The bot was taken away: nothing is written there until it is installed again or the person writes. */
    uninstalled: (person: Person, place: Place): Promise<void> =>
      references.bury(person, place, 'The person removed Parley from Teams.'),
  }
}

const placeSchema = z.object({
  platform: z.literal('teams'),
  tenant: z.string(),
  channel: z.string(),
  thread: z.string().exactOptional(),
  scope: z.enum(['personal', 'group', 'channel']),
  service: z.string().exactOptional(),
})

function closed(): Fault {
  return new Fault('not_found', 'Nothing can be written to this person until they open Parley in Teams.', {
    field: 'place',
  })
}

/** Opens a chat with somebody who never wrote. Where that is refused it is not tried again until they write. */
async function open(parts: Parts, person: Person): Promise<Place> {
  const { connector, references } = parts
  try {
    const place = await connector.open(person, await serviceOf(parts, person))
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

/** The service that the tenant is at, as its people told it last. */
async function serviceOf({ waist }: Parts, { platform, tenant }: Person): Promise<string | undefined> {
  const last = await waist.db.reads.deskReference.findFirst({
    where: { platform, tenant, status: 'alive' },
    orderBy: { updatedAt: 'desc' },
    select: { place: true },
  })
  return last ? placeSchema.parse(last.place).service : undefined
}
