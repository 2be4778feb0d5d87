import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addressOf, send } from './request.ts'

export type Route = (
  incoming: IncomingMessage,
  response: ServerResponse,
  rest: string,
) => Promise<void> | void

/** A server on loopback that hands each request to the route whose prefix its path has. */
export async function serve(routes: Readonly<Record<string, Route>>) {
  const server = createServer(async (incoming, response) => {
    const { pathname } = addressOf(incoming)
    const prefix = Object.keys(routes).find((candidate) => pathname.startsWith(candidate)) ?? ''
    const route = routes[prefix]
    if (route === undefined) send(response, { status: 404, body: { ok: false, error: 'not_found' } })
    else
      await answer(response, async () =>
        route(incoming, response, decodeURIComponent(pathname.slice(prefix.length))),
      )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** What goes wrong inside the fake is told to the app as an error of the server, so that the test sees it. */
async function answer(response: ServerResponse, route: () => Promise<void>) {
  try {
    await route()
  } catch (error) {
    if (response.headersSent) response.destroy()
    else send(response, { status: 500, body: { ok: false, error: 'internal_error', detail: String(error) } })
  }
}
