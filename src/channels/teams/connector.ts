import { ConnectorClient, type ConnectorClientOptions } from 'botframework-connector'
import type { Activity } from 'botframework-schema'
import { z } from 'zod'
import { Fault } from '../../platform/fault.ts'
import type { Person, Place } from '../desk/port.ts'
import { keepWholeEntities } from './entities.ts'
import { isTrustedService, type TeamsSettings } from './settings.ts'
import { createTransport } from './transport.ts'

/** The service that knows every tenant, for those that have not told us of their own. */
const globalService = 'https://smba.trafficmanager.net/teams/'

const memberSchema = z.object({
  id: z.string(),
  name: z.string().catch(''),
  userPrincipalName: z.string().optional().catch(undefined),
  tenantId: z.string().optional().catch(undefined),
  userRole: z.string().optional().catch(undefined),
})
/** A member of a conversation, as Teams vouches for one. */
export type Member = z.output<typeof memberSchema>

export type Connector = ReturnType<typeof createConnector>

/** The service that carries messages of Teams, through botbuilder's client. Every method has the Faults of the transport. */
export function createConnector(settings: TeamsSettings) {
  keepWholeEntities()
  const httpClient = httpClientOf(settings)
  const bot = { id: `28:${settings.appId}`, name: 'Parley' }
  const at = (url = globalService) => {
    if (!isTrustedService(settings, url))
      throw new Fault('refused', 'This is not a service of Teams.', { internal: 'a service url of a place' })
    return new ConnectorClient(unsigned, { baseUri: url, httpClient }).conversations
  }
  return {
    bot,
    /** How botbuilder's own clients are to send. */
    httpClient,
    /** Sends an activity; its id, where the service gives one. */
    send: async (place: Place, activity: Partial<Activity>): Promise<string | undefined> => {
      const sent = await at(place.service).sendToConversation(idOf(place), { from: bot, ...activity })
      return sent.id
    },
    update: async (place: Place, message: string, activity: Partial<Activity>): Promise<void> => {
      await at(place.service).updateActivity(idOf(place), message, {
        from: bot,
        ...activity,
        id: message,
      })
    },
    remove: async (place: Place, message: string): Promise<void> => {
      await at(place.service).deleteActivity(idOf(place), message)
    },
    /** A member of the conversation, by object id. */
    member: async (place: Place, subject: string): Promise<Member> =>
      memberSchema.parse(await at(place.service).getConversationMember(place.channel, subject)),
    members: async (place: Place): Promise<Member[]> =>
      z.array(memberSchema).parse(Array.from(await at(place.service).getConversationMembers(place.channel))),
    /** Opens the one to one chat with somebody, or finds it. */
    open: async ({ tenant, subject }: Person, service = globalService): Promise<Place> => {
      const made = await at(service).createConversation(chatWith(bot, { tenant, subject }))
      return { platform: 'teams', tenant, channel: made.id, scope: 'personal', service }
    },
  }
}

function chatWith(
  bot: { id: string; name: string },
  { tenant, subject }: Pick<Person, 'tenant' | 'subject'>,
) {
  const members = [{ id: subject, name: '' }]
  return { isGroup: false, bot, members, tenantId: tenant, channelData: { tenant: { id: tenant } } }
}

/** The address of a place in the service: a thread of a channel is named with the message that it hangs on. */
export function idOf({ channel, thread }: Pick<Place, 'channel' | 'thread'>): string {
  return thread ? `${channel};messageid=${thread}` : channel
}

/** The transport signs by itself, as it alone knows where a request goes in the end. */
const unsigned = { signRequest: async <T>(request: T): Promise<T> => request }

function httpClientOf(settings: TeamsSettings): NonNullable<ConnectorClientOptions['httpClient']> {
  const carry = createTransport(settings)
  return {
    sendRequest: async (request) => ({
      request,
      status: 200,
      headers: request.headers,
      bodyAsText: await carry(request),
    }),
  }
}
