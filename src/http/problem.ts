import type { Response } from 'express'
import type { Fault, FaultCode } from '../platform/fault.ts'
import { html, page } from '../platform/html.ts'
import { httpStatus } from '../platform/http-status.ts'
import type { Result } from '../tools/call.ts'

/** The title of each code's problem (RFC 9457). */
const titles: Record<FaultCode, string> = {
  unauthenticated: 'Not signed in',
  denied: 'Not permitted',
  not_found: 'Not found',
  invalid: 'Not valid',
  refused: 'Refused',
  conflict: 'Changed meanwhile',
  expired: 'Expired',
  limited: 'Too much at once',
  unavailable: 'Not available now',
  failed: 'Failed',
}

/** Answers with problem+json: what is wrong in words for the person, and nothing of the inside. */
export function sendProblem(response: Response, fault: Fault): void {
  const status = httpStatus[fault.code]
  const title = titles[fault.code]
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

/** Answers for a page that cannot be shown: whoever is not signed in goes there, and everyone else reads why. */
export function sendTrouble(response: Response, result: Exclude<Result, { outcome: 'done' }>): void {
  const fault = result.outcome === 'pending' ? undefined : result.fault
  if (!fault || fault.code === 'unauthenticated') {
    response.redirect(303, '/sign-in')
    return
  }
  const title = titles[fault.code]
  const body = html`<section class="narrow"><h1>${title}</h1><p role="alert">${fault.message}</p><p><a href="/">Back to the chat</a></p></section>`
  response.status(httpStatus[fault.code]).set('Cache-Control', 'no-store').send(page({ title, body }))
}
