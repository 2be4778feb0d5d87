import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/connection.ts'
import { isDemo, isSeeded } from '../../src/db/installation.ts'
import { type SeedTarget, seedOnce } from '../../src/db/seed-once.ts'
import { createLog } from '../../src/platform/log.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { ask, newHome } from './embedded-process.ts'

const now = () => new Date('2026-05-04T09:00:00Z')
const facts = async (url: string) =>
  (await ask(url, 'select name, value from installation order by name')).map(
    (row) => `${row.name}=${row.value}`,
  )

let database: TestDatabase
let target: SeedTarget
beforeEach(async () => {
  database = await createDatabase()
  target = { ownerUrl: database.ownerUrl, lockUrl: database.ownerUrl, startOver: undefined }
})
afterEach(() => database.drop())

describe('a seed', () => {
  it('runs once, marks the database as demo first, and as seeded at its end', async () => {
    const during: string[][] = []
    const seed = async () => void during.push(await facts(database.ownerUrl))
    expect(await seedOnce(target, now, seed)).toBe(true)
    expect(await seedOnce(target, now, seed)).toBe(false)
    expect(during).toEqual([['demo=true']])
    expect(await facts(database.ownerUrl)).toEqual(['demo=true', 'seeded_at=2026-05-04T09:00:00.000Z'])
  })

  it('is waited for by processes that come meanwhile', async () => {
    let runs = 0
    const seed = async () => {
      runs += 1
      await ask(database.ownerUrl, 'select pg_sleep(0.2)')
    }
    const ran = await Promise.all(Array.from({ length: 4 }, () => seedOnce(target, now, seed)))
    expect(ran.filter(Boolean)).toHaveLength(1)
    expect(runs).toBe(1)
  })

  it('that broke off on an outside database is noticed and not hidden', async () => {
    const broken = seedOnce(target, now, () => Promise.reject(new Error('cut')))
    await expect(broken).rejects.toThrow('cut')
    await expect(seedOnce(target, now, async () => {})).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('never finished'),
    })
  })

  it('that broke off on the built-in one is begun anew in a fresh database', async () => {
    const config = {
      databaseUrl: undefined,
      databaseAppUrl: undefined,
      home: await newHome(),
      secret: undefined,
    }
    const opened = await openDatabase(config, createLog('silent'))
    const half = async () => {
      await ask(opened.ownerUrl, 'create table half (id int)')
      throw new Error('cut')
    }
    await expect(opened.seedOnce(now, half)).rejects.toThrow('cut')
    expect(await opened.seedOnce(now, async () => {})).toBe(true)
    expect(
      await ask(opened.appUrl, `select to_regclass('half') as half, count(*)::int as roles from role`),
    ).toEqual([{ half: null, roles: 8 }])
    await opened.close()
  })
})

it('facts are read through the program', async () => {
  const sql = async ({ text, values }: { text: string; values: unknown[] }) => {
    const found = await ask(database.appUrl, text.replace('$1', `'${String(values[0])}'`))
    return { rows: found, rowCount: found.length }
  }
  expect([await isDemo(sql), await isSeeded(sql)]).toEqual([false, false])
  await seedOnce(target, now, async () => {})
  expect([await isDemo(sql), await isSeeded(sql)]).toEqual([true, true])
})
