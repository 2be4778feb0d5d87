import { randomUUID } from 'node:crypto'
import type { TokenKind } from './issuer.ts'
import type { FakeConversation, FakeMessage, FakeState, FakeUser, Wire } from './state.ts'

export type Delivered = { status: number; text: string; body: Wire | undefined; ms: number }
export type DeliverOptions = {
  token?: TokenKind
  /** How many times the same delivery is sent, all at once. */
  copies?: number
  /** True when each further copy has an id of its own. */
  newId?: boolean
  headers?: Readonly<Record<string, string>>
}
export type Deliver = (activity: Wire, options?: DeliverOptions) => Promise<Delivered[]>

/** What the drives need: who is there, the way to the bot, and a list for what Teams would complain about. */
export type Stage = {
  state: FakeState
  deliver: Deliver
  bot: Wire
  serviceUrl: string
  complaints: string[]
}

export type Saying = {
  user: FakeUser
  text: string
  /** Their one to one chat with the bot unless told. */
  conversation?: FakeConversation
  /** The message that this one answers, in a channel. */
  thread?: string
  mention?: boolean
  attachments?: readonly Wire[]
  /** Further parts of the activity. */
  more?: Wire
} & DeliverOptions

/** What all activities of this user in this conversation have in common. */
export function envelopeOf(
  { state, bot, serviceUrl }: Stage,
  user: FakeUser,
  { conversation, thread }: { conversation: FakeConversation; thread?: string | undefined },
): Wire {
  const id = state.nextId()
  return {
    id,
    timestamp: new Date(Number(id)).toISOString(),
    channelId: 'msteams',
    serviceUrl,
    locale: 'en-GB',
    from: { id: user.id, name: user.name, aadObjectId: user.aad },
    recipient: bot,
    conversation: {
      id: thread ? `${conversation.id};messageid=${thread}` : conversation.id,
      conversationType: conversation.type,
      tenantId: user.tenant,
      ...(conversation.type === 'personal' ? {} : { isGroup: true }),
    },
    channelData: { tenant: { id: user.tenant } },
  }
}

/** Writes to the bot; a message of a channel without a thread begins one. */
export async function say(stage: Stage, saying: Saying) {
  const { user, text, mention, attachments, more, thread: asked, ...rest } = saying
  const { conversation = stage.state.personal(user), ...options } = rest
  const begins = conversation.type === 'channel' && asked === undefined
  const common = envelopeOf(stage, user, { conversation, thread: asked })
  const thread = begins ? String(common.id) : asked
  const at = '<at>Parley</at>'
  const activity: Wire = {
    ...common,
    ...(begins
      ? { conversation: { ...(common.conversation as Wire), id: `${conversation.id};messageid=${thread}` } }
      : {}),
    type: 'message',
    textFormat: 'plain',
    text: mention ? `${at} ${text}` : text,
    ...(mention ? { entities: [{ type: 'mention', text: at, mentioned: stage.bot }] } : {}),
    ...(attachments ? { attachments } : {}),
    ...more,
  }
  const id = String(activity.id)
  const views = new Map()
  const message: FakeMessage = {
    id,
    conversation,
    from: user,
    thread,
    activity,
    edits: 0,
    deleted: false,
    views,
  }
  conversation.messages.push(message)
  return { message, activity, answers: await stage.deliver(activity, options) }
}

/** The words of a message are changed by whoever wrote it. */
export function edit({ deliver }: Stage, message: FakeMessage, text: string) {
  const channelData = { ...(message.activity.channelData as Wire), eventType: 'editMessage' }
  return deliver({ ...message.activity, type: 'messageUpdate', text, channelData })
}

export function react(stage: Stage, user: FakeUser, message: FakeMessage) {
  return stage.deliver({
    ...envelopeOf(stage, user, message),
    type: 'messageReaction',
    replyToId: message.id,
    reactionsAdded: [{ type: 'like' }],
  })
}

/** The user installs the bot one to one. */
export async function install(stage: Stage, user: FakeUser) {
  user.installed = true
  const conversation = stage.state.personal(user)
  delete conversation.refused
  const common = () => envelopeOf(stage, user, { conversation })
  await stage.deliver({ ...common(), type: 'conversationUpdate', membersAdded: [stage.bot] })
  return stage.deliver({ ...common(), type: 'installationUpdate', action: 'add' })
}

/** The user takes the bot away; nothing can be written to them until they install it again. */
export function uninstall(stage: Stage, user: FakeUser) {
  user.installed = false
  const conversation = stage.state.personal(user)
  conversation.refused = { status: 403, code: 'BotNotInConversationRoster' }
  return stage.deliver({
    ...envelopeOf(stage, user, { conversation }),
    type: 'installationUpdate',
    action: 'remove',
  })
}

/** An id as the service gives to an invoke. */
export function invokeId(): string {
  return `f:${randomUUID()}`
}
