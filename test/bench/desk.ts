import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Flood, openFlood } from '../support/flood.ts'
import type { Bench, Measure } from './bench.ts'
import { residentMegabytes } from './resident.ts'

const bar = 100
const perSecond = 100
const messages = 30 * perSecond
const modelMs = 60_000
const warmUp = 600
const writers = 100

/** From a signed event of Slack, over loopback, to its acknowledgement, while every turn waits for the model. */
export const bench: Bench = {
  name: 'desk',
  bar: `p99 of ${bar} ms at ${perSecond} Slack events a second for 30 s while the model takes 60 s`,
  run: async () => {
    const home = await mkdtemp(join(tmpdir(), 'parley-bench-'))
    // PostgreSQL runs as a user of its own when the bench runs as root, and has to reach its folder.
    await chmod(home, 0o755)
    const flood = await openFlood(home, writers)
    try {
      return [await measure(flood)]
    } finally {
      await flood.close()
      await rm(home, { recursive: true, force: true })
    }
  },
}

async function measure(flood: Flood): Promise<Measure> {
  await flood.pour(0, { messages: warmUp, perSecond: 20 })
  await flood.drained(120_000)
  const warm = await residentMegabytes(flood.pid())

  const release = flood.holdModel()
  const hangs = pause(modelMs)
  const times = (await flood.pour(warmUp, { messages, perSecond })).sort((a, b) => a - b)
  await hangs
  release()
  const began = performance.now()
  await flood.drained(600_000)
  const seconds = (performance.now() - began) / 1000

  const at = (share: number) => times[Math.ceil(times.length * share) - 1] ?? Number.NaN
  const after = await residentMegabytes(flood.pid())
  return {
    figure: `${Math.round(at(0.99))} ms Slack event to acknowledgement, p99`,
    ratio: at(0.99) / bar,
    meets: at(0.99) <= bar,
    detail: [
      `p50 ${Math.round(at(0.5))} ms, max ${Math.round(at(1))} ms`,
      `${messages} messages then answered in ${Math.round(seconds)} s`,
      `memory ${(after / warm).toFixed(2)} × of the ${Math.round(warm)} MB after warm-up`,
    ].join('; '),
  }
}
