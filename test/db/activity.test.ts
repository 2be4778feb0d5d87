import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { type Client, open, record, rows } from './call.ts'

let database: TestDatabase
let app: Client
let owner: Client

beforeAll(async () => {
  database = await createDatabase()
  app = await open(database.appUrl)
  owner = await open(database.ownerUrl)
  for (const name of ['read', 'write', 'security', 'unheard_of']) {
    await record(app, randomUUID(), { class: name })
    await record(app, randomUUID(), { class: name, at: '1999-01-01T00:00:00Z' })
  }
})
afterAll(async () => {
  await Promise.all([app.end(), owner.end()])
  await database.drop()
})

const changes = [
  `update activity_log set tool = 'other'`,
  'delete from activity_log',
  'truncate activity_log',
  `update activity_log_write set tool = 'other'`,
  'delete from activity_log_read_default',
]

describe('activity is append-only', () => {
  it.each(changes)('for the program, which lacks the right: %s', async (change) => {
    await expect(app.query(change)).rejects.toMatchObject({ code: '42501' })
  })

  it.each(changes)('for the owner, by a trigger: %s', async (change) => {
    await expect(owner.query(change)).rejects.toMatchObject({ code: 'PY003' })
  })

  it('in every partition, also when it is named directly', async () => {
    const leaves = await rows(
      owner,
      `select relid::regclass::text as name from pg_partition_tree('activity_log') where isleaf`,
    )
    expect(leaves.length).toBeGreaterThan(39)
    for (const { name } of leaves) {
      await expect(owner.query(`truncate ${name}`)).rejects.toMatchObject({ code: 'PY003' })
    }
    expect(await rows(owner, 'select count(*)::int as n from activity_log')).toEqual([{ n: 8 }])
  })
})

it('takes a row of any class and any time, since a missing partition must not fail a call', async () => {
  const found = await rows(
    owner,
    `select tableoid::regclass::text as part from activity_log where at < '2000-01-01' order by 1`,
  )
  expect(found.map((row) => row.part)).toEqual([
    'activity_log_default',
    'activity_log_read_default',
    'activity_log_security_default',
    'activity_log_write_default',
  ])
})
