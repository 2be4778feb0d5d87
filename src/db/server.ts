import { spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { Fault } from '../platform/fault.ts'
import { environment, ownerRole, type Site } from './cluster.ts'
import { giveToOwner } from './home.ts'
import { toHomeFault } from './home-fault.ts'
import { disarmPidFile, findPostmaster, type Postmaster } from './postmaster.ts'

/** How long a server may take to come up, repairs after a crash included: this many times 25 ms. */
const patience = 12_000
const longestLogBytes = 10_000_000

/**
 * Starts PostgreSQL on `port` and waits until it answers. It runs in a session of its own, so that neither Ctrl-C nor
 * the death of this process ends it. Answers undefined when the port is taken. While the last children of a killed
 * server are still leaving, this tries again.
 */
export async function startServer(site: Site, port: number): Promise<Postmaster | undefined> {
  for (let attempt = 0; ; attempt += 1) {
    await disarmPidFile(site.dataFolder)
    const outcome = await launch(site, port)
    if ('server' in outcome) return outcome.server
    if (/Address already in use|could not create any TCP\/IP sockets/.test(outcome.said)) return undefined
    const occupied = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(
      outcome.said,
    )
    if (!occupied || attempt === 100) throw toHomeFault(outcome.error, site.home, outcome.said)
    await wait(200)
  }
}

type Launched = { server: Postmaster } | { error: Error; said: string }

/** Runs the server once: it answers, or it has ended and this is what it said. */
async function launch(site: Site, port: number): Promise<Launched> {
  const log = await openLog(site)
  const ended: { error?: Error } = {}
  try {
    const child = spawn(site.binaries.postgres, serverArguments(site, port), {
      detached: true,
      stdio: ['ignore', log.file.fd, log.file.fd],
      cwd: '/',
      env: environment,
      ...site.user,
    })
    child.once('exit', (code) => {
      ended.error = new Error(`PostgreSQL ended with ${code} while it was starting.`)
    })
    child.once('error', (error) => {
      ended.error = error
    })
    child.unref()
  } finally {
    await log.file.close()
  }
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const running = await findPostmaster(site.dataFolder)
    if (running?.ready && running.port === port && (await answers(site, port))) return { server: running }
    if (ended.error) return { error: ended.error, said: await log.said() }
    await wait(25)
  }
  throw new Fault('unavailable', `PostgreSQL did not come up in time. Its log is ${logFile(site)}.`)
}

/** Waits until a server that is already there answers; false when it is gone again. */
export async function waitFor(site: Site, server: Postmaster): Promise<boolean> {
  for (let attempt = 0; attempt < patience; attempt += 1) {
    if (server.port > 0 && (await answers(site, server.port))) return true
    const now = await findPostmaster(site.dataFolder)
    if (now?.pid !== server.pid) return false
    await wait(25)
  }
  throw new Fault('unavailable', `PostgreSQL (process ${server.pid}) runs, but does not answer.`)
}

/** Stops the server of this data folder and waits for its end. Sessions are broken off, nothing committed is lost. */
export async function stopServer(site: Site): Promise<void> {
  const server = await findPostmaster(site.dataFolder)
  if (!server) return
  process.kill(server.pid, 'SIGINT')
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    const now = await findPostmaster(site.dataFolder)
    if (now?.pid !== server.pid) return
    if (attempt === 600) process.kill(server.pid, 'SIGQUIT')
    await wait(25)
  }
  throw new Fault('failed', `PostgreSQL (process ${server.pid}) does not stop.`)
}

/** A port of loopback that is free right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}

/** The address of a database of this server, for its owner. */
export function ownerUrlOf(site: Site, port: number, database: string): string {
  return `postgresql://${ownerRole}:${site.passwords.owner}@127.0.0.1:${port}/${database}`
}

function serverArguments(site: Site, port: number): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    // The log keeps what concerns the server. Statements and their values are personal data and stay out of it.
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...site.settings,
  ]
  return ['-D', site.dataFolder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
}

/** True when the server answers; false when it is not there yet, or still starting. A wrong password is a Fault. */
async function answers(site: Site, port: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: ownerUrlOf(site, port, 'postgres'),
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    if (rows[0]?.data_directory === site.dataFolder) return true
    throw new Fault('unavailable', `Another PostgreSQL answers on port ${port}.`)
  } catch (error) {
    if (error instanceof Fault) throw error
    if (error instanceof Error && /password authentication failed/.test(error.message)) {
      throw toHomeFault(error, site.home)
    }
    return false
  } finally {
    await client.end()
  }
}

const logFile = (site: Site) => join(site.home, 'postgres.log')

/** The log, and what is said in it from now on. A long one is put aside first. */
async function openLog(site: Site) {
  const path = logFile(site)
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  if (size > longestLogBytes) await rename(path, `${path}.1`)
  const file = await open(path, 'a', 0o600)
  await giveToOwner(path)
  const begin = (await file.stat()).size
  return { file, said: async () => (await readFile(path)).subarray(begin).toString('utf8') }
}
