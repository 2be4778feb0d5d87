import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type AwaitedAcks, awaitedAcks } from './awaited-acks.ts'
import type { Attempt, Carry, Parcel, Retry } from './delivery.ts'
import { isJson, type Json } from './json.ts'
import { addressOf, parsed } from './request.ts'
import type { State } from './state.ts'

/** Most connections that one app may have. */
const mostConnections = 10
const pingEveryMs = 5_000
const goodbyeMs = 300

export type Ack = { envelope: string; payload: Json; connection: number }

export type SocketHub = {
  carry: Carry
  /** How many connections are open. */
  connected(): number
  /** Every acknowledgement, with the number of the connection over which it came. */
  acks: Ack[]
  /** Tells the app that its connections are about to close, as Slack does now and then. */
  refresh(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void
  /** Cuts every connection without a word. */
  cut(): void
  close(): Promise<void>
}

type Connection = { number: number; socket: WebSocket; carried: number }
type Desk = { connections: Set<Connection>; awaited: AwaitedAcks; acks: Ack[] }

/** Socket Mode: connections that the app opens, each event going to the one that had the fewest. */
export function socketHub(state: State, server: Server, patienceMs: number): SocketHub {
  const desk: Desk = { connections: new Set(), awaited: awaitedAcks(patienceMs), acks: [] }
  const { connections } = desk
  const sockets = new WebSocketServer({ noServer: true })
  let opened = 0
  server.on('upgrade', (request, socket, head) => {
    const ticket = addressOf(request).searchParams.get('ticket') ?? ''
    if (!state.tickets.delete(ticket) || connections.size >= mostConnections) return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (link) => {
      opened += 1
      accept(desk, { number: opened, socket: link, carried: 0 })
      link.send(JSON.stringify(hello(state, connections.size)))
    })
  })
  return {
    carry: (parcel, retry) => carry(desk, parcel, retry),
    acks: desk.acks,
    connected: () => connections.size,
    refresh: (reason = 'refresh_requested') => {
      for (const { socket } of connections) socket.send(JSON.stringify({ type: 'disconnect', reason }))
    },
    cut: () => {
      for (const { socket } of connections) socket.terminate()
    },
    close: async () => {
      await Promise.all([...connections].map(({ socket }) => hangUp(socket)))
      sockets.close()
    },
  }
}

function accept(desk: Desk, connection: Connection) {
  const { socket } = connection
  desk.connections.add(connection)
  const pings = setInterval(() => socket.ping(), pingEveryMs)
  pings.unref()
  socket.on('message', (data) => acknowledge(desk, connection, String(data)))
  socket.on('close', () => {
    clearInterval(pings)
    desk.connections.delete(connection)
    desk.awaited.abandon(socket)
  })
}

function acknowledge({ acks, awaited }: Desk, { number }: Connection, text: string) {
  const frame = parsed(text)
  if (!isJson(frame) || typeof frame.envelope_id !== 'string') return
  const payload = isJson(frame.payload) ? frame.payload : {}
  acks.push({ envelope: frame.envelope_id, payload, connection: number })
  awaited.settle(frame.envelope_id, 200, Object.keys(payload).length > 0 ? JSON.stringify(payload) : '')
}

async function carry(
  { connections, awaited }: Desk,
  parcel: Parcel,
  retry: Retry | undefined,
): Promise<Attempt> {
  const [connection] = [...connections].sort((a, b) => a.carried - b.carried)
  const again = retry === undefined ? {} : { retry }
  if (connection === undefined) return { status: 'unreachable', ms: 0, body: 'no connection', ...again }
  const envelope = randomUUID()
  connection.carried += 1
  const attempt = awaited.wait(envelope, connection.socket)
  connection.socket.send(JSON.stringify(enveloped(envelope, parcel, retry)))
  return { ...(await attempt), ...again }
}

/** Says goodbye, and cuts the line when nobody answers. */
async function hangUp(socket: WebSocket) {
  const closed = once(socket, 'close')
  const impatience = setTimeout(() => socket.terminate(), goodbyeMs)
  socket.close(1001)
  await closed
  clearTimeout(impatience)
}

function hello(state: State, open: number): Json {
  return {
    type: 'hello',
    num_connections: open,
    connection_info: { app_id: state.app.id },
    debug_info: { host: 'fake-slack', build_number: 1, approximate_connection_time: 18_060 },
  }
}

function enveloped(id: string, { type, payload }: Parcel, retry: Retry | undefined): Json {
  return {
    envelope_id: id,
    type,
    payload,
    accepts_response_payload: type !== 'events_api',
    ...(type === 'events_api'
      ? { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' }
      : {}),
  }
}
