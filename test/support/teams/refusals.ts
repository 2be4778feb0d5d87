/** What the service answers when it does not do what it was asked. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, code: string, extra: { message?: string; retryAfterSeconds?: number } = {}) {
    super(extra.message ?? words[code] ?? code)
    this.status = status
    this.code = code
    this.retryAfterSeconds = extra.retryAfterSeconds
  }
}

const words: Readonly<Record<string, string>> = {
  BotNotInConversationRoster: 'The bot is not part of the conversation roster.',
  BotDisabledByAdmin: 'The tenant admin disabled this bot.',
  MessageWritesBlocked: 'The bot was blocked by the user.',
  ActivityNotFoundInConversation: 'The activity is not found in this conversation.',
  ConversationNotFound: 'Conversation not found.',
  MemberNotFoundInConversation: 'The member is not found in this conversation.',
  MessageSizeTooBig: 'Message size too large.',
  PreconditionFailed: 'The service is busy with this conversation. Try again.',
  TooManyRequests: 'API calls quota exceeded. Try again later.',
  ServiceError: 'Bad gateway.',
}

/** What of the service is asked; failures are ordered for one of these. */
export type Deed = 'create' | 'send' | 'stream' | 'update' | 'delete' | 'members' | 'upload'

type Ordered = { skip: number; count: number; on: Deed | 'any'; refusal: Refusal; after: boolean }

export type FailureOrder = {
  count?: number
  /** How many requests of the kind go well first. */
  skip?: number
  on?: Deed
  status: number
  code: string
  message?: string
  retryAfterSeconds?: number
  /** True when the deed is done first and only its answer fails, as of a gateway that gave up waiting. */
  after?: boolean
}

/** The next so many requests of a kind fail as they were ordered to. */
export function createFailures() {
  const orders: Ordered[] = []
  const take = (deed: Deed, after: boolean) => {
    const order = orders.find(
      (one) => one.count > 0 && one.after === after && (one.on === deed || one.on === 'any'),
    )
    if (!order) return
    if (order.skip > 0) {
      order.skip -= 1
      return
    }
    order.count -= 1
    throw order.refusal
  }
  return {
    order: ({ count = 1, skip = 0, on, status, code, after = false, ...extra }: FailureOrder) => {
      orders.push({ skip, count, on: on ?? 'any', refusal: new Refusal(status, code, extra), after })
    },
    before: (deed: Deed) => take(deed, false),
    after: (deed: Deed) => take(deed, true),
  }
}

export type Failures = ReturnType<typeof createFailures>
