import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/connection.ts'
import { checkAppRole, checkServer, steppedDown } from '../../src/db/outside.ts'
import { createLog } from '../../src/platform/log.ts'
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts'
import { ask, newHome } from './embedded-process.ts'

const log = createLog('silent')
const secret = 's'.repeat(43)

let database: TestDatabase
beforeEach(async () => {
  database = await createEmptyDatabase()
})
afterEach(() => database.drop())

const outside = (more: { databaseUrl?: string; databaseAppUrl?: string; secret?: string | undefined } = {}) =>
  openDatabase(
    { databaseUrl: database.ownerUrl, databaseAppUrl: undefined, home: '/nowhere', secret, ...more },
    log,
  )

describe('an outside database', () => {
  it('is migrated, and the program steps down to its own role', async () => {
    const opened = await outside()
    expect(opened).toMatchObject({ embedded: false, ownerUrl: database.ownerUrl, secret })
    expect(await ask(opened.appUrl, 'select current_user as me')).toEqual([{ me: 'parley_app' }])
    await expect(ask(opened.appUrl, 'delete from activity_log')).rejects.toMatchObject({ code: '42501' })
    await opened.close()
    expect(await ask(opened.ownerUrl, 'select count(*)::int as n from role')).toEqual([{ n: 8 }])
  })

  it('keeps the options that its address had', () => {
    const url = steppedDown('postgresql://u:p@h/db?options=-c%20statement_timeout%3D9000&sslmode=require')
    expect(new URL(url).searchParams.get('options')).toBe('-c statement_timeout=9000 -c role=parley_app')
    expect(new URL(url).searchParams.get('sslmode')).toBe('require')
    expect(url).not.toContain('+')
  })

  it('is refused to a program user who could change the memory', async () => {
    await expect(outside({ databaseAppUrl: database.ownerUrl })).rejects.toMatchObject({
      code: 'refused',
      message:
        'The user of DATABASE_APP_URL may change the activity log. Use one that holds parley_app and nothing more.',
    })
  })

  it('is refused to a program user who may nothing', async () => {
    await outside()
    const name = `parley_test_nobody_${Math.random().toString(36).slice(2)}`
    await ask(database.ownerUrl, `create role ${name} login password 'x'`)
    const url = Object.assign(new URL(database.ownerUrl), { username: name, password: 'x' }).href
    await expect(checkAppRole(url, 'DATABASE_APP_URL')).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('GRANT parley_app'),
    })
    await ask(database.ownerUrl, `drop role ${name}`)
  })

  it('needs a PARLEY_SECRET', async () => {
    await expect(outside({ secret: undefined })).rejects.toMatchObject({
      details: { field: 'PARLEY_SECRET' },
    })
  })

  it('that does not answer is told with the variable to look at, and without its password', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => probe.once('listening', resolve))
    const address = probe.address()
    const port = typeof address === 'object' ? address?.port : 0
    await new Promise((resolve) => probe.close(resolve))
    const databaseUrl = `postgresql://me:hush@127.0.0.1:${port}/parley`
    await expect(checkServer(databaseUrl)).rejects.toMatchObject({
      code: 'unavailable',
      message: `The database at 127.0.0.1:${port} cannot be used. Check that it runs and that address, user and password in DATABASE_URL are right.`,
      internal: expect.not.stringContaining('hush'),
    })
  })
})

describe('the built-in database', () => {
  it('is opened without any setting, migrated and ready', async () => {
    const home = await newHome()
    const config = { databaseUrl: undefined, databaseAppUrl: undefined, home, secret: undefined }
    const opened = await openDatabase(config, log)
    expect(opened.embedded).toBe(true)
    expect(Buffer.from(opened.secret, 'base64url')).toHaveLength(32)
    expect(await ask(opened.appUrl, 'select count(*)::int as n from role')).toEqual([{ n: 8 }])
    await opened.close()
    const again = await openDatabase(config, log)
    expect(again.secret).toBe(opened.secret)
    await again.close()
  })

  it('is ended again when it cannot be brought up to date', async () => {
    const home = await newHome()
    const config = { databaseUrl: undefined, databaseAppUrl: undefined, home, secret: undefined }
    const opened = await openDatabase(config, log)
    await ask(opened.ownerUrl, `update _prisma_migrations set checksum = 'x'`)
    await opened.close()
    await expect(openDatabase(config, log)).rejects.toMatchObject({ code: 'refused' })
    await expect(ask(opened.ownerUrl, 'select 1')).rejects.toThrow()
  })
})
