import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { Fault } from '../platform/fault.ts'
import { sendProblem } from './problem.ts'

/** Headers of every answer: scripts, styles and connections from our own address alone, and no frames at all. */
export function headers(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    // With no-referrer browsers would hide the origin of our own forms too, and sameOrigin could not tell them.
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  })
}

/** Answers only under names that are ours, so that a page elsewhere cannot rebind its name to this machine. */
export function hostAllowed(allowed: readonly string[]): RequestHandler {
  const names = new Set(['localhost', '127.0.0.1', '[::1]', ...allowed])
  return (request, response, next) => {
    const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
    if (names.has(host)) return next()
    sendProblem(
      response,
      new Fault('denied', 'Parley does not answer under this name. Set PARLEY_ALLOWED_HOSTS to allow it.'),
    )
  }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a changing request that a page of another origin made a browser send. A browser says where a request comes
 * from in Sec-Fetch-Site, older ones in Origin; a request with a cookie and neither is refused as well.
 */
export const sameOrigin: RequestHandler = (request, response, next) => {
  if (safeMethods.has(request.method)) return next()
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const own = site === 'same-origin' || site === 'none'
  const matching = origin !== undefined && hostOf(origin) === request.headers.host
  const noBrowser = site === undefined && origin === undefined && request.headers.cookie === undefined
  if ((site !== undefined ? own && (origin === undefined || matching) : matching) || noBrowser) return next()
  sendProblem(
    response,
    new Fault('denied', 'This request came from another site and was refused. Nothing was changed.'),
  )
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
