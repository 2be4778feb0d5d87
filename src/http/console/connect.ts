import { type Request, type Response, Router } from 'express'
import { addressOf, cookieOf } from '../../platform/web-request.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Waist } from '../../tools/waist.ts'
import { sendProblem } from '../problem.ts'

/**
 * What the page “Connect” asks for beside its tools: a one-time code for whoever is signed in. It is shown there once and
 * is part of no other answer, which is why its tool is not among those at /api/v1/tools.
 */
export function connectRoutes(waist: Waist, cookie: string): Router {
  const router = Router()
  router.post('/connect/code', async (request: Request, response: Response) => {
    const token = cookieOf(request, cookie)
    const result = await invoke(waist, {
      credential: token ? { kind: 'session', token } : { kind: 'none' },
      door: 'web',
      initiator: 'person',
      tool: 'create_link_code',
      input: {},
      address: addressOf(request),
      userAgent: request.headers['user-agent'] ?? '',
    })
    response.set('Cache-Control', 'no-store')
    if (result.outcome === 'done') response.json(result.output)
    else if (result.outcome === 'pending') response.status(202).json(result.confirmation)
    else sendProblem(response, result.fault)
  })
  return router
}
