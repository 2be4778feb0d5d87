import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Fault } from '../platform/fault.ts'
import { toHomeFault } from './home-fault.ts'
import type { Binaries } from './postgres-binaries.ts'
import type { SystemUser } from './system-user.ts'

/** Where one embedded PostgreSQL lives and who runs it. */
export type Site = {
  home: string
  dataFolder: string
  binaries: Binaries
  user: SystemUser | undefined
  passwords: { owner: string; app: string }
  /** More `name=value` settings for the server, for tests. */
  settings: readonly string[]
}

export const ownerRole = 'parley'

/** What our PostgreSQL programs get of the environment: nothing of ours, above all no secrets. */
export const environment = { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin' }

const major = '18'

/**
 * Makes the data folder unless it is there. It is made aside and renamed when it is whole, so a half-made one is never
 * taken for a database: the rests of an interrupted try are thrown away.
 */
export async function ensureCluster(site: Site): Promise<void> {
  const version = await readFile(join(site.dataFolder, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version?.trim() === major) return
  if (version !== undefined) {
    throw new Fault(
      'refused',
      `The database in ${site.dataFolder} was made by PostgreSQL ${version.trim()}, and this Parley brings ${major}. ` +
        'Run the older Parley, or set PARLEY_HOME to a fresh folder.',
      { field: 'PARLEY_HOME' },
    )
  }
  try {
    await removeRests(site.dataFolder)
    const aside = `${site.dataFolder}.new-${randomBytes(4).toString('hex')}`
    await initialise(site, aside)
    await rename(aside, site.dataFolder)
  } catch (error) {
    await removeRests(site.dataFolder)
    throw toHomeFault(error, site.home)
  }
}

async function removeRests(dataFolder: string): Promise<void> {
  const parent = dirname(dataFolder)
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(dataFolder)}.new-`)) continue
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Character types by which words of any script are told from signs; trigram search rests on it. Best first. */
const characterTypes = ['C.UTF-8', 'en_US.UTF-8', 'C']

async function initialise(site: Site, folder: string): Promise<void> {
  const passwordFile = `${folder}.password`
  await mkdir(folder, { mode: 0o700 })
  await writeFile(passwordFile, `${site.passwords.owner}\n`, { mode: 0o600 })
  if (site.user) {
    await chown(folder, site.user.uid, site.user.gid)
    await chown(passwordFile, site.user.uid, site.user.gid)
  }
  for (const characterType of characterTypes) {
    try {
      await runToEnd(
        site,
        site.binaries.initdb,
        initdbArguments(site, { folder, passwordFile, characterType }),
      )
      break
    } catch (error) {
      const unknown = error instanceof Error && /invalid locale/.test(error.message)
      if (!unknown || characterType === characterTypes.at(-1)) throw error
    }
  }
  await rm(passwordFile)
}

function initdbArguments(
  site: Site,
  { folder, passwordFile, characterType }: { folder: string; passwordFile: string; characterType: string },
): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${ownerRole}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The Unicode collation of ICU sorts names of any language sensibly, and needs no locale of the system.
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=und',
    `--lc-ctype=${characterType}`,
    ...(site.settings.includes('fsync=off') ? ['--no-sync'] : []),
  ]
}

function runToEnd(site: Site, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: '/',
      env: environment,
      ...site.user,
    })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
    })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${basename(program)} ended with ${code}: ${said}`)),
    )
  })
}
