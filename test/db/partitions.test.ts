import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dropExpired, ensurePartitions, keepPartitions } from '../../src/activity/partitions.ts'
import type { Sql } from '../../src/db/client.ts'
import { manualClock } from '../../src/platform/clock.ts'
import { createLog } from '../../src/platform/log.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { type Client, open, record, rows } from './call.ts'

let database: TestDatabase
let app: Client
let owner: Client
let sql: Sql

beforeAll(async () => {
  database = await createDatabase()
  app = await open(database.appUrl)
  owner = await open(database.ownerUrl)
  sql = sqlOf(app)
})
afterAll(async () => {
  await Promise.all([app.end(), owner.end()])
  await database.drop()
})

function sqlOf(client: Client): Sql {
  return async (statement) => {
    const result = await client.query(statement)
    return { rows: result.rows, rowCount: result.rowCount ?? 0 }
  }
}

/** Records one write at `at` and answers the partition that took it. */
async function landing(at: string, name = 'write'): Promise<{ callId: string; part: unknown }> {
  const callId = randomUUID()
  await record(app, callId, { at, class: name })
  return { callId, part: await partOf(callId) }
}

async function partOf(callId: string): Promise<unknown> {
  const found = await rows(
    owner,
    'select tableoid::regclass::text as part from activity_log where call_id = $1',
    [callId],
  )
  return found[0]?.part
}

const patience = { timeout: 20_000 }
const at = (text: string) => Temporal.Instant.from(text)

