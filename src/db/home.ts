import { randomBytes } from 'node:crypto'
import { chown, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { toHomeFault } from './home-fault.ts'

export type Passwords = { owner: string; app: string }

/**
 * Makes the folder PARLEY_HOME and proves that it can be written. Only its user may read it; for root, others may pass
 * through (not look), since PostgreSQL runs as somebody else below it. Throws a Fault that says what is wrong.
 */
export async function prepareHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    const probe = join(home, `.probe-${randomBytes(6).toString('hex')}`)
    await writeFile(probe, randomBytes(4096))
    await rm(probe)
  } catch (error) {
    throw toHomeFault(error, home)
  }
}

/** The passwords of the two database roles, made on the first call and kept in a file that only its user may read. */
export async function readOrMakePasswords(home: string): Promise<Passwords> {
  const made = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') }
  return JSON.parse(await readOrMake(join(home, 'passwords.json'), JSON.stringify(made))) as Passwords
}

/** The PARLEY_SECRET of an embedded installation: 32 random bytes, base64url, made on the first call. */
export async function readOrMakeSecret(home: string): Promise<string> {
  await prepareHome(home)
  return readOrMake(join(home, 'secret'), randomBytes(32).toString('base64url'))
}

/**
 * Where the data are: inside the home, or in `elsewhere` once that was chosen because the home is `closed` to the user
 * of PostgreSQL. The choice is kept in the home, with a name of its own, so that a home which was thrown away and made
 * again never meets the data of the old one.
 */
export async function dataFolderOf(home: string, closed: boolean, elsewhere: string): Promise<string> {
  const choice = join(home, 'moved-to')
  const fresh = join(elsewhere, randomBytes(6).toString('hex'), 'postgres')
  const moved = closed
    ? await readOrMake(choice, fresh)
    : await readFile(choice, 'utf8').catch(ignoring('ENOENT'))
  if (moved !== undefined) await mkdir(dirname(moved), { recursive: true, mode: 0o711 })
  return moved ?? join(home, 'postgres')
}

/** The content of a private file, which is made with `fresh` unless it is there. Two processes get the same content. */
async function readOrMake(file: string, fresh: string): Promise<string> {
  try {
    const kept = await readFile(file, 'utf8').catch(ignoring('ENOENT'))
    if (kept !== undefined) return kept
    const aside = `${file}.${randomBytes(6).toString('hex')}`
    await writeFile(aside, fresh, { mode: 0o600, flush: true })
    await giveToOwner(aside)
    await link(aside, file).catch(ignoring('EEXIST'))
    await rm(aside)
    return await readFile(file, 'utf8')
  } catch (error) {
    throw toHomeFault(error, dirname(file))
  }
}

/** What root writes into the home of an ordinary user belongs to that user, who has to read it the next time. */
export async function giveToOwner(file: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(dirname(file))
  await chown(file, uid, gid)
}

function ignoring(code: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined
    throw error
  }
}
