import type { Sql } from '../db/client.ts'
import { databaseFault } from '../db/fault.ts'

/** One row of the memory: who did what to which row, through which door, and what became of it. Never names, pay or texts. */
export type Entry = {
  class: 'read' | 'write' | 'security'
  at: string
  id: string
  callId: string
  actorId: string | null
  credential: string | null
  door: string
  initiator: string
  tool: string
  effect: string
  outcome: string
  fault: string | null
  targetType: string | null
  targetId: string | null
  conversationId: string | null
  confirmationId: string | null
  argsDigest: string | null
  grant: string | null
  tainted: boolean
  repeats: number
  records: number
  durationMs: number
  address: string | null
  userAgent: string | null
  metadata: Readonly<Record<string, unknown>>
}

const columns = `class, at, id, call_id, actor_id, credential, door, initiator, tool, effect, outcome, fault, target_type,
  target_id, conversation_id, confirmation_id, args_digest, "grant", tainted, repeats, records, duration_ms, address,
  user_agent, metadata`

const insert = `insert into activity_log (${columns})
  select ${columns} from json_populate_recordset(null::activity_log, $1::json)`

/**
 * Records entries inside the transaction of their call. On a connection that was lost and opened anew the call's
 * setting is gone, the insert takes no row, and the call fails instead of leaving a record without its change.
 */
export async function recordIn(sql: Sql, callId: string, entries: readonly Entry[]): Promise<void> {
  const { rowCount } = await sql({
    name: 'record_in_call',
    text: `${insert} where current_setting('parley.call_id', true) = $2`,
    values: [toJson(entries), callId],
  })
  if (rowCount !== entries.length)
    throw new Error('The record of a call could not be written in its transaction.')
}

type Waiting = { entry: Entry; done: () => void; failed: (error: unknown) => void }

/** Records what has no transaction of its own (reads, refusals); the promise holds once the record is durable. */
export type Recorder = { add(entry: Entry): Promise<void> }

/**
 * Groups records: one insert is in flight at a time and takes along all that arrived while the last one ran.
 * The commit is synchronous, so an answered call always has its record. A record that the database refuses fails alone.
 */
export function createRecorder(sql: Sql): Recorder {
  let waiting: Waiting[] = []
  let running = false

  const write = (entries: readonly Entry[]) =>
    sql({ name: 'record_group', text: insert, values: [toJson(entries)] })
  const writeGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      await write(group.map(({ entry }) => entry))
      for (const { done } of group) done()
    } catch (error) {
      if (group.length === 1 || databaseFault(error)) for (const { failed } of group) failed(error)
      else for (const one of group) await writeGroup([one])
    }
  }

  const flush = async () => {
    running = true
    while (waiting.length > 0) {
      const group = waiting.slice(0, 500)
      waiting = waiting.slice(500)
      await writeGroup(group)
    }
    running = false
  }

  return {
    add: (entry) =>
      new Promise((done, failed) => {
        waiting.push({ entry, done, failed })
        if (!running) void flush()
      }),
  }
}

function toJson(entries: readonly Entry[]): string {
  return JSON.stringify(
    entries.map((entry) =>
      Object.fromEntries(
        Object.entries(entry).map(([key, value]) => [
          key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
          value,
        ]),
      ),
    ),
  )
}
