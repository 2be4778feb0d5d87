/** How far one turn may go. Times are milliseconds. */
export type Limits = {
  /** Requests to the model a turn. */
  rounds: number
  /** Tool calls a turn, so that one answer cannot ask for hundreds. */
  calls: number
  /** Tokens of one answer, thinking included. */
  answerTokens: number
  /** Estimated tokens of earlier messages that go along. */
  historyTokens: number
  /** Characters of one tool result. */
  resultCharacters: number
  /** Tries of one request, the first included. */
  attempts: number
  /** The first pause between tries; each further one is twice as long. */
  backoffMs: number
  /** The longest pause that a person is made to wait; a service that asks for more is given up. */
  longestWaitMs: number
  /** Silence after which a request is given up. */
  idleMs: number
}

export const defaultLimits: Limits = {
  rounds: 8,
  calls: 40,
  answerTokens: 16_000,
  historyTokens: 40_000,
  resultCharacters: 40_000,
  attempts: 3,
  backoffMs: 500,
  longestWaitMs: 8_000,
  idleMs: 120_000,
}
