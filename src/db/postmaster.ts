import { execFile } from 'node:child_process'
import { readFile, readlink, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { processIdentity } from './process-identity.ts'

export type Postmaster = { pid: number; port: number; ready: boolean }

const run = promisify(execFile)

/** The PostgreSQL that really runs on this data folder, or undefined: a pid file alone proves nothing. */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | undefined> {
  const written = await readPidFile(dataFolder)
  return written && (await isPostgresOf(written.pid, dataFolder)) ? written : undefined
}

/**
 * Makes the pid file of a crashed server harmless. PostgreSQL refuses to start when the number in it belongs to some
 * process by now, though it may be anybody's. The number is replaced by one that no process can have, and the rest is
 * kept, since PostgreSQL goes on to check by it that no child of the dead server still holds the memory.
 */
export async function disarmPidFile(dataFolder: string): Promise<void> {
  const written = await readPidFile(dataFolder)
  if (!written || (await processIdentity(written.pid)) === undefined) return
  if (await isPostgresOf(written.pid, dataFolder)) return
  const file = join(dataFolder, 'postmaster.pid')
  const [, ...rest] = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, ['2147483647', ...rest].join('\n'))
}

/** postmaster.pid: number, data folder, start, port, socket folder, address, memory, state; a line each. */
async function readPidFile(dataFolder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number.isInteger(port) ? port : 0, ready: lines[7]?.trim() === 'ready' }
}

/** A server works inside its data folder, which tells it from any other process that got its number. */
async function isPostgresOf(pid: number, dataFolder: string): Promise<boolean> {
  if ((await processIdentity(pid)) === undefined) return false
  if (process.platform === 'linux') {
    const [inside, folder] = await Promise.all([
      readlink(`/proc/${pid}/cwd`).catch(() => undefined),
      realpath(dataFolder),
    ])
    return inside === folder
  }
  if (process.platform === 'win32') return true
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.includes('postgres') && stdout.includes(dataFolder)
}
