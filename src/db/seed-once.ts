import pg from 'pg'
import { Fault } from '../platform/fault.ts'
import type { Sql } from './client.ts'
import { readFact, writeFact } from './installation.ts'

/** Where a seed may begin, and how a half-finished one is thrown away (undefined where that is not ours to do). */
export type SeedTarget = {
  ownerUrl: string
  /** A database of the same server in which the lock is held, since the other one may be dropped meanwhile. */
  lockUrl: string
  startOver: (() => Promise<void>) | undefined
}

/**
 * Runs `seed` on a database that was never seeded, and answers whether it ran. Processes that come meanwhile wait for
 * its end. A seed that was interrupted is noticed: the database is made anew where it is ours, or else a Fault says so.
 * `now` is the time kept with the facts.
 */
export async function seedOnce(
  target: SeedTarget,
  now: () => Date,
  seed: () => Promise<void>,
): Promise<boolean> {
  return withClient(target.lockUrl, async (lock) => {
    await lock({ text: `select pg_advisory_lock(hashtext('parley.seed'))`, values: [] })
    const state = await withClient(target.ownerUrl, seedState)
    if (state === 'done') return false
    if (state === 'used') throw inUse()
    if (state === 'begun') {
      if (!target.startOver) throw halfSeeded()
      await target.startOver()
    }
    await withClient(target.ownerUrl, (sql) => writeFact(sql, { name: 'demo', value: 'true' }, now()))
    await seed()
    await withClient(target.ownerUrl, (sql) =>
      writeFact(sql, { name: 'seeded_at', value: now().toISOString() }, now()),
    )
    return true
  })
}

async function seedState(sql: Sql): Promise<'never' | 'begun' | 'done' | 'used'> {
  if ((await readFact(sql, 'seeded_at')) !== undefined) return 'done'
  if ((await readFact(sql, 'demo')) !== undefined) return 'begun'
  const { rows } = await sql({
    text: `select exists (select from app_user where kind <> 'system') or exists (select from organisation) as used`,
    values: [],
  })
  return rows[0]?.used === true ? 'used' : 'never'
}

/** Marked as a demo, a database in earnest would open the demo powers to whoever is on this machine. */
function inUse(): Fault {
  return new Fault(
    'refused',
    'This database is in use already. The demo company needs an empty database of its own.',
    { field: 'DATABASE_URL' },
  )
}

function halfSeeded(): Fault {
  return new Fault(
    'refused',
    'The demo company was begun in this database and never finished. Point DATABASE_URL at an empty database and seed again.',
    { field: 'DATABASE_URL' },
  )
}

async function withClient<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(async (statement) => {
      const { rows, rowCount } = await client.query(statement)
      return { rows, rowCount: rowCount ?? 0 }
    })
  } finally {
    await client.end()
  }
}
