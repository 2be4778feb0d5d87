import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Db, patience, type Sql, statementNames } from './client.ts'
import { PrismaClient } from './generated/client.ts'
import { createLanes, type Transaction } from './transaction.ts'

export type Database = {
  /** For reads, outside any transaction. */
  readonly reads: Db
  readonly sql: Sql
  /** Runs `work` in the transaction of one call and commits; anything thrown rolls it back. */
  transaction<T>(callId: string, work: (transaction: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * Connects as the program's own role. `reads` and `writes` are the most connections for each, so that a flood of
 * reads never keeps a write from its connection.
 */
export function connect(
  appUrl: string,
  size: { reads: number; writes: number } = { reads: 8, writes: 6 },
): Database {
  const pool = new pg.Pool({
    connectionString: appUrl,
    ...patience,
    max: size.reads,
    connectionTimeoutMillis: 5_000,
  })
  // A connection that dies while idle is replaced on the next query; without a listener it would end the process.
  pool.on('error', () => undefined)
  const reads = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: statementNames() }),
  })
  const lanes = createLanes(appUrl, size.writes)
  return {
    reads,
    sql: async (statement) => {
      const result = await pool.query(statement)
      return { rows: result.rows, rowCount: result.rowCount ?? 0 }
    },
    transaction: (callId, work) => lanes.run(callId, work),
    close: async () => {
      await lanes.close()
      await reads.$disconnect()
      await pool.end()
    },
  }
}
