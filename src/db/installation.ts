import type { Sql } from './client.ts'

/** What is known about this database: that it is a demo ('true'), and when its seed was finished (an instant). */
export type Fact = 'demo' | 'seeded_at'

/** The value of a fact, or undefined when it was never written. */
export async function readFact(sql: Sql, fact: Fact): Promise<string | undefined> {
  const { rows } = await sql({ text: 'select value from installation where name = $1', values: [fact] })
  const value = rows[0]?.value
  return typeof value === 'string' ? value : undefined
}

/** Writes a fact, over an older value if there is one. `at` is the time kept beside it. */
export async function writeFact(sql: Sql, fact: { name: Fact; value: string }, at: Date): Promise<void> {
  await sql({
    text:
      'insert into installation (name, value, set_at) values ($1, $2, $3) ' +
      'on conflict (name) do update set value = excluded.value, set_at = excluded.set_at',
    values: [fact.name, fact.value, at],
  })
}

/** True on a database that holds the demo company; demo powers exist nowhere else. */
export async function isDemo(sql: Sql): Promise<boolean> {
  return (await readFact(sql, 'demo')) === 'true'
}

/** True when the seed ran to its end; a database that is a demo and not seeded was interrupted half way. */
export async function isSeeded(sql: Sql): Promise<boolean> {
  return (await readFact(sql, 'seeded_at')) !== undefined
}
