import type { IncomingMessage } from 'node:http'
import { type Request, type Response, Router } from 'express'
import { click } from '../../agent/click.ts'
import { Fault } from '../../platform/fault.ts'
import { html, page } from '../../platform/html.ts'
import type { Result } from '../../tools/call.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Waist } from '../../tools/waist.ts'
import type { WebDoor } from './door.ts'
import { sendFault, sendFaultPage } from './fault.ts'
import { callerOf, lastEventOf, parseClick, parseMessage } from './parse.ts'
import { renderReply, renderTranscript } from './render.ts'
import { signInRoutes } from './sign-in.ts'
import { createTurns, type Turns } from './turns.ts'

/** The chat of the web: pages, messages, streams and clicks. Whoever ends the program hands in turns to wait for them. */
export function webRoutes(door: WebDoor, turns: Turns = turnsOf(door.waist)): Router {
  const router = Router()
  router.use(signInRoutes(door))
  router.get('/', (request, response) => chatPage(door, request, response))
  router.post(
    '/chat/messages',
    answering((request, response) => hear(door, turns, { request, response })),
  )
  router.get(
    '/chat/turns/:id/events',
    answering<{ id: string }>(async (request, response) => {
      const reader = { owner: await personOf(door, request), after: lastEventOf(request), response }
      if (!turns.stream(request.params.id, reader)) throw noTurn()
    }),
  )
  router.post(
    '/chat/turns/:id/stop',
    answering<{ id: string }>(async (request, response) => {
      if (!turns.stop(request.params.id, await personOf(door, request))) throw noTurn()
      response.status(204).end()
    }),
  )
  router.post(
    '/chat/press',
    answering(async (request, response) => {
      const made = parseClick(request.body)
      const clicked = await click(door.waist, { ...callerOf(request, door.cookie), ...made })
      response.json({ ...renderReply(clicked), outcome: clicked.outcome })
    }),
  )
  router.get(
    '/chat/conversations/:id',
    answering<{ id: string }>((request, response) => showConversation(door, request, response)),
  )
  return router
}

/** The turns of one process; what goes wrong in them goes to the log. */
export function turnsOf({ log }: Pick<Waist, 'log'>): Turns {
  return createTurns((error) => log.error({ err: error }, 'a turn failed'))
}

/** What goes wrong on the way is told to the page in words. */
function answering<P = Record<string, string>>(
  work: (request: Request<P>, response: Response) => Promise<void>,
): (request: Request<P>, response: Response) => Promise<void> {
  return (request, response) => work(request, response).catch((error) => sendFault(response, error))
}

/** The person of the request's session. Whoever has none is refused, counted and recorded by the waist. */
async function personOf(door: WebDoor, request: IncomingMessage): Promise<string> {
  const caller = callerOf(request, door.cookie)
  try {
    return (await door.waist.authenticate(caller.credential)).id
  } catch (error) {
    const tried = await openChat(door, caller)
    throw tried.outcome === 'done' || tried.outcome === 'pending' ? error : tried.fault
  }
}

function openChat(door: WebDoor, caller: ReturnType<typeof callerOf>): Promise<Result> {
  return invoke(door.waist, { ...caller, tool: 'open_page', input: { page: 'chat' }, initiator: 'person' })
}

/** Takes a message, and answers at once with the turn whose events hold the reply. */
async function hear(
  door: WebDoor,
  turns: Turns,
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  const message = parseMessage(request.body)
  const owner = await personOf(door, request)
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
}

async function showConversation(
  door: WebDoor,
  request: Request<{ id: string }>,
  response: Response,
): Promise<void> {
  const { cursor } = request.query
  const result = await invoke(door.waist, {
    ...callerOf(request, door.cookie),
    tool: 'get_conversation',
    input: { conversation: request.params.id, ...(typeof cursor === 'string' ? { cursor } : {}) },
    initiator: 'person',
  })
  if (result.outcome === 'pending') throw new Fault('failed', 'Please try again.')
  if (result.outcome !== 'done') throw result.fault
  response.set('Cache-Control', 'no-store').json(await renderTranscript(door.waist, result.output))
}

/** Whoever is not signed in is sent to sign in; the page itself is recorded as opened. */
async function chatPage(door: WebDoor, request: Request, response: Response): Promise<void> {
  const result = await openChat(door, callerOf(request, door.cookie))
  if (result.outcome !== 'done') return sendFaultPage(response, result)
  const { pages, name } = result.output as { pages: { label: string; path: string }[]; name: string }
  const person = JSON.stringify(result.output)
  const body = html`<div id="app" data-person="${person}"><p class="loading">Loading your conversations…</p></div>`
  response
    .set('Cache-Control', 'no-store')
    .send(page({ title: 'Chat', module: '/assets/chat/chat.js', body, nav: { here: '/', pages, name } }))
}

function noTurn(): Fault {
  return new Fault('not_found', 'That answer is not at hand any more. Reload to see the conversation.')
}
