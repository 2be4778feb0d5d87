import { type Request, type Response, Router } from 'express'
import type { Credential } from '../../access/credential.ts'
import { type Html, html, page } from '../../platform/html.ts'
import { httpStatus } from '../../platform/http-status.ts'
import { addressOf, cookieOf, isLoopback } from '../../platform/web-request.ts'
import type { Result } from '../../tools/call.ts'
import { invoke } from '../../tools/invoke.ts'
import type { WebDoor } from './door.ts'

/**
 * Signing in: a link opens a page, and only the button on it redeems the link, so that a preview of the link by a mail
 * program does not use it up. On a demo database, from this machine, a person can be picked.
 */
export function signInRoutes(door: WebDoor): Router {
  const router = Router()
  const cookieOptions = { httpOnly: true, secure: door.secure, sameSite: 'lax', path: '/' } as const

  const enter = async (request: Request, response: Response, credential: Credential) => {
    const result = await call(door, request, { tool: 'sign_in', credential })
    if (result.outcome !== 'done') {
      const message = result.outcome === 'pending' ? 'Please try again.' : result.fault.message
      response
        .status(result.outcome === 'pending' ? 500 : httpStatus[result.fault.code])
        .send(signInPage(door, request, html`<p role="alert">${message}</p>`))
      return
    }
    const { token, hours } = result.output as { token: string; hours: number }
    response.cookie(door.cookie, token, { ...cookieOptions, maxAge: hours * 3_600_000 }).redirect(303, '/')
  }

  router.get('/sign-in', (request, response) => {
    response.set('Cache-Control', 'no-store').send(signInPage(door, request))
  })
  router.get('/sign-in/:token', (request: Request<{ token: string }>, response) => {
    response.set('Cache-Control', 'no-store').send(redeemPage(request.params.token))
  })
  router.post('/sign-in', async (request, response) => {
    await enter(request, response, { kind: 'link', token: fieldOf(request, 'token') })
  })
  router.post('/sign-in/demo', async (request, response) => {
    const email = fieldOf(request, 'email')
    await enter(request, response, { kind: 'demo', email, loopback: door.demo() && isLoopback(request) })
  })
  router.post('/sign-out', async (request, response) => {
    const token = cookieOf(request, door.cookie)
    if (token) await call(door, request, { tool: 'sign_out', credential: { kind: 'session', token } })
    response.clearCookie(door.cookie, cookieOptions).redirect(303, '/sign-in')
  })
  return router
}

function call(
  door: WebDoor,
  request: Request,
  { tool, credential }: { tool: string; credential: Credential },
): Promise<Result> {
  const userAgent = request.headers['user-agent'] ?? ''
  return invoke(door.waist, {
    credential,
    door: 'web',
    initiator: 'person',
    tool,
    input: {},
    address: addressOf(request),
    userAgent,
  })
}

/** A field of a form; empty when it is missing or no text. */
function fieldOf({ body }: Request, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? body[name] : undefined
  return typeof value === 'string' ? value : ''
}

function redeemPage(token: string): string {
  const body = html`<section class="narrow"><h1>Welcome to Parley</h1><p>This link signs you in once.</p>
    <form method="post" action="/sign-in"><input type="hidden" name="token" value="${token}"><button class="primary">Sign in</button></form></section>`
  return page({ title: 'Sign in', body })
}

function signInPage(door: WebDoor, request: Request, alert: Html = html``): string {
  const people = door.demo() && isLoopback(request) ? door.demoPeople : []
  const pick = people.map(
    ({
      email,
      label,
    }) => html`<li><form method="post" action="/sign-in/demo"><input type="hidden" name="email" value="${email}">
      <button><strong>${label}</strong> <span>${email}</span></button></form></li>`,
  )
  const demo =
    people.length > 0
      ? html`<h2>Or be somebody at Northwind Staffing</h2><p>This is the demo company. Pick a person to see Parley as they do.</p><ul class="people">${pick}</ul>`
      : html``
  const body = html`<section class="narrow"><h1>Sign in to Parley</h1>${alert}
    <p>Open the one-time link that was sent to you. No link yet? Ask whoever looks after Parley in your team for one.</p>${demo}</section>`
  return page({ title: 'Sign in', body })
}
