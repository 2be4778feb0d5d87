import type { Sql } from '../db/client.ts'

/** How many rows of the outbox stand where: due or later, held until somebody can be reached, given up. */
export type OutboxCounts = { waiting: number; working: number; held: number; dead: number }

/** Counts the rows of the outbox that are not over, in one query. */
export async function countOutbox(sql: Sql): Promise<OutboxCounts> {
  const { rows } = await sql({
    name: 'count_outbox',
    text: `select status, count(*)::int as count from outbox
      where status in ('waiting', 'working', 'held', 'dead') group by status`,
    values: [],
  })
  const of = (status: string) => Number(rows.find((row) => row.status === status)?.count ?? 0)
  return { waiting: of('waiting'), working: of('working'), held: of('held'), dead: of('dead') }
}
