import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import type { LimitSettings } from '../../src/access/limits.ts'
import { createConverse } from '../../src/agent/converse.ts'
import type { Model } from '../../src/agent/minds.ts'
import { webRoutes } from '../../src/channels/web/listen.ts'
import { connect } from '../../src/db/database.ts'
import { createApp } from '../../src/http/app.ts'
import { consoleRoutes } from '../../src/http/console/pages.ts'
import { healthRoutes } from '../../src/http/health.ts'
import { toolRoutes } from '../../src/http/tool-routes.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLog } from '../../src/platform/log.ts'
import { sessionCookie } from '../../src/platform/web-request.ts'
import { createWaist, type Waist } from '../../src/tools/waist.ts'
import { type Alias, people } from './people.ts'
import { createWorld, type World } from './world.ts'

export type Asked = {
  path: string
  method?: string
  headers?: Record<string, string>
  /** Sent as JSON, or as a form when it is made of search parameters, or as it is when it is text. */
  body?: unknown
}

export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  text: string
  json(): Record<string, unknown>
}

export type Web = Awaited<ReturnType<typeof createWeb>>

export type WebOptions = {
  /** As in the settings. */
  publicUrl?: string
  allowedHosts?: string[]
  /** False makes it an ordinary database. */
  demo?: boolean
  model?: Model
  limits?: Partial<LimitSettings>
  /** Where the doors find the database, for a proxy that can be cut. */
  databasePort?: number
}

/**
 * A world with its web doors open on a free port. Requests of `ask` look like those of our own page, unless headers
 * say otherwise.
 */
export async function createWeb(options: WebOptions = {}) {
  const world = await createWorld()
  const { waist, close: closeWaist } = openWaist(world, options)
  const cookie = sessionCookie(isSecure(options))
  const server = doorsOf(waist, options).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const ask = (asked: Asked) => send(url, asked)
  return {
    world,
    waist,
    url,
    port,
    cookie,
    ask,
    /** Somebody with a session of the web. */
    as: (alias: Alias) => signedIn({ world, ask, cookie }, alias),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await closeWaist()
      await world.close()
    },
  }
}

function isSecure({ publicUrl }: WebOptions): boolean {
  return publicUrl?.startsWith('https:') ?? false
}

function openWaist(world: World, { demo, limits, databasePort }: WebOptions) {
  const own = databasePort ? connect(withPort(world.database.appUrl, databasePort)) : undefined
  const many = 1_000_000
  const waist = createWaist({
    db: own ?? world.waist.db,
    clock: systemClock,
    log: createLog('silent'),
    secret: 'a secret of these pages',
    tools: [...world.waist.tools.values()],
    demo: () => demo ?? true,
    limits: {
      perAddress: many,
      perPersonAndTool: many,
      recordsPerHour: many,
      failedSignInsPerQuarterHour: many,
      ...limits,
    },
  })
  const close = async () => {
    await waist.refusals.flush()
    await own?.close()
  }
  return { waist, close }
}

function withPort(address: string, port: number): string {
  const url = new URL(address)
  url.port = String(port)
  return url.href
}

function doorsOf(waist: Waist, options: WebOptions): Express {
  const secure = isSecure(options)
  const cookie = sessionCookie(secure)
  const demo = () => options.demo ?? true
  const door = {
    waist,
    cookie,
    secure,
    demo,
    demoPeople,
    converse: createConverse(waist, { model: options.model }),
  }
  return createApp({
    config: { allowedHosts: options.allowedHosts ?? [], publicUrl: options.publicUrl },
    log: createLog('silent'),
    health: healthRoutes({
      database: async () => void (await waist.db.sql({ text: 'select 1', values: [] })),
    }),
    mount: (server) => {
      server.use(webRoutes(door), consoleRoutes(waist, cookie))
      server.use('/api/v1', toolRoutes(waist, cookie))
    },
  })
}

/** Whom the sign-in page offers; a test may add Nora, who is new and has read no notice yet. */
const demoPeople = [
  ...Object.entries(people).map(([alias, { name }]) => ({ email: `${alias}@northwind.test`, label: name })),
  { email: 'nora@northwind.test', label: 'Nora Blom' },
]

/** Somebody with a session of the web, taken with a one-time link as anywhere else. */
async function signedIn(
  { world, ask, cookie }: { world: World; ask: (asked: Asked) => Promise<Answer>; cookie: string },
  alias: Alias,
) {
  const token = await signInToken(world, alias)
  const entered = await ask({ method: 'POST', path: '/sign-in', body: new URLSearchParams({ token }) })
  const session = tokenIn(entered, cookie)
  const own = (asked: Asked) =>
    ask({ ...asked, headers: { cookie: `${cookie}=${session}`, ...asked.headers } })
  return {
    session,
    ask: own,
    /** A tool call as the pages make it. */
    tool: (name: string, body: unknown = {}) => own({ method: 'POST', path: `/api/v1/tools/${name}`, body }),
  }
}

/** The token of a fresh sign-in link. */
export async function signInToken(world: World, alias: Alias): Promise<string> {
  const result = await world.system('issue_sign_in_link', { email: `${alias}@northwind.test` })
  if (result.outcome !== 'done') throw new Error(`No link: ${result.outcome}`)
  return (result.output as { token: string }).token
}

/** The value of a cookie that an answer sets; empty when it sets none. */
export function tokenIn(answer: Answer, name: string): string {
  const set = answer.headers['set-cookie']?.find((line) => line.startsWith(`${name}=`)) ?? ''
  return set.slice(name.length + 1).split(';')[0] ?? ''
}

/** One request, with every header under the test's control and the path as it is written. */
function send(url: string, { path, method = 'GET', headers = {}, body }: Asked): Promise<Answer> {
  const { type, text } = encoded(body)
  const own = method === 'GET' ? {} : { 'sec-fetch-site': 'same-origin', origin: url }
  const given = { ...own, ...(type ? { 'content-type': type } : {}), ...headers }
  const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers: kept }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const answered = Buffer.concat(chunks).toString()
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: answered,
          json: () => JSON.parse(answered),
        })
      })
    })
    request.on('error', reject)
    request.end(text)
  })
}

function encoded(body: unknown): { type?: string; text?: string } {
  if (body === undefined) return {}
  if (body instanceof URLSearchParams)
    return { type: 'application/x-www-form-urlencoded', text: body.toString() }
  return { type: 'application/json', text: typeof body === 'string' ? body : JSON.stringify(body) }
}
