import { type Deed, type Failures, Refusal } from './refusals.ts'
import {
  type FakeConversation,
  type FakeMessage,
  type FakeState,
  memberOf,
  threadIn,
  type Wire,
} from './state.ts'
import { type Streams, streamInfoOf } from './streams.ts'

/** A request of the bot; `bytes` counts its body as the service does, in UTF-16. */
export type ConnectorRequest = { method: string; path: string; bytes: number; body: Wire }
export type ConnectorAnswer = { status: number; body: Wire | readonly Wire[] }

type Parts = { state: FakeState; streams: Streams; failures: Failures; botId: string }
type Asked = { conversation: string; activity: string | undefined; request: ConnectorRequest }
type Route = {
  method: string
  path: RegExp
  deed: Deed
  handle: (parts: Parts, asked: Asked) => ConnectorAnswer
}

/** About what the service takes of one message. */
const largestMessageBytes = 100 * 1024

const routes: readonly Route[] = [
  { method: 'POST', path: /^\/v3\/conversations$/, deed: 'create', handle: create },
  {
    method: 'POST',
    path: /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/,
    deed: 'send',
    handle: send,
  },
  {
    method: 'PUT',
    path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/,
    deed: 'update',
    handle: update,
  },
  {
    method: 'DELETE',
    path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/,
    deed: 'delete',
    handle: (parts, asked) => {
      posted(parts, asked).deleted = true
      return { status: 200, body: {} }
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/conversations\/([^/]+)\/(?:paged)?members(?:\/([^/]+))?$/,
    deed: 'members',
    handle: members,
  },
  {
    method: 'POST',
    path: /^\/v3\/conversations\/([^/]+)\/attachments$/,
    deed: 'upload',
    handle: ({ state }, { conversation }) => ({
      status: 200,
      body: { id: `att-${place(state, conversation).id}` },
    }),
  },
]

/** The REST service that carries what the bot says. */
export function createConnector(parts: Parts) {
  return (request: ConnectorRequest): ConnectorAnswer => {
    for (const route of routes) {
      const match = route.path.exec(request.path)
      if (!match || route.method !== request.method) continue
      const [, conversation = '', activity] = match.map((part) => part && decodeURIComponent(part))
      const deed = route.deed === 'send' && streamInfoOf(request.body) ? 'stream' : route.deed
      parts.failures.before(deed)
      const answer = route.handle(parts, { conversation, activity, request })
      parts.failures.after(deed)
      return answer
    }
    throw new Refusal(405, 'MethodNotAllowed')
  }
}

function place(state: FakeState, id: string): FakeConversation {
  const conversation = state.conversationOf(id)
  if (!conversation) throw new Refusal(404, 'ConversationNotFound')
  if (conversation.refused) throw new Refusal(conversation.refused.status, conversation.refused.code)
  return conversation
}

function send(parts: Parts, { conversation: id, activity: replyTo, request }: Asked): ConnectorAnswer {
  const { state, streams, botId } = parts
  const conversation = place(state, id)
  checkSize(request)
  const { body } = request
  const info = streamInfoOf(body)
  if (info) {
    const streamId = streams.take(conversation, body, info)
    return info.streamId ? { status: 202, body: {} } : { status: 201, body: { id: streamId } }
  }
  if (body.type === 'typing') {
    conversation.typing += 1
    return { status: 201, body: { id: state.nextId() } }
  }
  checkMessage(body)
  const message: FakeMessage = {
    id: state.nextId(),
    conversation,
    from: undefined,
    thread: threadIn(id) ?? replyTo,
    activity: { ...body, from: { id: botId, name: 'Parley' } },
    edits: 0,
    deleted: false,
    views: new Map(),
  }
  conversation.messages.push(message)
  return { status: 201, body: { id: message.id } }
}

function update(parts: Parts, asked: Asked): ConnectorAnswer {
  checkSize(asked.request)
  const message = posted(parts, asked)
  checkMessage(asked.request.body)
  Object.assign(message, { activity: asked.request.body, edits: message.edits + 1, views: new Map() })
  return { status: 200, body: { id: message.id } }
}

function create({ state }: Parts, { request: { body } }: Asked): ConnectorAnswer {
  const [member] = Array.isArray(body.members) ? body.members : []
  const user = state.userOf(member?.id ?? '')
  if (!user) throw new Refusal(404, 'ConversationNotFound', { message: 'No such user.' })
  if (body.tenantId !== user.tenant) throw new Refusal(403, 'ForbiddenOperationException')
  if (!user.installed) throw new Refusal(403, 'BotNotInConversationRoster')
  return { status: 201, body: { id: state.personal(user).id } }
}

function members({ state }: Parts, { conversation, activity: member }: Asked): ConnectorAnswer {
  const here = place(state, conversation).members.filter(({ left }) => !left)
  if (member === undefined) return { status: 200, body: here.map(memberOf) }
  const user = state.userOf(member)
  if (!user || !here.includes(user)) throw new Refusal(404, 'MemberNotFoundInConversation')
  return { status: 200, body: memberOf(user) }
}

/** A message of the bot that stands and is not on its way any more. */
function posted({ state }: Parts, { conversation, activity }: Asked): FakeMessage {
  const message = place(state, conversation).messages.find(
    (one) => one.id === activity && !one.deleted && one.from === undefined,
  )
  if (!message) throw new Refusal(404, 'ActivityNotFoundInConversation')
  return message
}

function checkMessage({ type, text, attachments }: Wire) {
  if (type !== 'message') throw new Refusal(400, 'BadSyntax', { message: 'Unknown activity type' })
  if (!text && !(Array.isArray(attachments) && attachments.length > 0))
    throw new Refusal(400, 'BadSyntax', { message: 'A message needs text or attachments.' })
}

function checkSize({ bytes }: ConnectorRequest) {
  if (bytes > largestMessageBytes) throw new Refusal(413, 'MessageSizeTooBig')
}
