import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Tells a process from every other one that ever had its number: the boot and the moment of its start. Undefined when
 * no such process lives; a zombie does not live.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return linuxIdentity(pid)
  if (process.platform === 'win32') return exists(pid) ? 'alive' : undefined
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=,state=', '-p', String(pid)])
    const line = stdout.trim()
    return line === '' || /Z\S*$/.test(line) ? undefined : line.replace(/\s+\S+$/, '')
  } catch {
    // ps ends with 1 when there is no such process.
    return undefined
  }
}

async function linuxIdentity(pid: number): Promise<string | undefined> {
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
  ])
  // The name of the program stands in brackets and may hold anything, so fields are counted from the last bracket.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const state = fields?.[0]
  if (state === undefined || state === 'Z' || state === 'X') return undefined
  return `${boot.trim()}:${fields?.[19]}`
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
