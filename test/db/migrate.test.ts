import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { drawMigration } from '../../src/db/draw-migration.ts'
import { migrate } from '../../src/db/migrate.ts'
import { migrationsFolder, readMigrations } from '../../src/db/migration-folder.ts'
import { createLog } from '../../src/platform/log.ts'
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts'
import { open, rows } from './call.ts'

const log = createLog('silent')

let database: TestDatabase
beforeEach(async () => {
  database = await createEmptyDatabase()
})
afterEach(() => database.drop())

/** The checked-in migrations and one more with this SQL. */
async function folderWith(sql: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-migrations-'))
  await cp(migrationsFolder, folder, { recursive: true })
  await mkdir(join(folder, '99990101000000_extra'))
  await writeFile(join(folder, '99990101000000_extra', 'migration.sql'), sql)
  return folder
}

async function tableCount(): Promise<unknown> {
  const client = await open(database.ownerUrl)
  const found = await rows(
    client,
    `select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
  await client.end()
  return found[0]?.n
}

async function change(sql: string): Promise<void> {
  const client = await open(database.ownerUrl)
  await client.query(sql)
  await client.end()
}

describe('migrate', () => {
  it('applies every migration once', async () => {
    const names = (await readMigrations()).map((migration) => migration.name)
    expect(await migrate(database.ownerUrl, log)).toEqual({ applied: names })
    expect(await migrate(database.ownerUrl, log)).toEqual({ applied: [] })
  })

  it('lets one of several processes do the work, and the others wait for it', async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => migrate(database.ownerUrl, log)))
    expect(results.filter((result) => result.applied.length > 0)).toHaveLength(1)
  })

  it('works on two databases of one server at once, though they share the role', async () => {
    const other = await createEmptyDatabase()
    const results = await Promise.all([migrate(database.ownerUrl, log), migrate(other.ownerUrl, log)])
    expect(results.map((result) => result.applied.length > 0)).toEqual([true, true])
    await other.drop()
  })

  it('refuses a database that is newer than this program, and says so', async () => {
    const folder = await folderWith('create table later (id int);')
    await migrate(database.ownerUrl, log, folder)
    await rm(folder, { recursive: true })
    await expect(migrate(database.ownerUrl, log)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('newer version of Parley (it knows 99990101000000_extra)'),
    })
  })

  it('refuses a database whose migration was edited afterwards', async () => {
    await migrate(database.ownerUrl, log)
    await change(`update _prisma_migrations set checksum = 'x' where migration_name like '%_spine'`)
    await expect(migrate(database.ownerUrl, log)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('_spine'),
    })
  })

  it('leaves nothing behind when a migration fails, and tells us why', async () => {
    const folder = await folderWith('create table half (id int); select 1 / 0;')
    await expect(migrate(database.ownerUrl, log, folder)).rejects.toMatchObject({
      code: 'failed',
      internal: expect.stringContaining('division by zero'),
    })
    expect(await tableCount()).toBe(0)
    await rm(folder, { recursive: true })
    expect((await migrate(database.ownerUrl, log)).applied.length).toBeGreaterThan(0)
  })

  it('leaves nothing behind when it is cut off in the middle', async () => {
    const folder = await folderWith('create table half (id int); select pg_sleep(60);')
    const migrating = migrate(database.ownerUrl, log, folder)
    const refused = expect(migrating).rejects.toThrow()
    await vi.waitFor(
      async () => {
        const client = await open(database.ownerUrl)
        const killed = await rows(
          client,
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`,
        )
        await client.end()
        expect(killed).toHaveLength(1)
      },
      { timeout: 20_000 },
    )
    await refused
    expect(await tableCount()).toBe(0)
    await rm(folder, { recursive: true })
  })
})

it('the checked-in migrations make exactly what schema.prisma describes', async () => {
  expect(await drawMigration(database.ownerUrl)).toBe('')
})
