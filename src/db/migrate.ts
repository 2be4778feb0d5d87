import pg from 'pg'
import { Fault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'
import { type Migration, migrationsFolder, readMigrations, toMigrationList } from './migration-folder.ts'
import { openSchemaEngine } from './schema-engine.ts'

export type MigrateResult = { applied: readonly string[] }

/**
 * Brings the database of `ownerUrl` up to date and answers the names of the migrations that were applied now. All of
 * them are one transaction under an advisory lock: a second process waits, and a program that is killed leaves nothing
 * half done. Throws a Fault when the database is newer than this program, or when an applied migration was edited.
 */
export async function migrate(ownerUrl: string, log: Log, folder = migrationsFolder): Promise<MigrateResult> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, idleTimeoutMillis: 0 })
  pool.on('error', (error) => log.warn({ err: error.message }, 'the connection for migrations broke'))
  try {
    await pool.query('begin')
    await pool.query(`select pg_advisory_xact_lock(hashtext('parley.migrate'))`)
    const migrations = await readMigrations(folder)
    const pending = pendingOf(migrations, await appliedOn(pool))
    if (pending.length > 0) await apply(pool, migrations)
    await pool.query('commit')
    for (const name of pending) log.info({ migration: name }, 'migration applied')
    return { applied: pending }
  } finally {
    await pool.end()
  }
}

type Applied = { migration_name: string; checksum: string }

async function appliedOn(pool: pg.Pool): Promise<Applied[]> {
  const table = await pool.query<{ there: boolean }>(
    `select to_regclass('public._prisma_migrations') is not null as there`,
  )
  if (!table.rows[0]?.there) return []
  const applied = await pool.query<Applied>(
    'select migration_name, checksum from public._prisma_migrations where rolled_back_at is null',
  )
  return applied.rows
}

/** Names of ours that the database lacks; refuses a history that is not a part of ours. */
function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): string[] {
  const ours = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  const unknown = applied.filter((row) => !ours.has(row.migration_name)).map((row) => row.migration_name)
  if (unknown.length > 0) {
    throw new Fault(
      'refused',
      `This database was made by a newer version of Parley (it knows ${unknown.join(', ')}). ` +
        'Install that version, or point DATABASE_URL at another database.',
    )
  }
  const edited = applied.find((row) => ours.get(row.migration_name) !== row.checksum)
  if (edited) {
    throw new Fault(
      'refused',
      `The migration ${edited.migration_name} is not the one that this database was made with. ` +
        'Put the old file back and draw a new migration, or start with a fresh database.',
    )
  }
  const known = new Set(applied.map((row) => row.migration_name))
  return migrations.filter((migration) => !known.has(migration.name)).map((migration) => migration.name)
}

/** Runs the engine on the one connection of the pool, so inside the transaction that the caller began. */
async function apply(pool: pg.Pool, migrations: readonly Migration[]): Promise<void> {
  const heard: string[] = []
  const engine = await openSchemaEngine(pool, { hear: (said) => void heard.push(said) })
  try {
    await engine.applyMigrations({
      migrationsList: toMigrationList(migrations),
      filters: { externalTables: [], externalEnums: [] },
    })
  } catch (error) {
    throw new Fault('failed', 'The database could not be brought up to date; nothing was changed in it.', {
      internal: [...heard, error instanceof Error ? error.message : String(error)].join('; '),
      cause: error,
    })
  } finally {
    engine.free()
  }
}
