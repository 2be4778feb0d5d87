import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach } from 'vitest'
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts'
import { findPostmaster } from '../../src/db/postmaster.ts'
import type { SystemUser } from '../../src/db/system-user.ts'
import { createLog } from '../../src/platform/log.ts'
import { open, rows } from './call.ts'

/** A crash of a process loses nothing that was written, so these tests need no syncs; one test keeps them. */
export const quick = ['fsync=off']

export type Addresses = { ownerUrl: string; appUrl: string }
export type Reported = Addresses & { fault?: { code: string; message: string; internal: string } }
export type UserProcess = { child: ChildProcess; reported: Reported }

const children = new Set<ChildProcess>()
const started = new Set<Embedded>()
const folders = new Set<string>()

/** Ends whatever a test left running, and removes its folders. */
afterEach(async () => {
  for (const child of children) await kill(child, 'SIGKILL')
  for (const embedded of started) await embedded.stop()
  for (const folder of folders) {
    const postmaster = await findPostmaster(join(folder, 'postgres'))
    if (postmaster) process.kill(postmaster.pid, 'SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  children.clear()
  started.clear()
  folders.clear()
})

/** A folder for PARLEY_HOME into which everybody may pass. */
export async function newHome(mode = 0o711): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-embedded-'))
  await chmod(folder, mode)
  folders.add(folder)
  return folder
}

/** Uses the built-in database in this process. */
export async function start(home: string, settings: readonly string[] = quick): Promise<Embedded> {
  const embedded = await startEmbedded({ home, log: createLog('silent'), settings })
  started.add(embedded)
  return embedded
}

/** Uses it in a process of its own, as `user` if one is given; resolves when that has reported. */
export async function startProcess(home: string, user?: SystemUser): Promise<UserProcess> {
  const child = spawnUser(home, user)
  const reported = await report(child)
  return { child, reported }
}

export function spawnUser(home: string, user?: SystemUser): ChildProcess {
  const program = join(import.meta.dirname, 'embedded-user.ts')
  const child = spawn(process.execPath, [program, home, ...quick], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  })
  children.add(child)
  return child
}

export async function report(child: ChildProcess): Promise<Reported> {
  if (!child.stdout) throw new Error('The process has no output.')
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as Reported
  throw new Error('The process reported nothing.')
}

/** Sends a signal and waits for the end; answers the exit code. */
export async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
  return child.exitCode
}

export async function serverPid(home: string): Promise<number | undefined> {
  return (await findPostmaster(join(home, 'postgres')))?.pid
}

export async function pidFile(home: string): Promise<string[]> {
  return (await readFile(join(home, 'postgres/postmaster.pid'), 'utf8')).split('\n')
}

/** Asks one thing of the database; rejects when it does not answer. */
export async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = await open(url)
  try {
    return await rows(client, text)
  } finally {
    await client.end()
  }
}
