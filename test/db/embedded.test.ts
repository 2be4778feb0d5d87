import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { readOrMakeSecret } from '../../src/db/home.ts'
import { bySize } from '../support/environment.ts'
import { ask, kill, newHome, report, serverPid, spawnUser, start, startProcess } from './embedded-process.ts'

const patience = { timeout: 30_000, interval: 50 }

describe('the built-in database', () => {
  it('starts in an empty folder, ends, and has kept everything when it starts again', async () => {
    const home = await newHome()
    const first = await start(home, [])
    await ask(first.ownerUrl, 'create table kept as select 42 as n')
    await first.stop()
    expect(await serverPid(home)).toBeUndefined()
    await expect(ask(first.ownerUrl, 'select 1')).rejects.toThrow()

    const second = await start(home, [])
    expect(second.ownerUrl).toBe(first.ownerUrl)
    expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([{ n: 42 }])
    expect(await ask(second.ownerUrl, 'show fsync')).toEqual([{ fsync: 'on' }])
    expect(await ask(second.appUrl, 'select current_user as me')).toEqual([{ me: 'parley_app' }])
  })

  it('listens on loopback only, and tells its secrets to nobody', async () => {
    const home = await newHome()
    const { ownerUrl } = await start(home)
    expect(await ask(ownerUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    const without = ownerUrl.replace(/:[^:@/]+@/, ':wrong@')
    await expect(ask(without, 'select 1')).rejects.toThrow(/password authentication failed/)
    for (const file of ['passwords.json', 'postgres.log']) {
      expect((await stat(join(home, file))).mode & 0o777).toBe(0o600)
    }
    expect(await readFile(join(home, 'postgres.log'), 'utf8')).not.toContain(new URL(ownerUrl).password)
  })

  it('is found by a second process, and ended by the last to leave', async () => {
    const home = await newHome()
    const first = await startProcess(home)
    const pid = await serverPid(home)
    const second = await startProcess(home)
    expect(second.reported).toEqual(first.reported)
    expect(await serverPid(home)).toBe(pid)

    expect(await kill(first.child, 'SIGTERM')).toBe(0)
    expect(await serverPid(home)).toBe(pid)
    expect(await ask(second.reported.appUrl, 'select 1 as n')).toEqual([{ n: 1 }])

    expect(await kill(second.child, 'SIGINT')).toBe(0)
    expect(await serverPid(home)).toBeUndefined()
  })

  it('is made once when several processes come at the same moment', async () => {
    const home = await newHome()
    const children = Array.from({ length: 4 }, () => spawnUser(home))
    const reports = await Promise.all(children.map(report))
    expect(new Set(reports.map((reported) => reported.ownerUrl)).size).toBe(1)
    expect(reports[0]?.fault).toBeUndefined()
    await Promise.all(children.map((child) => kill(child, 'SIGTERM')))
    expect(await serverPid(home)).toBeUndefined()
  })
})

/** Moments in the first start, in milliseconds. */
const moments = (count: number) => Array.from({ length: count }, (_, index) => 30 + index * 30)

describe('after kill -9', () => {
  it('of the program, the server is found by the next one, whose leaving ends it', async () => {
    const home = await newHome()
    const first = await startProcess(home)
    const pid = await serverPid(home)
    await kill(first.child, 'SIGKILL')
    expect(await serverPid(home)).toBe(pid)

    const second = await startProcess(home)
    expect(second.reported.ownerUrl).toBe(first.reported.ownerUrl)
    expect(await serverPid(home)).toBe(pid)
    await kill(second.child, 'SIGTERM')
    expect(await serverPid(home)).toBeUndefined()
  })

  it('of the server, it comes back at the same address with all that was committed', async () => {
    const home = await newHome()
    const { ownerUrl } = await start(home)
    await ask(ownerUrl, 'create table kept as select 42 as n')
    const pid = await serverPid(home)
    process.kill(Number(pid), 'SIGKILL')
    await vi.waitFor(
      async () => expect(await ask(ownerUrl, 'select n from kept')).toEqual([{ n: 42 }]),
      patience,
    )
    expect(await serverPid(home)).not.toBe(pid)
  })

  it('of both, the next start repairs it', async () => {
    const home = await newHome()
    const first = await startProcess(home)
    await ask(first.reported.ownerUrl, 'create table kept as select 42 as n')
    const pid = await serverPid(home)
    await kill(first.child, 'SIGKILL')
    process.kill(Number(pid), 'SIGKILL')
    const { ownerUrl } = await start(home)
    expect(await ask(ownerUrl, 'select n from kept')).toEqual([{ n: 42 }])
  })

  it.each(bySize({ small: [150, 500], medium: moments(8), prove: moments(60) }))(
    'of the program %d ms into its first start, the next one begins anew',
    async (ms) => {
      const home = await newHome()
      const child = spawnUser(home)
      await wait(ms)
      await vi.waitFor(async () => expect(await readdir(home)).toContain('lock'), patience)
      await kill(child, 'SIGKILL')
      const { ownerUrl } = await start(home)
      expect(await ask(ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }])
      expect((await readdir(home)).filter((name) => name.includes('.new-'))).toEqual([])
    },
  )
})

describe('what an accident leaves behind', () => {
  it('the rests of a half-made data folder are thrown away', async () => {
    const home = await newHome()
    await mkdir(join(home, 'postgres.new-0123'))
    await writeFile(join(home, 'postgres.new-0123', 'PG_VERSION'), '18\n')
    const { ownerUrl } = await start(home)
    expect(await ask(ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }])
    expect(await readdir(home)).not.toContain('postgres.new-0123')
  })

  it('a port that was taken meanwhile is changed, and the new one remembered', async () => {
    const home = await newHome()
    const before = await start(home)
    await before.stop()
    const port = Number(new URL(before.ownerUrl).port)
    const thief = createServer().listen(port, '127.0.0.1')
    const during = await start(home)
    expect(new URL(during.ownerUrl).port).not.toBe(String(port))
    await during.stop()
    await new Promise((resolve) => thief.close(resolve))
    const after = await start(home)
    expect(after.ownerUrl).toBe(during.ownerUrl)
  })

  it('the lease of a process that died does not keep the server alive', async () => {
    const home = await newHome()
    const embedded = await start(home)
    // Our own number with another moment of birth: what is left after the number was given to somebody else.
    await writeFile(
      join(home, 'users', `${process.pid}-dead`),
      JSON.stringify({ pid: process.pid, identity: 'x' }),
    )
    await writeFile(join(home, 'users', '4194303-dead'), JSON.stringify({ pid: 4_194_303, identity: 'x' }))
    await embedded.stop()
    expect(await serverPid(home)).toBeUndefined()
  })
})

it('PARLEY_SECRET is made once, also by several at the same moment, and kept to its user', async () => {
  const home = await newHome()
  const secrets = await Promise.all(Array.from({ length: 8 }, () => readOrMakeSecret(home)))
  expect(new Set(secrets).size).toBe(1)
  expect(Buffer.from(secrets[0] ?? '', 'base64url')).toHaveLength(32)
  expect((await stat(join(home, 'secret'))).mode & 0o777).toBe(0o600)
  expect((await readdir(home)).filter((name) => name.startsWith('secret'))).toEqual(['secret'])
})
