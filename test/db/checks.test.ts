import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { beginCall, type Client, insertUser, open } from './call.ts'

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

const ids = { team: randomUUID(), client: randomUUID(), job: randomUUID(), candidate: randomUUID() }

/** One row of every table that has checks, inside a call that is rolled back. */
async function withRows(work: () => Promise<unknown>): Promise<void> {
  await beginCall(client)
  try {
    const user = await insertUser(client, 'Ana')
    const insert = (table: string, row: Record<string, unknown>) => {
      const columns = Object.keys(row)
      return client.query(
        `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
        Object.values(row),
      )
    }
    const times = { created_at: new Date(0), updated_at: new Date(0) }
    const owner = { owner_id: user, team_id: ids.team }
    await insert('team', { id: ids.team, name: 'Checks', ...times })
    await insert('client', { id: ids.client, name: 'C', industry: 'I', location: 'L', ...times })
    await insert('job', {
      ...{
        id: ids.job,
        reference: 'J-1',
        title: 'T',
        description: 'D',
        client_id: ids.client,
        location: 'L',
      },
      ...{ workplace: 'remote', employment: 'contract', level: 'senior', pay_min: 10, pay_max: 20 },
      ...{ currency: 'USD', rate_unit: 'hour', ...owner, ...times },
    })
    await insert('candidate', {
      ...{ id: ids.candidate, name: 'N', headline: 'H', level: 'senior', location: 'L', years_experience: 3 },
      ...{ source: 'seed', ...owner, ...times },
    })
    const both = { candidate_id: ids.candidate, job_id: ids.job }
    await insert('application', {
      id: randomUUID(),
      ...both,
      status_changed_at: new Date(0),
      ...owner,
      ...times,
    })
    await insert('submission', { id: randomUUID(), ...both, submitted_by: user, team_id: ids.team, ...times })
    await insert('role_assignment', {
      ...{ id: randomUUID(), user_id: user, role_id: '00000000-0000-7000-8000-0000000000a5' },
      ...{ starts_at: new Date(0), granted_by: user, created_at: new Date(0) },
    })
    await work()
  } finally {
    await client.query('rollback')
  }
}

describe('values that no code may write', () => {
  it.each([
    ['app_user', `kind = 'robot'`],
    ['app_user', `status = 'gone'`],
    ['job', 'headcount = 0'],
    ['job', 'pay_min = 21'],
    ['job', 'pay_min = 0'],
    ['job', `currency = 'usd'`],
    ['job', `rate_unit = 'week'`],
    ['job', `status = 'paused'`],
    ['candidate', 'expected_pay = 10'],
    ['candidate', `expected_pay = 10, currency = 'USD'`],
    ['candidate', `currency = 'USD', rate_unit = 'hour'`],
    ['candidate', `expected_pay = -1, currency = 'USD', rate_unit = 'hour'`],
    ['candidate', 'years_experience = -1'],
    ['application', `status = 'archived'`],
    ['application', 'agreed_rate = 10'],
    ['submission', `status = 'seen'`],
    ['submission', 'bill_rate = 10'],
    ['submission', `currency = 'USD', rate_unit = 'hour'`],
    ['role_assignment', 'expires_at = starts_at'],
  ])('%s: %s', async (table, change) => {
    await withRows(async () => {
      await expect(client.query(`update ${table} set ${change}`)).rejects.toMatchObject({ code: '23514' })
    })
  })

  it.each([
    ['candidate', `expected_pay = 10, currency = 'USD', rate_unit = 'hour'`],
    ['submission', `bill_rate = 10, currency = 'USD', rate_unit = 'hour'`],
    ['application', `agreed_rate = 1, agreed_currency = 'JPY', agreed_unit = 'day'`],
    ['role_assignment', `expires_at = starts_at + interval '1 second'`],
  ])('but %s: %s', async (table, change) => {
    await withRows(async () => {
      expect((await client.query(`update ${table} set ${change}`)).rowCount).toBe(1)
    })
  })
})
