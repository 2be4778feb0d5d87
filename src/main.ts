import type { Server } from 'node:http'
import { ensurePartitions, keepPartitions } from './activity/partitions.ts'
import { claudeFrom } from './agent/claude/claude.ts'
import { type Converse, createConverse } from './agent/converse.ts'
import { tools } from './catalogue.ts'
import { createDesk } from './channels/desk/desk.ts'
import { keepDesk } from './channels/desk/keep.ts'
import type { ChannelPort, Desk, Platform } from './channels/desk/port.ts'
import type { Slack } from './channels/slack/app.ts'
import { turnsOf, webRoutes } from './channels/web/listen.ts'
import type { Turns } from './channels/web/turns.ts'
import { type OpenDatabase, openDatabase } from './db/connection.ts'
import { connect } from './db/database.ts'
import { isDemo } from './db/installation.ts'
import { createApp } from './http/app.ts'
import { consoleRoutes } from './http/console/pages.ts'
import { healthRoutes } from './http/health.ts'
import { toolRoutes } from './http/tool-routes.ts'
import { systemClock, toDate } from './platform/clock.ts'
import type { Config, SlackConfig, TeamsConfig } from './platform/config.ts'
import { Fault } from './platform/fault.ts'
import type { Log } from './platform/log.ts'
import { isForThisMachine, sessionCookie } from './platform/web-request.ts'
import { openQueue } from './queue/queue.ts'
import { demoPeople } from './seed/people.ts'
import { seed } from './seed/seed.ts'
import { keepForgetting } from './tools/forget.ts'
import { createWaist, type Waist } from './tools/waist.ts'

/** Everything that is built once; doors are opened on it. */
export type House = {
  config: Config
  log: Log
  database: Pick<OpenDatabase, 'ownerUrl' | 'appUrl'>
  waist: Waist
  converse: Converse
  demo: () => boolean
  close(): Promise<void>
}

/**
 * Opens the database (its own or that of DATABASE_URL), brings it up to date, seeds the demo company into a new one of
 * its own, and builds the waist and the agent.
 */
