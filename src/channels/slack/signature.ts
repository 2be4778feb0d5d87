import type { RequestHandler } from 'express'
import { systemClock } from '../../platform/clock.ts'

/** Seconds by which a request may be off, in either direction. */
const tolerance = 300

/**
 * Bolt checks signatures and refuses old requests; one from the future it would let in, and one that was recorded with
 * a wrong clock could then be repeated for long. Uses the machine's clock, as Bolt does.
 */
export const refuseFuture: RequestHandler = (request, response, next) => {
  const stamp = Number(request.headers['x-slack-request-timestamp'])
  const ahead = stamp - systemClock.now().epochMilliseconds / 1000
  if (ahead > tolerance) {
    response.status(401).end()
    return
  }
  next()
}
