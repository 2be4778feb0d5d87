import { type Request, type Response, Router } from 'express'
import type { Credential } from '../access/credential.ts'
import { Fault } from '../platform/fault.ts'
import { addressOf, cookieOf } from '../platform/web-request.ts'
import { invoke } from '../tools/invoke.ts'
import type { Waist } from '../tools/waist.ts'
import { sendProblem } from './problem.ts'

/** Every tool at POST /tools/{name}: the input is the body, the output is the answer. Pages of the console call them so. */
export function toolRoutes(waist: Waist, cookie: string): Router {
  const router = Router()
  router.post('/tools/:name', async (request: Request<{ name: string }>, response: Response) => {
    const token = cookieOf(request, cookie)
    const credential: Credential = token ? { kind: 'session', token } : { kind: 'none' }
    const { name } = request.params
    // Internal tools belong to the doors themselves: a session's token, for one, is never part of an answer.
    const known = waist.tools.has(name) && waist.tools.get(name)?.audience !== 'internal'
    const result = await invoke(waist, {
      credential,
      door: 'web',
      initiator: 'person',
      tool: known ? name : 'unknown',
      input: request.body,
      address: addressOf(request),
      userAgent: request.headers['user-agent'] ?? '',
    })
    response.set('Cache-Control', 'no-store')
    if (result.outcome === 'done') response.json(result.output)
    else if (result.outcome === 'pending') response.status(202).json(result.confirmation)
    else if (!known && result.fault.code === 'denied')
      sendProblem(response, new Fault('not_found', 'There is no such tool.'))
    else sendProblem(response, result.fault)
  })
  return router
}
