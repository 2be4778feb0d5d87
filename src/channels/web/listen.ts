import { type Request, type Response, Router } from 'express'
import { click } from '../../agent/click.ts'
import { Fault } from '../../platform/fault.ts'
import { html, page } from '../../platform/html.ts'
import { invoke } from '../../tools/invoke.ts'
import type { WebDoor } from './door.ts'
import { sendFault } from './fault.ts'
import { callerOf, lastEventOf, parseClick, parseMessage } from './parse.ts'
import { renderReply, renderTranscript } from './render.ts'
import { signInRoutes } from './sign-in.ts'
import { createTurns } from './turns.ts'

/** The chat of the web: pages, messages, streams and clicks. */
export function webRoutes(door: WebDoor): Router {
  const router = Router()
  const turns = createTurns((error) => door.waist.log.error({ err: error }, 'a turn failed'))
  const who = async (request: Request) =>
    (await door.waist.authenticate(callerOf(request, door.cookie).credential)).id
  router.use(signInRoutes(door))
  router.get('/', (request, response) => chatPage(door, request, response))

  router.post('/chat/messages', async (request, response) => {
    try {
      const message = parseMessage(request.body)
      const owner = await who(request)
      const turn = turns.begin(owner, async ({ signal, tell }) => {
        const reply = await door.converse({
          ...callerOf(request, door.cookie),
          text: message.text,
          ...(message.conversation ? { conversation: message.conversation } : {}),
          ...(message.persona ? { persona: message.persona } : {}),
          signal,
          onText: (text) => tell('text', { text }),
          onHeard: (conversation) => tell('heard', { conversation }),
        })
        tell('reply', renderReply(reply))
      })
      response.status(202).json({ turn })
    } catch (error) {
      sendFault(response, error)
    }
  })

  router.get('/chat/turns/:id/events', async (request: Request<{ id: string }>, response) => {
    try {
      const owner = await who(request)
      if (!turns.stream(request.params.id, { owner, after: lastEventOf(request), response })) throw noTurn()
    } catch (error) {
      sendFault(response, error)
    }
  })

  router.post('/chat/turns/:id/stop', async (request: Request<{ id: string }>, response) => {
    try {
      if (!turns.stop(request.params.id, await who(request))) throw noTurn()
      response.status(204).end()
    } catch (error) {
      sendFault(response, error)
    }
  })

  router.post('/chat/press', async (request, response) => {
    try {
      const clicked = await click(door.waist, {
        ...callerOf(request, door.cookie),
        token: parseClick(request.body),
      })
      response.json({ ...renderReply(clicked), outcome: clicked.outcome })
    } catch (error) {
      sendFault(response, error)
    }
  })

  router.get('/chat/conversations/:id', async (request: Request<{ id: string }>, response) => {
    const before = typeof request.query.cursor === 'string' ? { cursor: request.query.cursor } : {}
    const input = { conversation: request.params.id, ...before }
    const result = await invoke(door.waist, {
      ...callerOf(request, door.cookie),
      tool: 'get_conversation',
      input,
      initiator: 'person',
    })
    if (result.outcome === 'done')
      response.set('Cache-Control', 'no-store').json(await renderTranscript(door.waist, result.output))
    else
      sendFault(
        response,
        result.outcome === 'pending' ? new Fault('failed', 'Please try again.') : result.fault,
      )
  })
  return router
}

/** Whoever is not signed in is sent to sign in; the page itself is recorded as opened. */
async function chatPage(door: WebDoor, request: Request, response: Response): Promise<void> {
  const result = await invoke(door.waist, {
    ...callerOf(request, door.cookie),
    tool: 'open_page',
    input: { page: 'chat' },
    initiator: 'person',
  })
  if (result.outcome !== 'done') return response.redirect(303, '/sign-in')
  const { pages } = result.output as { pages: { label: string; path: string }[] }
  const person = JSON.stringify(result.output)
  const body = html`<div id="app" data-person="${person}"><p class="loading">Loading your conversations…</p></div>`
  response
    .set('Cache-Control', 'no-store')
    .send(page({ title: 'Chat', module: '/assets/chat/chat.js', body, nav: { here: '/', pages } }))
}

function noTurn(): Fault {
  return new Fault('not_found', 'That answer is not at hand any more. Reload to see the conversation.')
}
