import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts'
import { type Program, runCommand, signedIn, startProgram } from '../support/program.ts'
import { type CutProxy, createProxy } from '../support/proxy.ts'

let home: string
let database: TestDatabase
let proxy: CutProxy
let program: Program

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-outage-'))
  database = await createEmptyDatabase()
  const server = new URL(database.ownerUrl)
  proxy = await createProxy(Number(server.port))
  const through = new URL(database.ownerUrl)
  through.hostname = '127.0.0.1'
  through.port = String(proxy.port)
  const settings = { DATABASE_URL: through.href, PARLEY_SECRET: 'a secret of this test, long enough' }
  const seeded = await runCommand(home, ['seed'], settings)
  if (seeded.code !== 0) throw new Error(seeded.errors)
  program = await startProgram(home, settings)
}, 180_000)

afterAll(async () => {
  await program?.stop()
  await proxy?.close()
  await database?.drop()
  await rm(home, { recursive: true, force: true })
})

const ready = async () => {
  expect(program.child.exitCode, program.errors.join('\n')).toBeNull()
  return (await fetch(`${program.url}/readyz`)).status
}

describe('the database goes away and comes back', () => {
  it('is told plainly and by 503, and the same process goes on afterwards', async () => {
    const call = await signedIn(program.url, 'recruiter@northwind.test')
    expect((await call('search_jobs', {})).status).toBe(200)
    expect(await ready()).toBe(200)
    await proxy.cut()
    await vi.waitFor(async () => expect(await ready()).toBe(503), { timeout: 20_000 })
    for (const [tool, input] of [
      ['search_jobs', {}],
      ['create_client', { name: 'Lost in the outage' }],
    ] as const) {
      const during = await call(tool, input)
      expect(during.status).toBe(503)
      expect(String(during.body.detail)).toContain("can't reach its database")
    }
    expect((await fetch(`${program.url}/livez`)).status).toBe(200)
    await proxy.mend()
    await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 20_000 })
    expect((await call('search_jobs', {})).status).toBe(200)
    const clients = await call('list_clients', { query: 'Lost in the outage' })
    expect(JSON.stringify(clients.body.items)).not.toContain('Lost in the outage')
    expect((await call('create_client', { name: 'After the outage' })).status).toBe(200)
  }, 120_000)
})
