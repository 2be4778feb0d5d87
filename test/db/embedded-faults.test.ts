import { execFile, spawn } from 'node:child_process'
import { chmod, chown, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { toHomeFault } from '../../src/db/home-fault.ts'
import { findBinaries, openFolder } from '../../src/db/postgres-binaries.ts'
import { canReach, type SystemUser, userForPostgres } from '../../src/db/system-user.ts'
import { ask, kill, newHome, pidFile, serverPid, start, startProcess } from './embedded-process.ts'

const run = promisify(execFile)
const root = process.getuid?.() === 0

/** An ordinary user of this machine who may read the project, if the tests run as root and there is one. */
const ordinary = root ? await ordinaryUser() : undefined

async function ordinaryUser(): Promise<SystemUser | undefined> {
  const line = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  const user = { uid: Number(uid), gid: Number(gid) }
  const reaches = (await canReach(user, import.meta.dirname)) && (await canReach(user, process.execPath))
  return uid && reaches ? user : undefined
}

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

describe.skipIf(root && !ordinary)('as an ordinary user', () => {
  it('starts and ends, and its folder is closed to others', async () => {
    const home = await newHome()
    if (ordinary) await chown(home, ordinary.uid, ordinary.gid)
    const inner = join(home, 'inner')
    const { child, reported } = await startProcess(inner, ordinary)
    expect(reported.fault).toBeUndefined()
    expect(await ask(reported.appUrl, 'select 1 as n')).toEqual([{ n: 1 }])
    expect((await stat(inner)).mode & 0o777).toBe(0o700)
    expect((await stat(join(inner, 'postgres'))).uid).toBe(ordinary?.uid ?? process.getuid?.())
    expect(await kill(child, 'SIGTERM')).toBe(0)
    expect(await serverPid(inner)).toBeUndefined()
  })

  it('says so when the folder may not be written', async () => {
    const home = await newHome()
    await chmod(home, 0o555)
    const { reported } = await startProcess(join(home, 'inner'), ordinary)
    await chmod(home, 0o755)
    expect(reported.fault).toMatchObject({
      code: 'unavailable',
      message: `Parley's database in ${join(home, 'inner')} cannot be used: this user may not write there. Change the rights of the folder, or set PARLEY_HOME to another one.`,
    })
  })

  it.runIf(ordinary)('goes on with what root used in between', async () => {
    const home = await newHome()
    const inner = join(home, 'inner')
    if (ordinary) await chown(home, ordinary.uid, ordinary.gid)
    const before = await startProcess(inner, ordinary)
    await kill(before.child, 'SIGTERM')
    const asRoot = await start(inner)
    await asRoot.stop()
    const after = await startProcess(inner, ordinary)
    expect(after.reported).toEqual(before.reported)
    await kill(after.child, 'SIGTERM')
  })
})

describe.runIf(root)('as root', () => {
  it('runs as a user of its own, who owns the data', async () => {
    const home = await newHome()
    const { ownerUrl } = await start(home)
    expect((await stat(join(home, 'postgres'))).uid).not.toBe(0)
    expect(await ask(ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  it('works in a folder that is closed to that user, such as one below /root', async () => {
    const closed = await newHome(0o700)
    const home = join(closed, 'home')
    const folderOf = async (url: string) => String((await ask(url, 'show data_directory'))[0]?.data_directory)
    const first = await start(home)
    const folder = await folderOf(first.ownerUrl)
    cleanUps.push(() => run('rm', ['-rf', dirname(folder)]))
    expect(folder).not.toContain(closed)
    expect((await stat(closed)).mode & 0o777).toBe(0o700)
    await first.stop()

    const again = await start(home)
    expect(await folderOf(again.ownerUrl)).toBe(folder)
    await again.stop()

    // Thrown away and made again, as a fresh clone in the old place is.
    await rm(home, { recursive: true })
    const anew = await start(home)
    const other = await folderOf(anew.ownerUrl)
    cleanUps.push(() => run('rm', ['-rf', dirname(other)]))
    expect(other).not.toBe(folder)
    await anew.stop()
  })

  it('copies the programs of PostgreSQL when that user may not enter their folder', async () => {
    const open = await findBinaries(undefined)
    const native = join(dirname(open.postgres), '..')
    const closed = join(await newHome(0o700), 'package')
    await cp(join(native, '..'), closed, { recursive: true, verbatimSymlinks: true })
    const user = (await userForPostgres('/nowhere')) ?? { uid: 0, gid: 0 }
    const before = await stat(openFolder).catch(() => undefined)

    const copied = await findBinaries(user, join(closed, 'native'))
    const { stdout } = await run(copied.postgres, ['--version'], user)
    expect(stdout).toContain('PostgreSQL')
    expect(copied.postgres).not.toContain(closed)
    expect(await findBinaries(user, join(closed, 'native'))).toEqual(copied)
    if (!before) await run('rm', ['-rf', openFolder])
  })

  it('is not misled by a pid file whose number belongs to another process of the same user', async () => {
    const home = await newHome()
    const first = await start(home)
    const lines = await pidFile(home)
    await first.stop()
    const { uid, gid } = await stat(join(home, 'postgres'))
    const stranger = spawn('sleep', ['600'], { uid, gid, cwd: '/' })
    cleanUps.push(async () => stranger.kill('SIGKILL'))
    const file = join(home, 'postgres/postmaster.pid')
    await writeFile(file, [String(stranger.pid), ...lines.slice(1)].join('\n'))
    await chown(file, uid, gid)

    const second = await start(home)
    expect(await ask(second.ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }])
    expect(stranger.exitCode).toBeNull()
  })

  it('says so when the disk is full', async (context) => {
    const home = await newHome()
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0711', 'tmpfs', home]).catch(
      () => undefined,
    )
    if (!mounted) return context.skip('this machine lets nobody mount')
    cleanUps.push(() => run('umount', ['-l', home]))
    await expect(start(home)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('the disk is full. Free some space'),
    })
  })
})

it('says so when a file stands where the folder should be', async () => {
  const file = join(await newHome(), 'file')
  await writeFile(file, '')
  await expect(start(file)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('a file stands where the folder should be'),
  })
})

it('says so when the passwords do not fit the data', async () => {
  const home = await newHome()
  const embedded = await start(home)
  await embedded.stop()
  await writeFile(join(home, 'passwords.json'), JSON.stringify({ owner: 'x', app: 'y' }))
  await expect(start(home)).rejects.toMatchObject({
    message: expect.stringContaining('passwords.json does not fit'),
  })
})

it('refuses data of another version of PostgreSQL', async () => {
  const home = await newHome()
  await mkdir(join(home, 'postgres'))
  await writeFile(join(home, 'postgres/PG_VERSION'), '17\n')
  await expect(start(home)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('made by PostgreSQL 17'),
  })
})

it.each([
  ['initdb: error: could not create directory: No space left on device', 'the disk is full'],
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'the disk is full'],
  ['EDQUOT: quota exceeded', 'the disk is full'],
  ['EROFS: read-only file system, mkdir', 'read-only disk'],
  ['initdb: error: could not look up effective user ID 12345: user does not exist', '/etc/passwd'],
  ['initdb: error: invalid locale settings; check LANG and LC_* environment variables', 'no usable locale'],
  ['postgres: error while loading shared libraries: libicuuc.so.60', 'npm ci again'],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'no memory'],
  ['something that nobody foresaw', 'postgres.log'],
])('%s is told as: %s', (said, means) => {
  const fault = toHomeFault(new Error('PostgreSQL ended'), '/somewhere', said)
  expect(fault.message).toContain(means)
  expect(fault.internal).toContain(said)
  expect(fault.message).not.toContain(said)
})
