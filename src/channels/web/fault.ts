import type { Response } from 'express'
import { type Fault, toFault } from '../../platform/fault.ts'

/** How the chat tells the page that something did not work: words to show, and whether to sign in again. */
export function sendFault(response: Response, error: unknown): void {
  const fault: Fault = toFault(error)
  const status =
    fault.code === 'unauthenticated'
      ? 401
      : fault.code === 'not_found'
        ? 404
        : fault.code === 'invalid'
          ? 400
          : 503
  response.status(status).json({ error: fault.message, code: fault.code })
}
