import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { businessTables, machineryTables } from '../../src/db/tables.ts'
import { kinds } from '../../src/tools/fields.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { type Client, open, rows } from './call.ts'

let database: TestDatabase
let owner: Client

beforeAll(async () => {
  database = await createDatabase()
  owner = await open(database.ownerUrl)
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

const business = Object.keys(businessTables)
const machinery = Object.keys(machineryTables)

/** Business tables that lack the statement trigger or the deferred one. */
async function unguarded(): Promise<unknown[]> {
  const found = await rows(
    owner,
    `select t.name from unnest($1::text[]) as t(name) where
       (select count(*) from pg_trigger g where g.tgrelid = t.name::regclass and g.tgenabled = 'O' and (
          -- 30: before, for each statement, insert or delete or update
          (g.tgfoid = 'refuse_change_outside_call'::regproc and g.tgtype = 30)
          -- 29: after, for each row, insert or delete or update
          or (g.tgfoid = 'refuse_unrecorded_commit'::regproc and g.tgtype = 29 and g.tginitdeferred))) <> 2`,
    [business],
  )
  return found.map((row) => row.name)
}

describe('the lists of tables', () => {
  it('name every table of the database, once', async () => {
    const found = await rows(
      owner,
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
         and relname <> '_prisma_migrations' order by 1`,
    )
    expect([...business, ...machinery].sort()).toEqual(found.map((row) => row.name))
  })

  it('call guarded exactly what has both triggers', async () => {
    expect(await unguarded()).toEqual([])
    const guarded = await rows(
      owner,
      `select tgrelid::regclass::text as name from pg_trigger where tgfoid = 'refuse_change_outside_call'::regproc`,
    )
    expect(guarded.map((row) => row.name).sort()).toEqual([...business].sort())
  })

  it('would notice a table whose guard is gone or switched off', async () => {
    await owner.query('begin')
    await owner.query('drop trigger guard_record on job')
    await owner.query('alter table team disable trigger guard_call')
    expect(await unguarded()).toEqual(['team', 'job'])
    await owner.query('rollback')
  })

  it('use the kinds that tools use', () => {
    const used = Object.values(businessTables).filter((kind) => kind !== null)
    expect(used.filter((kind) => !kinds.some((known) => known === kind))).toEqual([])
  })

  it('name writers that exist', () => {
    const src = join(import.meta.dirname, '../../src')
    expect(Object.values(machineryTables).filter((file) => !existsSync(join(src, file)))).toEqual([])
  })
})

it('the program may work on every table, and change no activity', async () => {
  const found = await rows(
    owner,
    `select t.name, p.privilege from unnest($1::text[]) as t(name),
       unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as p(privilege)
     where has_table_privilege('parley_app', t.name, p.privilege)`,
    [[...business, ...machinery]],
  )
  const of = (table: string) => found.filter((row) => row.name === table).map((row) => row.privilege)
  for (const table of [...business, ...machinery]) {
    expect({ table, may: of(table) }).toEqual({
      table,
      may: table === 'activity_log' ? ['SELECT', 'INSERT'] : ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    })
  }
})

it('the program may neither make tables nor call what is meant for migrations', async () => {
  const app = await open(database.appUrl)
  await expect(app.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' })
  await expect(app.query(`select guard_business_table('outbox')`)).rejects.toMatchObject({ code: '42501' })
  await app.end()
})
