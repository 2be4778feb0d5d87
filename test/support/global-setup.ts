import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { createLog } from '../../src/platform/log.ts'
import { outsideServer } from './environment.ts'
import { databaseUrl, execute } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

/** The one PostgreSQL of a test run: where its owner connects, the template to copy, and the password of parley_app. */
export type TestServer = { adminUrl: string; template: string; appPassword: string | null }

/** Starts one PostgreSQL for the whole run, migrates a template database in it, and stops it afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outside = outsideServer()
  const server = outside ? { adminUrl: outside, stop: async () => {} } : await startServer()
  const template = `parley_template_${randomBytes(4).toString('hex')}`
  await execute(server.adminUrl, `create database ${template}`)
  await migrate(databaseUrl(server.adminUrl, template), createLog('warn'))
  const appPassword = outside ? null : randomBytes(12).toString('hex')
  if (appPassword) await execute(server.adminUrl, `alter role parley_app login password '${appPassword}'`)
  project.provide('testServer', { adminUrl: server.adminUrl, template, appPassword })
  return async () => {
    await execute(server.adminUrl, `drop database if exists ${template} with (force)`)
    await server.stop()
  }
}

/** The built-in PostgreSQL in a folder of its own, without the syncs that only a crash of the machine would need. */
async function startServer(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'))
  await chmod(folder, 0o711)
  const guardian = spawn(process.execPath, [join(import.meta.dirname, 'server-guardian.ts'), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guardian.unref()
  const { ownerUrl, stop } = await startEmbedded({
    home: folder,
    log: createLog('warn'),
    settings: ['fsync=off', 'full_page_writes=off', 'max_connections=300'],
  })
  return {
    adminUrl: ownerUrl,
    stop: async () => {
      await stop()
      guardian.stdin.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