export async function openHouse(config: Config, log: Log): Promise<House> {
  const database = await openDatabase(config, log)
  try {
    if (database.embedded) await seedDemo(database, log)
    const db = connect(database.appUrl)
    const isDemoDatabase = await isDemo(db.sql)
    await ensurePartitions(db.sql, systemClock.now())
    const demo = () => isDemoDatabase
    const waist = createWaist({ db, clock: systemClock, log, secret: database.secret, tools, demo })
    const converse = createConverse(waist, { model: claudeFrom(config, waist, log) })
    const close = async () => {
      await waist.refusals
        .flush()
        .catch((error: unknown) => log.error({ err: error }, 'refusals were not recorded'))
      await db.close()
      await database.close()
    }
    return { config, log, database, waist, converse, demo, close }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Makes the demo company in a database that was never seeded, and says whether it did. */
export function seedDemo(database: OpenDatabase, log: Log): Promise<boolean> {
  const now = systemClock.now()
  return database.seedOnce(
    () => toDate(systemClock.now()),
    async () => {
      const db = connect(withoutWaiting(database.appUrl))
      try {
        await seed({ db, log, secret: database.secret, tools, now })
      } finally {
        await db.close()
      }
    },
  )
}

/**
 * Seeding need not wait for the disk after each of its thousand calls: a seed that is cut off begins anew, and the fact
 * that it ended is written with a commit that waits for all before it.
 */
function withoutWaiting(appUrl: string): string {
  const url = new URL(appUrl)
  const options = [url.searchParams.get('options'), '-c synchronous_commit=off']
  url.searchParams.set('options', options.filter(Boolean).join(' '))
  return url.href.replaceAll('+', '%20')
}

/** `demo`: whether demo people can sign in at these doors, which takes a listener that only this machine reaches. */
export type Running = { url: string; house: House; demo: boolean; stop(): Promise<void> }

/** Opens the house with all its doors and the queue, and resolves once they answer. */
export async function start(config: Config, log: Log): Promise<Running> {
  const house = await openHouse(config, log)
  const closing: Closing[] = [{ close: () => house.close() }]
  try {
    const { waist } = house
    const desk = await openDesk(house)
    const turns = turnsOf(waist)
    closing.unshift(desk)
    for (const keeper of [keepPartitions(waist.db.sql, waist.clock, log), keepForgetting(waist)])
      closing.unshift({ close: async () => keeper.stop() })
    const server = await listen(appOf(house, { desk, turns }), config)
    closing.unshift({ close: () => closeServer(server, turns) })
    if (opensDoors(config)) await desk.listen()
    const demo = house.demo() && isForThisMachine(config) && opensDoors(config)
    return { url: urlOf(server, config), house, demo, stop: () => closeAll(closing) }
  } catch (error) {
    await closeAll(closing)
    throw error
  }
}

/** A worker only works: besides the probes of the machine's keeper it answers nobody. */
function opensDoors({ role }: Pick<Config, 'role'>): boolean {
  return role !== 'worker'
}

type Closing = { close(): Promise<void> }

/** The web server with every door that speaks HTTP. */
function appOf(house: House, { desk, turns }: { desk: OpenDesk; turns: Turns }) {
  const { config, log, waist, converse } = house
  const demo = () => house.demo() && isForThisMachine(config)
  const secure = config.publicUrl?.startsWith('https:') ?? false
  const cookie = sessionCookie(secure)
  return createApp({
    config,
    log,
    health: healthRoutes({
      database: async () => void (await waist.db.sql({ text: 'select 1', values: [] })),
    }),
    mountRaw: (server) => {
      if (!opensDoors(config)) return
      for (const router of desk.routers) server.use(router)
    },
    mount: (server) => {
      if (!opensDoors(config)) return
      server.use(webRoutes({ waist, converse, cookie, secure, demo, demoPeople }, turns))
      server.use(consoleRoutes(waist, cookie))
      server.use('/api/v1', toolRoutes(waist, cookie))
    },
  })
}

type OpenDesk = Closing & { routers: readonly Slack['router'][]; listen(): Promise<void> }

/** The desk with the platforms that are set up, and the queue that works for it. */
async function openDesk(house: House): Promise<OpenDesk> {
  const { config, log, waist, converse, database } = house
  const ports = new Map<Platform, ChannelPort>()
  const desk = createDesk({
    waist,
    converse,
    ports,
    wake: (thread) => queue.wake(thread),
    self: { kind: 'system', purpose: 'desk' },
    allows: ({ platform, tenant }) =>
      platform === 'slack' ? config.slack.allowedTeams.includes(tenant) : tenant === config.teams.tenantId,
    connectUrl: `${addressOf(config)}/connect`,
  })
  const { slack, teams } = await openPlatforms(house, desk)
  for (const platform of [slack, teams]) if (platform) ports.set(platform.port.platform, platform.port)
  const { deliverers } = desk
  const queue = openQueue({ config, database, waist, deliverers, threads: desk })
  const keeper = keepDesk(desk, log)
  return {
    routers: [slack, teams].flatMap((platform) => (platform ? [platform.router] : [])),
    listen: async () => slack?.start(desk),
    close: () => {
      keeper.stop()
      return closeAll([{ close: async () => slack?.stop() }, queue])
    },
  }
}

/** The platforms that are set up. Their libraries cost time and memory, so they are loaded for nobody else. */
async function openPlatforms({ config, log, waist, demo }: House, desk: Desk) {
  const slack = isSet(config.slack) ? await import('./channels/slack/app.ts') : undefined
  const teams = isSet(config.teams) ? await import('./channels/teams/listen.ts') : undefined
  return {
    slack: slack?.openSlack({ config, waist }),
    teams: teams?.openTeams({ config, waist, log, desk, demo: demo() }),
  }
}

function isSet(settings: SlackConfig | TeamsConfig): boolean {
  return Object.values(settings).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value)))
}

function listen(app: ReturnType<typeof createApp>, { port, host }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) =>
      error ? reject(portFault(error, port)) : resolve(server),
    )
  })
}

function portFault(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new Fault(
      'refused',
      `Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`,
    )
  if (code === 'EACCES')
    return new Fault('refused', `Port ${port} needs more rights. Choose one above 1024: PORT=3000 npm start`)
  return error
}

function urlOf(server: Server, config: Config): string {
  const address = server.address()
  return addressOf({ ...config, port: typeof address === 'object' && address ? address.port : config.port })
}

/** The address under which people reach the web doors. */
export function addressOf({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  return publicUrl?.replace(/\/$/, '') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/**
 * Takes no new request, lets those in flight end for at most ten seconds, and answers that are being written for half of
 * that.
 */
async function closeServer(server: Server, turns: Turns): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const patience = setTimeout(() => server.closeAllConnections(), 10_000)
  await Promise.all([closed, turns.finish(5_000)])
  clearTimeout(patience)
  // A message that came with the last request may have begun since.
  await turns.finish(5_000)
}

/**
 * Closes what was opened, the last first: what comes in, then what is being worked on, then what it needs. One that
 * cannot be closed keeps none of the others open.
 */
async function closeAll([first, ...others]: readonly Closing[]): Promise<void> {
  try {
    await first?.close()
  } finally {
    if (others.length > 0) await closeAll(others)
  }
}
