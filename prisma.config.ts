import { defineConfig } from 'prisma/config'

// The CLI looks for a native schema engine that Parley never uses: migrations run through the wasm engine in src/db/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
