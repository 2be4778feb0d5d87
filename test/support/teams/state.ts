import { randomUUID } from 'node:crypto'

/** Anything that travels as an activity. */
export type Wire = Record<string, unknown>

export type FakeUser = {
  /** The id by which the service names the user to this bot. */
  id: string
  aad: string
  name: string
  upn: string
  /** The mail address of the profile, which anybody may have written. */
  mail: string
  role: 'user' | 'guest'
  tenant: string
  /** True when the bot is installed for the user one to one. */
  installed: boolean
  /** True when the account is gone. */
  left: boolean
}

export type FakeConversation = {
  id: string
  type: 'personal' | 'groupChat' | 'channel'
  members: FakeUser[]
  tenant: string
  messages: FakeMessage[]
  /** Signs of typing that were shown. */
  typing: number
  /** How writing is refused here, once it is. */
  refused?: { status: number; code: string }
}

export type FakeMessage = {
  id: string
  conversation: FakeConversation
  /** Undefined is the bot. */
  from: FakeUser | undefined
  /** The message that this one hangs on in a channel. */
  thread: string | undefined
  activity: Wire
  edits: number
  deleted: boolean
  /** What single people see in place of the card, by the id of the user. */
  views: Map<string, Wire>
  stream?: FakeStream
}

export type FakeStream = {
  sequence: number
  text: string
  startedAt: number
  state: 'informative' | 'streaming' | 'stopped' | 'ended'
  /** Every text that was shown, in order. */
  shown: string[]
}

export type NewUser = Partial<Pick<FakeUser, 'mail' | 'role' | 'tenant' | 'installed' | 'aad'>> & {
  name: string
  upn: string
}

/** The tenants, people and conversations of one fake Teams. */
export function createState(tenant: string) {
  const users: FakeUser[] = []
  const conversations: FakeConversation[] = []
  let last = 0
  const nextId = () => {
    last = Math.max(Date.now(), last + 1)
    return String(last)
  }
  const open = (type: FakeConversation['type'], members: FakeUser[]): FakeConversation => {
    const id = {
      personal: `a:${randomUUID()}`,
      groupChat: `19:${randomUUID()}@thread.v2`,
      channel: `19:${randomUUID()}@thread.tacv2`,
    }[type]
    const conversation = { id, type, members, tenant: members[0]?.tenant ?? tenant, messages: [], typing: 0 }
    conversations.push(conversation)
    return conversation
  }
  return {
    tenant,
    users,
    conversations,
    nextId,
    open,
    addUser: ({ name, upn, ...more }: NewUser): FakeUser => {
      const user: FakeUser = {
        id: `29:${randomUUID()}`,
        aad: randomUUID(),
        name,
        upn,
        mail: upn,
        role: 'user',
        tenant,
        installed: true,
        left: false,
        ...more,
      }
      users.push(user)
      return user
    },
    userOf: (id: string) => users.find((user) => user.id === id || user.aad === id || user.upn === id),
    personal: (user: FakeUser): FakeConversation =>
      conversations.find(({ type, members }) => type === 'personal' && members[0] === user) ??
      open('personal', [user]),
    conversationOf: (id: string) => conversations.find((one) => one.id === id.split(';')[0]),
  }
}

export type FakeState = ReturnType<typeof createState>

/** The message that a channel's thread hangs on, as an address of the connector names it. */
export function threadIn(conversationId: string): string | undefined {
  return /;messageid=(\d+)/.exec(conversationId)?.[1]
}

/** A member as the connector tells of one. */
export function memberOf(user: FakeUser): Wire {
  return {
    id: user.id,
    name: user.name,
    objectId: user.aad,
    aadObjectId: user.aad,
    email: user.mail,
    userPrincipalName: user.upn,
    tenantId: user.tenant,
    userRole: user.role,
  }
}
