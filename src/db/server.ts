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

/** How long a server may take to come up, repairs after a crash included: this many times 50 ms. */
const patience = 6_000
const longestLogBytes = 10_000_000

/**
 * Starts PostgreSQL on `port` and waits until it answers. It runs in a session of its own, so that neither Ctrl-C nor
 * the death of this process ends it. Answers undefined when the port is taken.
 */
export async function startServer(site: Site, port: number): Promise<Postmaster | undefined> {
  await disarmPidFile(site.dataFolder)
  const logFile = join(site.home, 'postgres.log')
  const log = await openLog(logFile)
  const begin = (await log.stat()).size
  let ended = false
  let failure: unknown
  try {
    const child = spawn(site.binaries.postgres, serverArguments(site, port), {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      cwd: '/',
      env: environment,
      ...site.user,
    })
    child.once('exit', () => {
      ended = true
    })
    child.once('error', (error) => {
      ended = true
      failure = error
    })
    child.unref()
  } finally {
    await log.close()
  }
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const running = await findPostmaster(site.dataFolder)
    if (running?.ready && running.port === port && (await answers(site, port))) return running
    if (ended) {
      const said = (await readFile(logFile)).subarray(begin).toString('utf8')
      if (/Address already in use|could not create any TCP\/IP sockets/.test(said)) return undefined
      throw toHomeFault(failure ?? new Error('PostgreSQL ended while it was starting'), site.home, said)
    }
    await wait(50)
  }
  throw new Fault('unavailable', `PostgreSQL did not come up in time. Its log is ${logFile}.`)
}

/** Waits until a server that is already there answers; false when it is gone again. */
export async function waitFor(site: Site, server: Postmaster): Promise<boolean> {
  for (let attempt = 0; attempt < patience; attempt += 1) {
    if (server.port > 0 && (await answers(site, server.port))) return true
    const now = await findPostmaster(site.dataFolder)
    if (now?.pid !== server.pid) return false
    await wait(50)
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
    await client.end().catch(() => undefined)
  }
}

async function openLog(file: string) {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0
  if (size > longestLogBytes) await rename(file, `${file}.1`)
  const log = await open(file, 'a', 0o600)
  await giveToOwner(file)
  return log
}
