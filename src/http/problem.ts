import type { Response } from 'express'
import type { Fault, FaultCode } from '../platform/fault.ts'

/** The HTTP status of each code, and the title of its problem (RFC 9457). */
const problems: Record<FaultCode, { status: number; title: string }> = {
  unauthenticated: { status: 401, title: 'Not signed in' },
  denied: { status: 403, title: 'Not permitted' },
  not_found: { status: 404, title: 'Not found' },
  invalid: { status: 400, title: 'Not valid' },
  refused: { status: 422, title: 'Refused' },
  conflict: { status: 409, title: 'Changed meanwhile' },
  expired: { status: 410, title: 'Expired' },
  limited: { status: 429, title: 'Too much at once' },
  unavailable: { status: 503, title: 'Not available now' },
  failed: { status: 500, title: 'Failed' },
}

/** Answers with problem+json: what is wrong in words for the person, and nothing of the inside. */
export function sendProblem(response: Response, fault: Fault): void {
  const { status, title } = problems[fault.code]
  const { field, options, retryAfterSeconds } = fault.details
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds))
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title,
        status,
        code: fault.code,
        detail: fault.message,
        ...(field ? { field } : {}),
        ...(options ? { options } : {}),
      }),
    )
}
