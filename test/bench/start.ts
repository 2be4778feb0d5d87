import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bench, Measure } from './bench.ts'
import { residentMegabytes } from './resident.ts'

const bars = { first: 8, again: 3, megabytes: 300 }
const patienceSeconds = 120
const settleMilliseconds = 2_000

/** From `npm start` in an empty home to an answer at /readyz, then once more in the same home. */
export const bench: Bench = {
  name: 'start',
  bar: 'ready in 8 s the first time and 3 s after, 300 MB without PostgreSQL',
  run: async () => {
    const home = await mkdtemp(join(tmpdir(), 'parley-bench-'))
    // PostgreSQL runs as a user of its own when the bench runs as root, and has to reach its folder.
    await chmod(home, 0o755)
    try {
      const first = await start(home)
      const left = await stopPostgres(home)
      const again = await start(home)
      await stopPostgres(home)
      return [
        seconds('first start', first.seconds, bars.first),
        seconds('second start', again.seconds, bars.again),
        {
          figure: `${Math.round(again.megabytes)} MB resident`,
          ratio: again.megabytes / bars.megabytes,
          meets: again.megabytes <= bars.megabytes,
          detail: [
            `first start ${Math.round(first.megabytes)} MB; npm and PostgreSQL not counted`,
            ...(left ? ['the first start left its PostgreSQL running'] : []),
          ].join('; '),
        },
      ]
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  },
}

function seconds(name: string, taken: number, bar: number): Measure {
  return {
    figure: `${taken.toFixed(2)} s ${name}`,
    ratio: taken / bar,
    meets: taken <= bar,
    detail: `bar ${bar} s`,
  }
}

async function start(home: string): Promise<{ seconds: number; megabytes: number }> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, PARLEY_HOME: home, PORT: String(port), PARLEY_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const ended = once(child, 'exit')
  try {
    await Promise.race([
      ready(port),
      ended.then(() => Promise.reject(new Error('npm start ended by itself.'))),
    ])
    const taken = (performance.now() - began) / 1000
    await pause(settleMilliseconds)
    return { seconds: taken, megabytes: await residentMegabytes(child.pid ?? 0) }
  } finally {
    stop(child)
    await ended
  }
}

async function ready(port: number): Promise<void> {
  const deadline = performance.now() + patienceSeconds * 1000
  while (performance.now() < deadline) {
    const status = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return
    await pause(20)
  }
  throw new Error(`/readyz did not answer in ${patienceSeconds} s.`)
}

/** Ends npm and what it started as Ctrl-C would: all of one process group. */
function stop(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
    process.kill(-child.pid, 'SIGINT')
}

/**
 * Stops a PostgreSQL that outlived its program, so that every start is a start from nothing and none is left behind.
 * Answers whether there was one.
 */
async function stopPostgres(home: string): Promise<boolean> {
  const file = await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(file, 10)
  if (!(pid > 0)) return false
  process.kill(pid, 'SIGINT')
  await pause(settleMilliseconds)
  return true
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}
