import { Fault } from '../platform/fault.ts'
import type { Db, Sql } from './client.ts'
import { databaseFault } from './fault.ts'
import { type Lane, openLane } from './lane.ts'

/** The transaction of one call: Prisma and plain SQL on the same connection. */
export type Transaction = {
  db: Db
  sql: Sql
  /** Runs `work` so that a fault in it undoes only its own changes. */
  attempt<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Keeps up to `size` connections and leases one to each changing call. That saves the round trips of Prisma's interactive
 * transactions, and lets the record of a call share its transaction. Each costs megabytes, so it is opened when it is
 * needed.
 */
export function createLanes(appUrl: string, size: number) {
  const idle: Lane[] = []
  const all = new Set<Lane>()
  const waiting: ((lane: Lane) => void)[] = []

  const open = (): Lane => {
    const lane = openLane(appUrl)
    all.add(lane)
    return lane
  }
  const lease = async (): Promise<Lane> => {
    const lane = idle.pop()
    return lane ?? (all.size < size ? open() : new Promise((resolve) => waiting.push(resolve)))
  }
  const giveBack = (lane: Lane) => {
    const next = waiting.shift()
    if (next) next(lane)
    else idle.push(lane)
  }
  /** A connection that cannot even roll back is in an unknown state and is never leased again. */
  const replace = (lane: Lane): Lane => {
    all.delete(lane)
    void Promise.allSettled([lane.close()])
    return open()
  }

  return {
    async run<T>(callId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
      const lane = await lease()
      let next = lane
      try {
        return await lane.hold(async () => {
          try {
            return await runOn(lane, callId, work)
          } catch (error) {
            await lane.query('ROLLBACK').catch(() => {
              next = replace(lane)
            })
            throw error
          }
        })
      } finally {
        giveBack(next)
      }
    },
    async close() {
      await Promise.all([...all].map((lane) => lane.close()))
    },
  }
}

async function runOn<T>(
  lane: Lane,
  callId: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  if (!/^[0-9a-f-]{36}$/.test(callId)) throw new Error('A call id is a UUID.')
  // The guard of the business tables reads this setting; it has to be a statement of its own before the first write.
  await lane.query(`BEGIN; SELECT set_config('parley.call_id', '${callId}', true)`)
  const result = await work({
    db: lane.prisma,
    sql: async (statement) => {
      const answer = await lane.query(statement)
      return { rows: answer.rows, rowCount: answer.rowCount ?? 0 }
    },
    attempt: (work) => attempt(lane, work),
  })
  const commit = await lane.query('COMMIT').catch(unknownEnd)
  // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
  if (commit.command !== 'COMMIT') throw new Error(`COMMIT was answered by ${commit.command}.`)
  return result
}

/** A connection that is lost during COMMIT leaves open whether the change stands; nobody may be told that it does not. */
function unknownEnd(error: unknown): never {
  if (databaseFault(error)?.code !== 'unavailable') throw error
  throw new Fault(
    'unavailable',
    'Parley lost its database at the last moment and cannot tell whether this was done. Please look before you try again.',
    { cause: error },
  )
}

async function attempt<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  await lane.query('SAVEPOINT attempt')
  try {
    const result = await work()
    await lane.query('RELEASE SAVEPOINT attempt')
    return result
  } catch (error) {
    await lane.query('ROLLBACK TO SAVEPOINT attempt')
    throw error
  }
}
