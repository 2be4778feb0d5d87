import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction as DriverTransaction } from '@prisma/driver-adapter-utils'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Db, type Sql, statementNames } from './client.ts'
import { PrismaClient } from './generated/client.ts'

/** The transaction of one call: Prisma and plain SQL on the same connection. */
export type Transaction = {
  db: Db
  sql: Sql
  /** Runs `work` so that a fault in it undoes only its own changes. */
  attempt<T>(work: () => Promise<T>): Promise<T>
}

type Lane = { pool: pg.Pool; prisma: PrismaClient }

/**
 * Keeps `size` connections, each with a Prisma client of its own, and leases one to each changing call. That saves the
 * round trips of Prisma's interactive transactions, and lets the record of a call share its transaction.
 */
export function createLanes(appUrl: string, size: number) {
  const idle: Lane[] = Array.from({ length: size }, () => openLane(appUrl))
  const all = new Set(idle)
  const waiting: ((lane: Lane) => void)[] = []

  const lease = (): Promise<Lane> => {
    const lane = idle.pop()
    return lane ? Promise.resolve(lane) : new Promise((resolve) => waiting.push(resolve))
  }
  const giveBack = (lane: Lane) => {
    const next = waiting.shift()
    if (next) next(lane)
    else idle.push(lane)
  }
  const replace = (lane: Lane): Lane => {
    all.delete(lane)
    void lane.pool.end().catch(() => undefined)
    const fresh = openLane(appUrl)
    all.add(fresh)
    return fresh
  }

  return {
    async run<T>(callId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
      let lane = await lease()
      try {
        return await runOn(lane, callId, work)
      } catch (error) {
        // A connection that cannot even roll back is in an unknown state and is never leased again.
        await lane.pool.query('ROLLBACK').catch(() => {
          lane = replace(lane)
        })
        throw error
      } finally {
        giveBack(lane)
      }
    },
    async close() {
      await Promise.all([...all].map((lane) => lane.prisma.$disconnect().then(() => lane.pool.end())))
    },
  }
}

async function runOn<T>(lane: Lane, callId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  if (!/^[0-9a-f-]{36}$/.test(callId)) throw new Error('A call id is a UUID.')
  // The guard of the business tables reads this setting; it has to be a statement of its own before the first write.
  await lane.pool.query(`BEGIN; SELECT set_config('parley.call_id', '${callId}', true)`)
  const result = await work({
    db: lane.prisma,
    sql: async (statement) => {
      const answer = await lane.pool.query(statement)
      return { rows: answer.rows, rowCount: answer.rowCount ?? 0 }
    },
    attempt: (work) => attempt(lane.pool, work),
  })
  const commit = await lane.pool.query('COMMIT')
  // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
  if (commit.command !== 'COMMIT') throw new Error(`COMMIT was answered by ${commit.command}.`)
  return result
}

async function attempt<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  await pool.query('SAVEPOINT attempt')
  try {
    const result = await work()
    await pool.query('RELEASE SAVEPOINT attempt')
    return result
  } catch (error) {
    await pool.query('ROLLBACK TO SAVEPOINT attempt')
    throw error
  }
}

function openLane(appUrl: string): Lane {
  const pool = new pg.Pool({ connectionString: appUrl, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 5_000 })
  pool.on('error', () => undefined)
  const inner = new PrismaPg(pool, { statementNameGenerator: statementNames() })
  return { pool, prisma: new PrismaClient({ adapter: withSavepoints(inner) }) }
}

/**
 * Prisma opens a transaction of its own for nested writes. Inside the call's transaction that has to be a savepoint,
 * or its COMMIT would end the call early and unrecorded.
 */
function withSavepoints(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect()
      const wrapped: SqlDriverAdapter = {
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        queryRaw: (query) => adapter.queryRaw(query),
        executeRaw: (query) => adapter.executeRaw(query),
        executeScript: (script) => adapter.executeScript(script),
        getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: true },
        dispose: () => adapter.dispose(),
        startTransaction: () => savepoint(adapter),
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
