import { fileURLToPath } from 'node:url'
import express, { type ErrorRequestHandler, type Express } from 'express'
import type { Config } from '../platform/config.ts'
import { Fault, toFault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'
import { headers, hostAllowed, sameOrigin } from './guard.ts'
import { sendProblem } from './problem.ts'

/** The largest body: a message of 100,000 characters, whatever their width, fits. */
const largestBody = '1mb'

export type AppParts = {
  config: Pick<Config, 'allowedHosts' | 'publicUrl'>
  log: Log
  health: express.Router
  /** Adds doors that read the bodies of their requests themselves, such as those whose signatures are of raw bytes. */
  mountRaw?: (app: Express) => void
  /** Adds the doors and pages, between the guards and the last words. */
  mount: (app: Express) => void
}

/** The one web server: guards first, then what is mounted, then a plain "not found" and a plain error. */
export function createApp({ config, log, health, mount, mountRaw }: AppParts): Express {
  const app = express()
  const publicHost = config.publicUrl ? [new URL(config.publicUrl).hostname] : []
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(headers(config.publicUrl?.startsWith('https:') ?? false))
  // Probes of the machine's keeper come by address, and what they learn is no secret.
  app.use(health)
  app.use(hostAllowed([...config.allowedHosts, ...publicHost]))
  app.use(sameOrigin)
  app.use('/assets', assets())
  mountRaw?.(app)
  app.use(
    express.json({ limit: largestBody, strict: false }),
    express.urlencoded({ limit: largestBody, extended: false }),
  )
  mount(app)
  app.use((_request, response) =>
    sendProblem(response, new Fault('not_found', 'There is nothing at this address.')),
  )
  app.use(lastWord(log))
  return app
}

/** Our styles and scripts, and the two browser libraries as their packages ship them. */
function assets(): express.Router {
  const router = express.Router()
  const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  const options = { index: false, maxAge: '5m', redirect: false } as const
  router.use(
    '/vendor/preact.js',
    express.static(fileURLToPath(import.meta.resolve('htm/preact/standalone')), options),
  )
  router.use('/chat', express.static(folder('../channels/web/browser'), options))
  router.use('/console', express.static(folder('./console/browser'), options))
  router.use(express.static(folder('./assets'), options))
  return router
}

/** Body parsers throw errors with a status of their own; anything else is ours and is told to nobody but the log. */
function lastWord(log: Log): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status = typeof error?.status === 'number' ? error.status : 500
    if (status === 413)
      return sendProblem(response, new Fault('invalid', 'The request is too large: at most 1 MB.'))
    if (status >= 400 && status < 500)
      return sendProblem(response, new Fault('invalid', 'The request could not be read.'))
    log.error({ err: error }, 'a request failed')
    sendProblem(response, toFault(error))
  }
}