describe('partitions', () => {
  it('are made for this month and twelve more, by class, and only once', async () => {
    expect(await ensurePartitions(sql, at('2040-03-31T23:59:59Z'))).toBe(39)
    expect(await ensurePartitions(sql, at('2040-03-01T00:00:00Z'))).toBe(0)
    expect(await ensurePartitions(sql, at('2040-04-01T00:00:00Z'))).toBe(3)
  })

  it('begin and end at midnight UTC', async () => {
    expect((await landing('2040-04-01T00:00:00Z')).part).toBe('activity_log_write_2040_04')
    expect((await landing('2040-04-30T23:59:59.999Z', 'security')).part).toBe('activity_log_security_2040_04')
    expect((await landing('2040-05-01T00:00:00Z', 'read')).part).toBe('activity_log_read_2040_05')
  })

  it('take over the rows that a clock past the made ones had put into the default', async () => {
    const clock = manualClock('2051-07-10T10:00:00Z')
    const strays: Awaited<ReturnType<typeof landing>>[] = []
    for (const stray of ['2051-07-01T00:00:00Z', '2051-07-31T23:59:59.999Z', '2051-08-15T12:00:00Z']) {
      strays.push(await landing(stray))
    }
    const other = await landing('2061-01-01T00:00:00Z')
    expect([...strays, other].map((stray) => stray.part)).toEqual(
      Array.from({ length: 4 }, () => 'activity_log_write_default'),
    )

    expect(await ensurePartitions(sql, clock.now())).toBe(39)

    const parts = ['activity_log_write_2051_07', 'activity_log_write_2051_07', 'activity_log_write_2051_08']
    for (const [index, stray] of strays.entries()) expect(await partOf(stray.callId)).toBe(parts[index])
    expect(await partOf(other.callId)).toBe('activity_log_write_default')
    expect((await landing('2051-07-11T00:00:00Z')).part).toBe('activity_log_write_2051_07')
    await expect(owner.query('delete from activity_log_write_default')).rejects.toMatchObject({
      code: 'PY003',
    })
    await expect(owner.query('delete from activity_log_write_2051_07')).rejects.toMatchObject({
      code: 'PY003',
    })
  })

  it('are made once when several processes make them at the same moment, while calls go on', async () => {
    const clients = await Promise.all(Array.from({ length: 6 }, () => open(database.appUrl)))
    const calls = (async () => {
      for (let day = 1; day <= 28; day += 1) {
        await record(app, randomUUID(), { at: `2070-01-${String(day).padStart(2, '0')}T00:00:00Z` })
      }
    })()
    const made = await Promise.all(
      clients.map((client) => ensurePartitions(sqlOf(client), at('2070-01-15T00:00:00Z'))),
    )
    await calls
    await Promise.all(clients.map((client) => client.end()))
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(39)
    const found = await rows(
      owner,
      `select count(*)::int as n, count(distinct tableoid)::int as parts from activity_log
       where at >= '2070-01-01' and at < '2070-02-01'`,
    )
    expect(found).toEqual([{ n: 28, parts: 1 }])
  })

  it('never get into a deadlock with people who read the whole log', async () => {
    const readers = await Promise.all(Array.from({ length: 4 }, () => open(database.appUrl)))
    let reading = true
    const reads = readers.map(async (reader) => {
      for (let count = 0; ; count += 1) {
        if (!reading) return count
        await reader.query('select count(*) from activity_log where at < now()')
      }
    })
    let made = 0
    for (let year = 2100; year < 2103; year += 1) {
      await landing(`${year}-02-02T00:00:00Z`, 'security')
      made += await ensurePartitions(sql, at(`${year}-01-01T00:00:00Z`))
      await dropExpired(sql)
    }
    reading = false
    expect(Math.min(...(await Promise.all(reads)))).toBeGreaterThan(0)
    expect(made).toBeGreaterThan(0)
    await Promise.all(readers.map((reader) => reader.end()))
  })

  it('are left to the next run when the tables are held', async () => {
    await owner.query('begin')
    await owner.query('lock table activity_log_read_default in access exclusive mode')
    expect(await ensurePartitions(sql, at('2080-01-01T00:00:00Z'))).toBe(0)
    await owner.query('rollback')
    expect(await ensurePartitions(sql, at('2080-01-01T00:00:00Z'))).toBe(39)
  })

  it('are looked after at once and every day, by the clock that is given', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const clock = manualClock('2090-01-01T00:00:00Z')
    const months = async (year: number) => {
      const pattern = `activity_log_write_${year}_%`
      const found = await rows(
        owner,
        'select count(*)::int as n from pg_class where relname like $1 and relkind = $2',
        [pattern, 'r'],
      )
      return found[0]?.n
    }
    const keeper = keepPartitions(sql, clock, createLog('silent'))
    try {
      await vi.waitFor(async () => expect(await months(2090)).toBe(12), patience)
      clock.advance({ hours: 24 * 31 })
      vi.advanceTimersByTime(24 * 60 * 60 * 1000)
      await vi.waitFor(async () => expect(await months(2091)).toBe(2), patience)
    } finally {
      keeper.stop()
      vi.useRealTimers()
    }
  })
})

describe('retention', () => {
  it('drops the months of a class that ended long enough ago, and strays in the default with them', async () => {
    const months = (count: number) =>
      Temporal.Now.zonedDateTimeISO('UTC').subtract({ months: count }).toInstant()
    const old = await landing(months(6).toString(), 'read')
    const young = await landing(months(1).toString(), 'read')
    const write = await landing(months(6).toString(), 'write')
    expect(old.part).toBe('activity_log_read_default')

    const dropped = await dropExpired(sql)

    expect(dropped).toHaveLength(1)
    expect(dropped[0]).toMatch(/^activity_log_read_\d{4}_\d{2}$/)
    expect(await partOf(old.callId)).toBeUndefined()
    expect(await partOf(young.callId)).toBeDefined()
    expect(await partOf(write.callId)).toBeDefined()
  })

  it.each([
    ['read', 29],
    ['write', 364],
    ['security', 364],
    ['other', 9999],
    ['read', null],
  ])('refuses to keep %s for %s days', async (name, days) => {
    await expect(app.query('select drop_activity_partitions($1, $2)', [name, days])).rejects.toMatchObject({
      code: '22023',
    })
  })
})
