import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FakeBody, readRequest } from './fake-messages-rules.ts'
import { eventsOf, type FakeAnswer, type FakeRefusal, wire } from './fake-messages-script.ts'

/** A request as it arrived. `closed` settles when the client has gone or the answer is complete. */
export type FakeRequest = {
  headers: IncomingMessage['headers']
  body: FakeBody
  raw: string
  closed: Promise<'client left' | 'complete'>
}

export type FakeReply = FakeAnswer | FakeRefusal
/** A reply, or a function that makes one from the request, as a puppet in place of the model. */
export type FakeStep = FakeReply | ((request: FakeRequest) => FakeReply)

export type FakeMessagesApi = {
  baseUrl: string
  key: string
  /** The requests that a model would have seen: with the right key and within the rules. */
  requests: FakeRequest[]
  /** Queues what the next requests get, in order. */
  reply(...steps: FakeStep[]): void
  /** What requests get when the queue is empty; without it they are refused with 400. */
  otherwise(step: FakeStep): void
  close(): Promise<void>
}

/**
 * A server on loopback that speaks the Messages API of version 2026-10-21 as far as a client with tools uses it: real
 * server-sent events, the key as bearer token, and the refusals of the service for requests that it would not take.
 *
 *     const api = await fakeMessagesApi()
 *     api.reply(asks([{ name: 'search_jobs', input: { query: 'data' } }]), says('Two jobs fit.'))
 *     … point the client at api.baseUrl with api.key …
 *     expect(api.requests[1]?.body.messages).toHaveLength(3)
 */
export async function fakeMessagesApi(key = 'sk-ant-test-key'): Promise<FakeMessagesApi> {
  const requests: FakeRequest[] = []
  const queue: FakeStep[] = []
  let fallback: FakeStep = {
    status: 400,
    type: 'invalid_request_error',
    message: 'the test has no reply for this request',
  }
  let number = 0
  const server = createServer(async (incoming, response) => {
    const raw = await textOf(incoming)
    const body = checked(incoming, raw, key)
    if ('status' in body) return refuse(response, body)
    const request = { headers: incoming.headers, body, raw, closed: endOf(response) }
    requests.push(request)
    const step = queue.shift() ?? fallback
    const reply = typeof step === 'function' ? step(request) : step
    number += 1
    if ('status' in reply) return refuse(response, reply)
    await stream(response, reply, { model: body.model, number })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    key,
    requests,
    reply: (...steps) => {
      queue.push(...steps)
    },
    otherwise: (step) => {
      fallback = step
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function checked(incoming: IncomingMessage, raw: string, key: string): FakeBody | FakeRefusal {
  const invalid = (message: string): FakeRefusal => ({ status: 400, type: 'invalid_request_error', message })
  if (incoming.method !== 'POST' || incoming.url !== '/v1/messages') {
    return { status: 404, type: 'not_found_error', message: `${incoming.method} ${incoming.url}` }
  }
  if (incoming.headers.authorization !== `Bearer ${key}`) {
    return { status: 401, type: 'authentication_error', message: 'invalid bearer token' }
  }
  if (incoming.headers['anthropic-version'] !== '2026-10-21') return invalid('anthropic-version')
  const read = readRequest(JSON.parse(raw))
  return 'refusal' in read ? invalid(read.refusal) : read.body
}

function refuse(response: ServerResponse, { status, type, message = type, headers = {} }: FakeRefusal) {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_fake', ...headers })
  response.end(JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_fake' }))
}

async function stream(
  response: ServerResponse,
  answer: FakeAnswer,
  { model, number }: { model: string; number: number },
) {
  await answer.after
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_fake' })
  response.flushHeaders()
  const events = eventsOf(answer, model, number).map(wire)
  const sent = answer.breakAfter ?? answer.hangAfter ?? answer.errorAfter?.events ?? events.length
  for (const [index, event] of events.slice(0, sent).entries()) {
    if (index === answer.pauseAfter?.events) await answer.pauseAfter.until
    await write(response, event)
  }
  if (answer.hangAfter !== undefined) return
  if (answer.breakAfter !== undefined) {
    const next = events[sent] ?? ''
    await write(response, next.slice(0, next.length / 2))
    response.destroy()
    return
  }
  if (answer.errorAfter) {
    const error = { type: answer.errorAfter.type, message: answer.errorAfter.type }
    await write(response, wire({ event: 'error', data: { type: 'error', error } }))
  }
  response.end()
}

/** Hands the bytes over in two parts, so that a client has to put events together across reads. */
async function write(response: ServerResponse, text: string) {
  const middle = Math.floor(text.length / 2)
  for (const part of [text.slice(0, middle), text.slice(middle)]) {
    if (part === '' || response.destroyed) continue
    await new Promise<void>((done) => {
      response.write(part, () => done())
    })
  }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

async function endOf(response: ServerResponse): Promise<'client left' | 'complete'> {
  await once(response, 'close')
  return response.writableFinished ? 'complete' : 'client left'
}
