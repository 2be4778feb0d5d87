import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

type Running = { pid: number; parent: number; kilobytes: number; command: string }

/**
 * Megabytes of memory that a process and everything it started hold, without PostgreSQL, npm and shells, by `ps`.
 * Pages that two of them share count twice.
 */
export async function residentMegabytes(root: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='])
  const running = stdout.split('\n').flatMap(parse)
  const family = new Set([root])
  let before = 0
  while (before < family.size) {
    before = family.size
    for (const { pid, parent } of running) if (family.has(parent)) family.add(pid)
  }
  const counted = running.filter(({ pid, command }) => family.has(pid) && !isWrapper(command))
  return counted.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024
}

function parse(line: string): Running[] {
  const [, pid, parent, kilobytes, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
  if (pid === undefined) return []
  return [{ pid: Number(pid), parent: Number(parent), kilobytes: Number(kilobytes), command }]
}

function isWrapper(command: string): boolean {
  return /^(npm\b|node \S*npm|(\S*\/)?(ba|da)?sh\b|postgres:|\S*\/postgres\b)/.test(command)
}
