import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import type {
  Transaction as DriverTransaction,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { patience, statementNames } from './client.ts'
import { PrismaClient } from './generated/client.ts'

/** One connection with a Prisma client of its own, leased to one call at a time. */
export type Lane = {
  readonly prisma: PrismaClient
  /** Plain SQL of the call that holds the lane. */
  query(statement: string | pg.QueryConfig): Promise<pg.QueryResult>
  /** Runs `work` as the lane's holder: only queries made inside it reach the connection. */
  hold<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The call under which a piece of work runs, so that a query which outlives it cannot land in the next one's transaction. */
const holders = new AsyncLocalStorage<symbol>()

export function openLane(appUrl: string): Lane {
  const pool = new pg.Pool({
    connectionString: appUrl,
    ...patience,
    max: 1,
    idleTimeoutMillis: 0,
    // Queries of one call wait for each other here, behind locks too; only a server that never answers takes this long.
    connectionTimeoutMillis: 60_000,
  })
  pool.on('error', () => undefined)
  let holder: symbol | undefined
  // A lost connection takes its transaction along; what follows must not run on a fresh one outside of any.
  pool.on('remove', () => {
    holder = undefined
  })
  const assertHeld = () => {
    if (holder === undefined || holders.getStore() !== holder)
      throw new Error('This query came after its call had ended.')
  }
  const inner = new PrismaPg(pool, { statementNameGenerator: statementNames() })
  const prisma = new PrismaClient({ adapter: guarded(inner, assertHeld) })
  return {
    prisma,
    query: async (statement) => {
      assertHeld()
      return pool.query(statement)
    },
    hold: (work) => {
      const mine = Symbol('call')
      holder = mine
      return holders.run(mine, work).finally(() => {
        holder = undefined
      })
    },
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/**
 * Lets only the holder's queries through. Prisma opens a transaction of its own for nested writes; inside the call's
 * transaction that has to be a savepoint, or its COMMIT would end the call early and unrecorded.
 */
function guarded(factory: SqlDriverAdapterFactory, assertHeld: () => void): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect()
      const wrapped: SqlDriverAdapter = {
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        queryRaw: async (query) => {
          assertHeld()
          return adapter.queryRaw(query)
        },
        executeRaw: async (query) => {
          assertHeld()
          return adapter.executeRaw(query)
        },
        executeScript: (script) => adapter.executeScript(script),
        getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: true },
        dispose: () => adapter.dispose(),
        startTransaction: () => savepoint(wrapped),
      }
      return wrapped
    },
  }
}

async function savepoint(adapter: SqlDriverAdapter): Promise<DriverTransaction> {
  const statement = (sql: string) => adapter.executeRaw({ sql, args: [], argTypes: [] }).then(() => undefined)
  await statement('SAVEPOINT nested')
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    // With phantom queries Prisma calls commit and rollback below and sends no COMMIT of its own.
    options: { usePhantomQuery: true },
    queryRaw: (query) => adapter.queryRaw(query),
    executeRaw: (query) => adapter.executeRaw(query),
    commit: () => statement('RELEASE SAVEPOINT nested'),
    rollback: () => statement('ROLLBACK TO SAVEPOINT nested'),
    createSavepoint: (name) => statement(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => statement(`ROLLBACK TO SAVEPOINT ${name}`),
    releaseSavepoint: (name) => statement(`RELEASE SAVEPOINT ${name}`),
  }
}
