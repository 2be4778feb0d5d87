import pg from 'pg'
import type { Config } from '../platform/config.ts'
import { Fault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'
import { startEmbedded } from './embedded.ts'
import { readOrMakeSecret } from './home.ts'
import { migrate } from './migrate.ts'
import { checkAppRole, checkServer, steppedDown } from './outside.ts'
import { seedOnce } from './seed-once.ts'

/** A migrated database: `ownerUrl` for migrations and the command line, `appUrl` for the program. */
export type OpenDatabase = {
  ownerUrl: string
  appUrl: string
  embedded: boolean
  /** The PARLEY_SECRET in force: given, or made once for the built-in database. */
  secret: string
  /** Runs `seed` unless the database is seeded; see seed-once.ts. Do this before connecting to `appUrl`. */
  seedOnce(now: () => Date, seed: () => Promise<void>): Promise<boolean>
  /** Leaves the database. The last process to leave the built-in one stops it. */
  close(): Promise<void>
}

type DatabaseConfig = Pick<Config, 'databaseUrl' | 'databaseAppUrl' | 'home' | 'secret'>

/** Opens the database of DATABASE_URL, or else the built-in one under PARLEY_HOME, and brings it up to date. */
export async function openDatabase(config: DatabaseConfig, log: Log): Promise<OpenDatabase> {
  const secret = await secretOf(config)
  const { databaseUrl, databaseAppUrl, home } = config
  const open =
    databaseUrl === undefined ? openEmbedded(home, log) : openOutside(databaseUrl, databaseAppUrl, log)
  return { ...(await open), secret }
}

async function openOutside(
  databaseUrl: string,
  databaseAppUrl: string | undefined,
  log: Log,
): Promise<Omit<OpenDatabase, 'secret'>> {
  await checkServer(databaseUrl)
  await migrate(databaseUrl, log)
  const appUrl = databaseAppUrl ?? steppedDown(databaseUrl)
  await checkAppRole(appUrl, databaseAppUrl === undefined ? 'DATABASE_URL' : 'DATABASE_APP_URL')
  return {
    ownerUrl: databaseUrl,
    appUrl,
    embedded: false,
    seedOnce: (now, seed) =>
      seedOnce({ ownerUrl: databaseUrl, lockUrl: databaseUrl, startOver: undefined }, now, seed),
    close: async () => {},
  }
}

async function openEmbedded(home: string, log: Log): Promise<Omit<OpenDatabase, 'secret'>> {
  const { ownerUrl, appUrl, stop } = await startEmbedded({ home, log })
  try {
    await migrate(ownerUrl, log)
  } catch (error) {
    await stop()
    throw error
  }
  const lockUrl = Object.assign(new URL(ownerUrl), { pathname: '/postgres' }).href
  const startOver = async () => {
    log.warn('the first start was interrupted while the demo company was made; starting over')
    await recreate(ownerUrl, lockUrl)
    await migrate(ownerUrl, log)
  }
  return {
    ownerUrl,
    appUrl,
    embedded: true,
    seedOnce: (now, seed) => seedOnce({ ownerUrl, lockUrl, startOver }, now, seed),
    close: stop,
  }
}

async function recreate(ownerUrl: string, adminUrl: string): Promise<void> {
  const name = new URL(ownerUrl).pathname.slice(1)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
    await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

/** PARLEY_SECRET, or the one that was made once for the built-in database. An outside database needs its own. */
async function secretOf(config: DatabaseConfig): Promise<string> {
  if (config.secret !== undefined) return config.secret
  if (config.databaseUrl === undefined) return readOrMakeSecret(config.home)
  throw new Fault(
    'invalid',
    'PARLEY_SECRET is missing, and DATABASE_URL needs it. Make one with: openssl rand -base64 32',
    { field: 'PARLEY_SECRET' },
  )
}
