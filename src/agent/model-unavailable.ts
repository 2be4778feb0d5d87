/** Why the model cannot answer. `broken_stream` also covers a connection that could not be made. */
export const unavailableReasons = [
  'key_refused',
  'rate_limited',
  'overloaded',
  'broken_stream',
  'timeout',
  'budget',
  'request_refused',
] as const

export type UnavailableReason = (typeof unavailableReasons)[number]

export type TokenUsage = { inputTokens: number; outputTokens: number }

/** Each reason as the end of a sentence for people: "I have to stop here, because …". */
export const whyUnavailable = {
  key_refused: 'the model service refused our key',
  rate_limited: 'the model service takes no more requests from us for the moment',
  overloaded: 'the model service is overloaded',
  broken_stream: 'the connection to the model service broke off',
  timeout: 'the model service took too long to answer',
  budget: "today's budget for the model is used up",
  request_refused: 'the model service could not take this request',
} satisfies Record<UnavailableReason, string>

/**
 * The model gave no answer, and nothing was said or done in this turn, so that guided mode may take it whole. The
 * message is for the log and holds nothing of the conversation; `words` are for the person.
 */
export class ModelUnavailable extends Error {
  readonly reason: UnavailableReason
  readonly words: string
  /** Seconds after which the service said that trying again makes sense. */
  readonly retryAfterSeconds: number | undefined
  /** What the tries cost all the same. */
  readonly usage: TokenUsage

  constructor(
    reason: UnavailableReason,
    message: string,
    extra: { retryAfterSeconds?: number | undefined; usage?: TokenUsage; cause?: unknown } = {},
  ) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.name = 'ModelUnavailable'
    this.reason = reason
    this.words = `I answer in guided mode, because ${whyUnavailable[reason]}.`
    this.retryAfterSeconds = extra.retryAfterSeconds
    this.usage = extra.usage ?? { inputTokens: 0, outputTokens: 0 }
  }
}
