import type { Json } from './json.ts'

/** Slack's no: the code of its `error` field, and what else its answer carries. */
export class SlackRefusal extends Error {
  readonly code: string
  readonly extra: Json

  constructor(code: string, extra: Json = {}) {
    super(code)
    this.code = code
    this.extra = extra
  }
}

/** An argument that is missing or wrong, with Slack's line about it. */
export function invalidArguments(...messages: string[]): SlackRefusal {
  return new SlackRefusal('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  })
}
