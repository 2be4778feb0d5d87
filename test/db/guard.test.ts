import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { businessTables } from '../../src/db/tables.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { beginCall, type Client, inCall, insertTeam, open, record, rows } from './call.ts'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createDatabase()
  client = await open(database.appUrl)
})
afterAll(async () => {
  await client.end()
  await database.drop()
})
beforeEach(() => client.query('rollback'))

const teams = async () => (await rows(client, 'select name from team')).map((row) => row.name)

describe('a change outside a call', () => {
  it.each(Object.keys(businessTables))('is refused on %s, whatever it does', async (table) => {
    await expect(client.query(`insert into ${table} default values`)).rejects.toMatchObject({ code: 'PY001' })
    await expect(client.query(`delete from ${table} where false`)).rejects.toMatchObject({ code: 'PY001' })
    const [column] = await rows(
      client,
      `select attname from pg_attribute where attrelid = $1::regclass and attnum = 1`,
      [table],
    )
    const update = `update ${table} set ${column?.attname} = ${column?.attname} where false`
    await expect(client.query(update)).rejects.toMatchObject({ code: 'PY001' })
  })

  it('is refused on the connection of a call that has ended', async () => {
    await inCall(client, () => client.query(insertTeam('Ended')))
    await expect(client.query(insertTeam('After'))).rejects.toMatchObject({ code: 'PY001' })
  })

  it('is refused to the owner too', async () => {
    const owner = await open(database.ownerUrl)
    await expect(owner.query(insertTeam('Owner'))).rejects.toMatchObject({ code: 'PY001' })
    await owner.end()
  })
})

describe('the commit of a changing call', () => {
  it('is refused when the call left no record, and nothing stays', async () => {
    await beginCall(client)
    await client.query(insertTeam('Unrecorded'))
    await expect(client.query('commit')).rejects.toMatchObject({ code: 'PY002' })
    expect(await teams()).not.toContain('Unrecorded')
  })

  it('goes through when the record stands in the same transaction', async () => {
    await inCall(client, () => client.query(insertTeam('Recorded')))
    expect(await teams()).toContain('Recorded')
  })

  it('is refused when only a read of the call is recorded', async () => {
    const callId = await beginCall(client)
    await client.query(insertTeam('Read'))
    await record(client, callId, { class: 'read' })
    await expect(client.query('commit')).rejects.toMatchObject({ code: 'PY002' })
  })

  it('is refused when the record belongs to another call', async () => {
    await beginCall(client)
    await client.query(insertTeam('Another'))
    await record(client, randomUUID())
    await expect(client.query('commit')).rejects.toMatchObject({ code: 'PY002' })
  })

  it('is refused when the record was undone by a savepoint', async () => {
    const callId = await beginCall(client)
    await client.query(insertTeam('Savepoint'))
    await client.query('savepoint s')
    await record(client, callId)
    await client.query('rollback to savepoint s')
    await expect(client.query('commit')).rejects.toMatchObject({ code: 'PY002' })
  })

  it('takes a security record as a record', async () => {
    const callId = await beginCall(client)
    await client.query(insertTeam('Security'))
    await record(client, callId, { class: 'security' })
    await client.query('commit')
    expect(await teams()).toContain('Security')
  })
})

it('refuses the program to empty a business table at once', async () => {
  await beginCall(client)
  await expect(client.query('truncate team cascade')).rejects.toMatchObject({ code: '42501' })
})
