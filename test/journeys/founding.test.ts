import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts'
import { type Program, runCommand, startProgram } from '../support/program.ts'

let home: string
let database: TestDatabase
let settings: Record<string, string>
let program: Program

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-founding-'))
  database = await createEmptyDatabase()
  settings = { DATABASE_URL: database.ownerUrl, PARLEY_SECRET: 'a secret of this test, long enough' }
})

afterAll(async () => {
  await program?.stop()
  await database.drop()
  await rm(home, { recursive: true, force: true })
})

const redeem = (url: string, token: string) =>
  fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }),
  })

it('an installation of one’s own: migrated, founded once, signed into by a link that works once, without demo powers', async () => {
  expect(await runCommand(home, ['migrate'], settings)).toMatchObject({ code: 0 })
  const founded = await runCommand(
    home,
    ['init', '--owner', 'ada@example.com', '--name', 'Ada Obi', '--organisation', 'Obi & Co'],
    settings,
  )
  expect(founded.errors).toBe('')
  const token = /\/sign-in\/(\S+)/.exec(founded.output)?.[1] ?? ''
  const again = await runCommand(home, ['init', '--owner', 'eve@example.com'], settings)
  expect(again.code).toBe(1)
  expect(again.errors).toContain('owned by Ada Obi')
  const demo = await runCommand(home, ['chat', '--as', 'ada@example.com', '--json', 'hello'], settings)
  expect(demo.code).toBe(1)
  expect(JSON.parse(demo.output)).toMatchObject({ fault: { code: 'unauthenticated' } })

  program = await startProgram(home, settings)
  expect(program.lines.join('\n')).not.toContain('/sign-in/')
  const first = await redeem(program.url, token)
  expect(first.status).toBe(303)
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect((await redeem(program.url, token)).status).toBe(401)
  const page = await fetch(program.url, { headers: { Cookie: cookie } })
  expect(await page.text()).toContain('Ada Obi')
  const answer = await fetch(`${program.url}/api/v1/tools/get_settings`, {
    method: 'POST',
    headers: { Origin: program.url, Cookie: cookie, 'Content-Type': 'application/json' },
    body: '{}',
  })
  expect(await answer.json()).toMatchObject({ name: 'Obi & Co' })
}, 120_000)
