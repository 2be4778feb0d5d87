import { randomUUID } from 'node:crypto'
import pg from 'pg'

export type Client = pg.Client

/** A connection that rejects rather than ends the process when it is cut. */
export async function open(url: string): Promise<Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Opens a call as the waist does. */
export async function beginCall(client: Client, callId: string = randomUUID()): Promise<string> {
  await client.query('begin')
  await client.query(`select set_config('parley.call_id', $1, true)`, [callId])
  return callId
}

/** Leaves a record of the call; other classes and times on demand. */
export async function record(
  client: Client,
  callId: string,
  entry: { class?: string; at?: string } = {},
): Promise<void> {
  await client.query(
    `insert into activity_log (class, at, id, call_id, door, initiator, tool, effect, outcome)
     values ($1, coalesce($2::timestamptz, now()), $3, $4, 'system', 'person', 'test', 'write', 'done')`,
    [entry.class ?? 'write', entry.at ?? null, randomUUID(), callId],
  )
}

/** A whole recorded call around `work`. */
export async function inCall<T>(client: Client, work: () => Promise<T>): Promise<T> {
  const callId = await beginCall(client)
  try {
    const result = await work()
    await record(client, callId)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** The rows of a query, as text keys; short for tests. */
export async function rows(
  client: Client,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  return (await client.query(text, values)).rows
}

export const insertTeam = (name: string) => ({
  text: `insert into team (id, name, created_at, updated_at) values (gen_random_uuid(), $1, now(), now())`,
  values: [name],
})

/** A person with nothing but what the table asks for; answers the id. */
export async function insertUser(client: Client, name: string, kind = 'internal'): Promise<string> {
  const id = randomUUID()
  await client.query(
    `insert into app_user (id, email, name, kind, time_zone, created_at, updated_at)
     values ($1, $2, $3, $4, 'UTC', now(), now())`,
    [id, `${id}@example.test`, name, kind],
  )
  return id
}
