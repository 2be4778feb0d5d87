import type { Response } from 'express'
import { databaseFault } from '../../db/fault.ts'
import { type Fault, toFault } from '../../platform/fault.ts'
import { html, page } from '../../platform/html.ts'
import { httpStatus } from '../../platform/http-status.ts'
import type { Result } from '../../tools/call.ts'

/** How the chat tells the page that something did not work: words to show, and whether to sign in again. */
export function sendFault(response: Response, error: unknown): void {
  const fault: Fault = databaseFault(error) ?? toFault(error)
  response.status(httpStatus[fault.code]).json({ error: fault.message, code: fault.code })
}

/** Answers for a page that cannot be shown: whoever is not signed in goes there, and everyone else reads why. */
export function sendFaultPage(response: Response, result: Exclude<Result, { outcome: 'done' }>): void {
  const fault = result.outcome === 'pending' ? undefined : result.fault
  if (!fault || fault.code === 'unauthenticated') {
    response.redirect(303, '/sign-in')
    return
  }
  const body = html`<section class="narrow"><h1>Parley is not at hand</h1><p role="alert">${fault.message}</p><p><a href="/">Try again</a></p></section>`
  response
    .status(httpStatus[fault.code])
    .set('Cache-Control', 'no-store')
    .send(page({ title: 'Not at hand', body }))
}
