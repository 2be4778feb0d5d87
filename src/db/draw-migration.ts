import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import { createLog } from '../platform/log.ts'
import { startEmbedded } from './embedded.ts'
import { migrationsFolder, readMigrations, toMigrationList } from './migration-folder.ts'
import { openSchemaEngine } from './schema-engine.ts'

/** Partitions that are themselves partitioned look like tables to the engine, which would drop them. */
const partitionedClasses = ['read', 'write', 'security'].map((name) => `public.activity_log_${name}`)

/**
 * The SQL that takes a database with all checked-in migrations to prisma/schema.prisma; empty when they agree.
 * `scratchUrl` is the owner of any database on a server where a scratch database may be made.
 */
export async function drawMigration(scratchUrl: string): Promise<string> {
  const content = await readFile(join(migrationsFolder, '../schema.prisma'), 'utf8')
  const engine = await openSchemaEngine(scratchUrl, { schema: content })
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...toMigrationList(await readMigrations()) },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: partitionedClasses, externalEnums: [] },
    })
    return stdout?.startsWith('-- This is an empty migration') ? '' : (stdout ?? '')
  } finally {
    engine.free()
  }
}

/** `npm run migration -- name` writes prisma/migrations/<time>_<name>/migration.sql, to be read and completed by hand. */
async function main(name: string | undefined): Promise<void> {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new Error('Name the migration in lower case: npm run migration -- add_interviews')
  }
  const home = await mkdtemp(join(tmpdir(), 'parley-draw-'))
  await chmod(home, 0o711)
  const server = await startEmbedded({ home, log: createLog('warn'), settings: ['fsync=off'] })
  try {
    const sql = await drawMigration(server.ownerUrl)
    const stamp = systemClock.now().toString({ smallestUnit: 'second' }).replace(/\D/g, '')
    const folder = join(migrationsFolder, `${stamp}_${name}`)
    await mkdir(folder)
    await writeFile(
      join(folder, 'migration.sql'),
      sql || '-- schema.prisma asks for nothing; write by hand.\n',
    )
    process.stdout.write(`${join(folder, 'migration.sql')}\n`)
  } finally {
    await server.stop()
    await rm(home, { recursive: true, force: true })
  }
}

if (import.meta.main) await main(process.argv[2])
