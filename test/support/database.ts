import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { databaseUrl, execute } from './server.ts'

export type TestDatabase = { ownerUrl: string; appUrl: string; drop(): Promise<void> }

/**
 * A migrated database of its own, copied from the run's template in a fraction of a second. Make one for a file (or a
 * test) and drop it at the end; any number may exist at once. `appUrl` connects as the program does, as parley_app.
 */
export async function createDatabase(): Promise<TestDatabase> {
  const { adminUrl, template, appPassword } = inject('testServer')
  const name = `parley_test_${randomBytes(6).toString('hex')}`
  await execute(adminUrl, `create database ${name} template ${template}`)
  const ownerUrl = databaseUrl(adminUrl, name)
  return {
    ownerUrl,
    appUrl: asApp(ownerUrl, appPassword),
    drop: () => execute(adminUrl, `drop database if exists ${name} with (force)`),
  }
}

/** The run's server and an empty database on it, for tests of migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const { adminUrl, appPassword } = inject('testServer')
  const name = `parley_empty_${randomBytes(6).toString('hex')}`
  await execute(adminUrl, `create database ${name}`)
  const ownerUrl = databaseUrl(adminUrl, name)
  return {
    ownerUrl,
    appUrl: asApp(ownerUrl, appPassword),
    drop: () => execute(adminUrl, `drop database if exists ${name} with (force)`),
  }
}

/** With a password the role signs in itself; on an outside server the owner steps down to it. */
function asApp(ownerUrl: string, password: string | null): string {
  const url = new URL(ownerUrl)
  if (password === null) {
    url.searchParams.set('options', '-c role=parley_app')
  } else {
    url.username = 'parley_app'
    url.password = password
  }
  return url.href.replaceAll('+', '%20')
}
