import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processIdentity } from './process-identity.ts'

/** A file that says "this process is here". It counts only while the process lives, so a crash needs no cleaning up. */
export type Presence = { readonly name: string; leave(): Promise<void> }

/** Puts a file of this process into `folder`. Several of one process count as several. */
export async function announce(folder: string): Promise<Presence> {
  await mkdir(folder, { recursive: true })
  const name = `${process.pid}-${randomBytes(6).toString('hex')}`
  const identity = await processIdentity(process.pid)
  // Written aside and renamed, so that nobody reads half of it.
  await writeFile(join(folder, `.${name}`), JSON.stringify({ pid: process.pid, identity }), { mode: 0o644 })
  await rename(join(folder, `.${name}`), join(folder, name))
  return { name, leave: () => rm(join(folder, name), { force: true }) }
}

/** Process numbers of the living in `folder`, without `mine`. Files of the dead are removed. */
export async function othersIn(folder: string, mine?: Presence): Promise<number[]> {
  const names = await readdir(folder)
  const living: number[] = []
  for (const name of names) {
    if (name.startsWith('.') || name === mine?.name) continue
    const pid = await livingPid(join(folder, name))
    if (pid === undefined) await rm(join(folder, name), { force: true })
    else living.push(pid)
  }
  return living
}

async function livingPid(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { pid, identity } = JSON.parse(text) as { pid: number; identity?: string }
  const now = await processIdentity(pid)
  return now !== undefined && now === identity ? pid : undefined
}
