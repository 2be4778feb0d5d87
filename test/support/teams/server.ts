import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ConnectorAnswer, ConnectorRequest } from './connector.ts'
import type { Issuer } from './issuer.ts'
import { Refusal } from './refusals.ts'
import type { Wire } from './state.ts'

export type Seen = { complaints: string[]; requests: ConnectorRequest[]; uploads: Map<string, Buffer> }

type Parts = {
  issuer: Issuer
  oauth: ReturnType<typeof createOAuth>
  connector: (request: ConnectorRequest) => ConnectorAnswer
  seen: Seen
}

/** Every address of the fake on one port: the issuer, the token endpoint, the store of files, and the connector. */
export async function serve(parts: Parts) {
  const server = createServer((incoming, response) => answer(parts, incoming, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(parts: Parts, incoming: IncomingMessage, response: ServerResponse) {
  const base = `http://${incoming.headers.host}`
  const { pathname } = new URL(incoming.url ?? '/', base)
  const bytes = await bytesOf(incoming)
  if (pathname === '/openid') return json(response, { status: 200, body: parts.issuer.metadata(base) })
  if (pathname === '/keys') return json(response, { status: 200, body: parts.issuer.jwks })
  if (pathname === '/oauth/oauth2/v2.0/token')
    return json(response, parts.oauth.grant(new URLSearchParams(bytes.toString())))
  if (pathname.startsWith('/upload/')) {
    if (incoming.headers.authorization) parts.seen.complaints.push('a token was sent to an upload address')
    parts.seen.uploads.set(pathname, bytes)
    return json(response, { status: 201, body: {} })
  }
  try {
    if (!parts.oauth.isValid(incoming.headers.authorization)) throw new Refusal(401, 'Unauthorized')
    const text = bytes.toString()
    const request: ConnectorRequest = {
      method: incoming.method ?? '',
      path: pathname.replace(/^\/teams/, ''),
      bytes: text.length * 2,
      body: text ? (JSON.parse(text) as Wire) : {},
    }
    parts.seen.requests.push(request)
    json(response, parts.connector(request))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    refuse(response, error)
  }
}

/** The endpoint where a bot gets its token for its password. */
export function createOAuth(appId: string) {
  const secret = randomUUID()
  let number = 0
  let oldest = 0
  return {
    secret,
    granted: () => number,
    expire: () => {
      oldest = number
    },
    isValid: (header: string | undefined) => {
      const given = Number(/^Bearer bot-token-(\d+)$/.exec(header ?? '')?.[1])
      return given > oldest && given <= number
    },
    grant: (form: URLSearchParams) => {
      const right =
        form.get('client_id') === appId &&
        form.get('client_secret') === secret &&
        form.get('grant_type') === 'client_credentials' &&
        form.get('scope') === 'https://api.botframework.com/.default'
      if (!right) return { status: 401, body: { error: 'invalid_client' } }
      number += 1
      return {
        status: 200,
        body: { token_type: 'Bearer', expires_in: 3600, access_token: `bot-token-${number}` },
      }
    },
  }
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function json(response: ServerResponse, { status, body }: { status: number; body: unknown }) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function refuse(response: ServerResponse, { status, code, message, retryAfterSeconds }: Refusal) {
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds))
  json(response, { status, body: { error: { code, message } } })
}
