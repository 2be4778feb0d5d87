import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await createDatabase()
  client = new pg.Client(database.appUrl)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

describe('guard', () => {
  it('refuses a change outside a call', async () => {
    await expect(
      client.query(
        `insert into team (id, name, created_at, updated_at) values (gen_random_uuid(), 'A', now(), now())`,
      ),
    ).rejects.toMatchObject({ code: 'PY001' })
  })
})
