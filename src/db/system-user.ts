import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '../platform/fault.ts'

export type SystemUser = { uid: number; gid: number }

const run = promisify(execFile)

/**
 * The user that PostgreSQL has to run as: nobody else (undefined) for an ordinary user; for root, whom PostgreSQL
 * refuses, the owner of the data folder if there is one, or else the user `postgres`, who is made when missing.
 */
export async function userForPostgres(dataFolder: string): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(dataFolder).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return (await lookUp('postgres')) ?? (await createUser())
}

async function lookUp(name: string): Promise<SystemUser | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n')
  const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
  return fields?.[2] && fields[3] ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined
}

async function createUser(): Promise<SystemUser> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/bin/false',
      'postgres',
    ])
  } catch (cause) {
    const nobody = await lookUp('nobody')
    if (nobody) return nobody
    throw new Fault(
      'unavailable',
      'PostgreSQL does not run as root, and the user "postgres" could not be made. ' +
        'Make one, start Parley as an ordinary user, or set DATABASE_URL.',
      { cause, field: 'DATABASE_URL' },
    )
  }
  const made = await lookUp('postgres')
  if (!made) throw new Fault('unavailable', 'The user "postgres" was made, but is not in /etc/passwd.')
  return made
}

/** True when `user` may pass through every folder down to `path`, by the permission bits. */
export async function canReach(user: SystemUser, path: string): Promise<boolean> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined)
    if (found?.isDirectory() && !mayEnter(user, found)) return false
    if (folder === dirname(folder)) return true
  }
}

function mayEnter(user: SystemUser, folder: { uid: number; gid: number; mode: number }): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0
  return (folder.mode & 0o001) !== 0
}
