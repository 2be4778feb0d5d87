import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Fault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'
import { ensureCluster, type Site } from './cluster.ts'
import { dataFolderOf, giveToOwner, prepareHome, readOrMakePasswords } from './home.ts'
import { withLock } from './home-lock.ts'
import { findBinaries, openFolder } from './postgres-binaries.ts'
import { findPostmaster } from './postmaster.ts'
import { announce, othersIn, type Presence } from './presence.ts'
import { freePort, ownerUrlOf, startServer, stopServer, waitFor } from './server.ts'
import { canReach, userForPostgres } from './system-user.ts'

export type Embedded = { ownerUrl: string; appUrl: string; stop(): Promise<void> }

const database = 'parley'
const watchMs = 1_000

/**
 * Finds the PostgreSQL of `home` running, or makes and starts it. It outlives the death of this process, and serves
 * every process that asks; `stop` ends it when no other one is left. While this process lives, a server that dies is
 * started again on the same port. Throws a Fault that says what to do when the folder, disk or machine does not allow it.
 */
export async function startEmbedded(options: {
  home: string
  log: Log
  settings?: readonly string[]
}): Promise<Embedded> {
  const { home, log } = options
  await prepareHome(home)
  const site = await siteOf(home, options.settings ?? [])
  const lock = join(home, 'lock')
  const users = join(home, 'users')

  const leave = async (lease: Presence) => {
    await lease.leave()
    if ((await othersIn(users)).length === 0) await stopServer(site)
  }
  const { port, lease } = await withLock(lock, async () => {
    const lease = await announce(users)
    try {
      return { port: await ensureRunning(site, log), lease }
    } catch (error) {
      await leave(lease)
      throw error
    }
  })
  const stopWatching = watch(site, log, () => withLock(lock, () => ensureRunning(site, log, port)))
  let stopping: Promise<void> | undefined
  return {
    ownerUrl: ownerUrlOf(site, port, database),
    appUrl: `postgresql://parley_app:${site.passwords.app}@127.0.0.1:${port}/${database}`,
    stop: () => {
      stopping ??= stopWatching().then(() => withLock(lock, () => leave(lease)))
      return stopping
    },
  }
}

async function siteOf(home: string, settings: readonly string[]): Promise<Site> {
  const user = await userForPostgres(join(home, 'postgres'))
  // Below a closed folder such as /root the user of PostgreSQL finds no way to the data, so they live elsewhere.
  const closed = user !== undefined && !(await canReach(user, home))
  return {
    home,
    dataFolder: await dataFolderOf(home, closed, openFolder),
    binaries: await findBinaries(user),
    user,
    passwords: await readOrMakePasswords(home),
    settings,
  }
}

/** The port on which the server answers, after it was found, or made and started. `fixed` allows no other port. */
async function ensureRunning(site: Site, log: Log, fixed?: number): Promise<number> {
  const found = await findPostmaster(site.dataFolder)
  const port = found && (await waitFor(site, found)) ? found.port : await startAnew(site, log, fixed)
  // Also on one that was found: whoever started it may have been killed before the database was made.
  await ensureDatabase(site, port)
  return port
}

async function startAnew(site: Site, log: Log, fixed?: number): Promise<number> {
  await ensureCluster(site)
  const remembered = fixed ?? (await readPort(site))
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = attempt === 0 && remembered ? remembered : await freePort()
    const server = await startServer(site, port)
    if (server) {
      if (port !== remembered) await writePort(site, port)
      log.info({ port, pid: server.pid }, 'the built-in database started')
      return port
    }
    log.warn({ port }, 'the port of the built-in database is taken')
    if (fixed) break
  }
  throw new Fault('unavailable', 'The built-in database found no free port. Try again in a moment.')
}

const portFile = (site: Site) => join(site.home, 'port')

async function readPort(site: Site): Promise<number | undefined> {
  const port = Number(await readFile(portFile(site), 'utf8').catch(() => ''))
  return port > 0 && port < 65_536 ? port : undefined
}

async function writePort(site: Site, port: number): Promise<void> {
  await writeFile(portFile(site), String(port), { mode: 0o600 })
  await giveToOwner(portFile(site))
}

/** Our database and the program's role with its password; both are there after the first start. */
async function ensureDatabase(site: Site, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrlOf(site, port, 'postgres') })
  await client.connect()
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = 'parley_app' and rolcanlogin) as role,
              exists (select from pg_database where datname = $1) as database`,
      [database],
    )
    if (!rows[0]?.role) await client.query(`create role parley_app login password '${site.passwords.app}'`)
    if (!rows[0]?.database) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

/** Looks every second whether the server lives, and lets it be started again when not. Answers how to stop looking. */
function watch(site: Site, log: Log, restart: () => Promise<number>): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve()
  const look = async () => {
    if (await findPostmaster(site.dataFolder)) return
    log.warn('the built-in database is gone; starting it again')
    await restart()
  }
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    looking = look()
      .catch((error: unknown) => log.error({ err: error }, 'the built-in database did not start again'))
      .finally(() => {
        busy = false
      })
  }, watchMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await looking
  }
}
