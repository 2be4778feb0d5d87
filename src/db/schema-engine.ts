import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import type pg from 'pg'

/**
 * Opens Prisma's schema engine on a pool. The package expects a bundler to load its WebAssembly; here it is loaded by
 * hand, so no native engine is downloaded. `datamodels` are [path, content] pairs; the engine wants one at least, and
 * for applying migrations one that names the provider is enough.
 */
export async function openSchemaEngine(
  pool: pg.Pool | pg.PoolConfig,
  datamodels: [string, string][] = [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']],
): Promise<SchemaEngine> {
  await loadEngine()
  return glue.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(wholeScripts(pool)),
  )
}

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
  // The engine reports its own crashes through this global before it throws a bare "unreachable".
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: rememberPanic } })
  const require = createRequire(import.meta.url)
  const bytes = await readFile(require.resolve('@prisma/schema-engine-wasm').replace(/\.js$/, '_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...glue } })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

let panic: string | undefined

function rememberPanic(message: string): void {
  panic = message
}

/** What the engine said when it last crashed, if it did. */
export function enginePanic(): string | undefined {
  return panic
}

/** The adapter of Prisma cuts a script at every semicolon, which breaks function bodies; this one sends it whole. */
function wholeScripts(config: pg.Pool | pg.PoolConfig): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaPg(config)
  const whole = async (connecting: ReturnType<PrismaPg['connect']>) => {
    const adapter = await connecting
    return Object.assign(adapter, {
      executeScript: async (script: string) => void (await adapter.underlyingDriver().query(script)),
    })
  }
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: () => whole(inner.connect()),
    connectToShadowDb: () => whole(inner.connectToShadowDb()),
  }
}
