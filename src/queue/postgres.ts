import pg from 'pg'
import type { Backend } from './backend.ts'

const schema = 'bullmq'
/** Any number that nobody else locks, so that two processes do not prepare the schema at once. */
const lock = 7_268_551_203

/**
 * The queue in the database. Its tables stand in a schema of their own, which the owner makes and brings up to date; the
 * program may use them and make none.
 */
export async function openPostgres({
  ownerUrl,
  appUrl,
}: {
  ownerUrl: string
  appUrl: string
}): Promise<Backend> {
  const { createPostgresBackend, runMigrations, withBackend } = await import('bullmq')
  const { Queue, Worker } = withBackend(createPostgresBackend)
  await asOwner(ownerUrl, (owner) => runMigrations(owner, schema))
  const connection = { connectionString: inSchema(appUrl), schema, max: 3 }
  return {
    queue: (name) => new Queue<string>(name, { connection, streams: { events: { maxLen: 100 } } }),
    worker: (name, work, settings) => new Worker<string>(name, work, { connection, ...settings }),
    // Each queue and worker closes its own connections.
    close: async () => {},
  }
}

async function asOwner(ownerUrl: string, migrate: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  // A connection that is lost between two statements makes the next one fail, and without a listener ends the process.
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [lock])
    await migrate(owner)
    await owner.query(
      `grant usage on schema ${schema} to parley_app;
       grant select, insert, update, delete on all tables in schema ${schema} to parley_app;
       grant usage on all sequences in schema ${schema} to parley_app`,
    )
  } finally {
    await owner.end()
  }
}

/** The same address, with the schema in which names without one are looked up. */
function inSchema(appUrl: string): string {
  const url = new URL(appUrl)
  const options = [url.searchParams.get('options'), `-c search_path=${schema}`]
  url.searchParams.set('options', options.filter(Boolean).join(' '))
  return url.href.replaceAll('+', '%20')
}
