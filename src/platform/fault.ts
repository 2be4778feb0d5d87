/** Why a call did not do what was asked. Doors map each code to their own status in one exhaustive table. */
export const faultCodes = [
  'unauthenticated',
  'denied',
  'not_found',
  'invalid',
  'refused',
  'conflict',
  'expired',
  'limited',
  'unavailable',
  'failed',
] as const

export type FaultCode = (typeof faultCodes)[number]

export type FaultDetails = {
  /** The input field that has to change. */
  field?: string
  /** What the person may choose instead, best first. */
  options?: readonly { id?: string; label: string }[]
  /** Seconds after which trying again makes sense. */
  retryAfterSeconds?: number
}

/**
 * An error with two messages: `message` is for the person (and the only one a model sees),
 * `internal` is for us and goes to the log.
 */
export class Fault extends Error {
  readonly code: FaultCode
  readonly internal: string | undefined
  readonly details: FaultDetails

  constructor(
    code: FaultCode,
    message: string,
    extra: FaultDetails & { internal?: string; cause?: unknown } = {},
  ) {
    const { internal, cause, ...details } = extra
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'Fault'
    this.code = code
    this.internal = internal
    this.details = details
  }
}

/** Turns anything thrown into a Fault; what is not one already becomes `failed` and keeps its text for us only. */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const internal = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new Fault('failed', 'Something went wrong on our side, and nothing was changed. Please try again.', {
    internal,
    cause: error,
  })
}
