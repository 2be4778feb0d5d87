import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

/**
 * Opens Prisma's schema engine on a pool, or on the address of a server. The package expects a bundler to load its
 * WebAssembly; here it is loaded by hand, so no native engine is downloaded. `schema` is the content of a Prisma schema;
 * for applying migrations one that names the provider is enough. `hear` gets what went wrong in a script or in the
 * engine itself, since the error that the engine throws afterwards often speaks of something else.
 */
export async function openSchemaEngine(
  database: pg.Pool | string,
  { schema = 'datasource db {\n  provider = "postgresql"\n}\n', hear = () => {} }: EngineOptions = {},
): Promise<SchemaEngine> {
  await loadEngine()
  // The engine reports its own crashes through this global before it throws a bare "unreachable".
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: hear } })
  return glue.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(migrationAdapter(database, hear)),
  )
}

type Hear = (said: string) => void
type EngineOptions = { schema?: string; hear?: Hear }

/** The part of WebAssembly that is used; the compiler's library for Node leaves it out. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, unknown>>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>
}

let loaded: Promise<void> | undefined

function loadEngine(): Promise<void> {
  loaded ??= instantiate()
  return loaded
}

async function instantiate(): Promise<void> {
  const require = createRequire(import.meta.url)
  const bytes = await readFile(require.resolve('@prisma/schema-engine-wasm').replace(/\.js$/, '_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...glue } })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

/**
 * Prisma's adapter, with two of its ways changed: it cuts a script at every semicolon, which breaks function bodies, so
 * here scripts are sent whole; and it drops its scratch database before leaving it, so here it leaves first.
 */
function migrationAdapter(database: pg.Pool | string, hear: Hear): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaPg(database)
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => wholeScripts(await inner.connect(), hear),
    connectToShadowDb: () => {
      if (typeof database !== 'string') throw new Error('A scratch database needs the address of a server.')
      return connectToScratch(database, hear)
    },
  }
}

type PgAdapter = Awaited<ReturnType<PrismaPg['connect']>>

function wholeScripts(adapter: PgAdapter, hear: Hear): PgAdapter {
  return Object.assign(adapter, {
    executeScript: async (script: string) => {
      await adapter
        .underlyingDriver()
        .query(script)
        .catch((error: unknown) => {
          hear(error instanceof Error ? error.message : String(error))
          throw error
        })
    },
  })
}

async function connectToScratch(url: string, hear: Hear): Promise<PgAdapter> {
  const name = `parley_scratch_${randomBytes(6).toString('hex')}`
  const server = new pg.Pool({ connectionString: url, max: 1 })
  await server.query(`create database ${name}`)
  const pool = new pg.Pool({ connectionString: Object.assign(new URL(url), { pathname: `/${name}` }).href })
  const adapter = wholeScripts(await new PrismaPg(pool).connect(), hear)
  const queryRaw = adapter.queryRaw.bind(adapter)
  return Object.assign(adapter, {
    queryRaw: (query: SqlQuery) => readingBytes(query, pool, queryRaw),
    dispose: async () => {
      await pool.end()
      await server.query(`drop database ${name} with (force)`)
      await server.end()
    },
  })
}

const oneByteType = 18

/**
 * The engine reads kinds of things in PostgreSQL's one-byte type, which the adapter refuses: such columns are asked for
 * as text, and called characters again afterwards. The NOT NULL constraints that PostgreSQL 18 lists are kept from the
 * engine, which knows nothing of them.
 */
async function readingBytes(
  query: SqlQuery,
  pool: pg.Pool,
  queryRaw: (query: SqlQuery) => Promise<SqlResultSet>,
): Promise<SqlResultSet> {
  const text = query.sql
    .replace(/;\s*$/, '')
    .replace("contype NOT IN ('p', 'u', 'f')", "contype NOT IN ('p', 'u', 'f', 'n')")
  const { fields } = await pool.query({ text, values: query.args })
  if (!fields.some((field) => field.dataTypeID === oneByteType)) return queryRaw({ ...query, sql: text })
  const columns = fields.map(({ name, dataTypeID }) =>
    dataTypeID === oneByteType ? `"${name}"::text` : `"${name}"`,
  )
  const result = await queryRaw({ ...query, sql: `SELECT ${columns.join(', ')} FROM (${text}) AS asked` })
  const columnTypes = result.columnTypes.map((type, index) =>
    fields[index]?.dataTypeID === oneByteType ? ColumnTypeEnum.Character : type,
  )
  return { ...result, columnTypes }
}
