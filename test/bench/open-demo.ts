import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type House, openHouse } from '../../src/main.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createLog } from '../../src/platform/log.ts'

/** Opens the demo company in a folder of its own, fsync on as users have it, and takes it away afterwards. */
export async function withDemo<T>(work: (house: House) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  const house = await openHouse(readConfig({ PARLEY_HOME: home }), createLog('error'))
  try {
    return await work(house)
  } finally {
    await house.close()
    await rm(home, { recursive: true, force: true })
  }
}

export const recruiter = { kind: 'demo', email: 'recruiter@northwind.test', loopback: true } as const

/** The median of some times, in milliseconds. */
export function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** How long each of `runs` runs takes; both kinds in turn, so that the machine's moods meet both alike. */
export async function timeInTurn(
  runs: number,
  kinds: readonly (() => Promise<unknown>)[],
): Promise<number[][]> {
  const times: number[][] = kinds.map(() => [])
  for (let run = 0; run < runs + 20; run++) {
    for (const [index, kind] of kinds.entries()) {
      const from = performance.now()
      await kind()
      if (run >= 20) times[index]?.push(performance.now() - from)
    }
  }
  return times
}
