import type { WebClient } from '@slack/web-api'
import type { Person, Place } from '../desk/port.ts'
import { slackFault } from './fault.ts'
import { placeOf } from './parse.ts'
import type { Speaking, Workspaces } from './workspaces.ts'

/** A place whose channel is open, and who speaks there. */
export type Room = { client: WebClient; botUser: string | undefined; place: Place }

/** Places as they can be spoken in: with the token of their workspace, and direct messages opened. */
export type Rooms = {
  /** Does something there. What Slack's client throws comes out as a Fault. */
  in<T>(place: Place, work: (room: Room) => Promise<T>): Promise<T>
  /** Does something in the workspace of this place, whose channel may be unopened. */
  speakIn<T>(place: Place, work: (speaking: Speaking) => Promise<T>): Promise<T>
  /** The direct messages with somebody, opened. */
  privately(person: Person): Promise<Place>
}

export function createRooms(workspaces: Workspaces): Rooms {
  const opened = new Map<string, string>()

  async function open(tenant: string, user: string): Promise<string> {
    const key = `${tenant}:${user}`
    const known = opened.get(key)
    if (known) return known
    const { client } = await workspaces.of(tenant)
    const { channel } = await client.conversations.open({ users: user })
    const id = channel?.id ?? user
    opened.set(key, id)
    return id
  }

  async function asFault<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw slackFault(error)
    }
  }

  return {
    in: (place, work) =>
      asFault(async () => {
        const { client, botUser } = await workspaces.of(place.tenant)
        const channel = isUser(place.channel) ? await open(place.tenant, place.channel) : place.channel
        return work({ client, botUser, place: { ...place, channel } })
      }),
    speakIn: (place, work) => asFault(async () => work(await workspaces.of(place.tenant))),
    privately: ({ tenant, subject }) =>
      asFault(async () => placeOf({ tenant, bot: undefined }, await open(tenant, subject), 'personal')),
  }
}

/** Direct messages that were not opened yet go by the person's id. */
function isUser(channel: string): boolean {
  return /^[UW]/.test(channel)
}
