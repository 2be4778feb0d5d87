import { afterEach, describe, vi } from 'vitest'
import type { Log } from '../../src/platform/log.ts'
import type { HouseSchedule } from '../../src/queue/house-schedules.ts'
import type { Pace } from '../../src/queue/pace.ts'
import { openQueue, type Queue, type QueueParts } from '../../src/queue/queue.ts'
import type { Deliverers } from '../../src/queue/row.ts'
import type { Threads } from '../../src/queue/threads.ts'
import { describeWith } from '../support/needs.ts'
import { redis, startRedis, type TestRedis } from '../support/redis.ts'
import type { World } from '../support/world.ts'

export const backends = ['postgres', 'redis'] as const
export type BackendName = (typeof backends)[number]

/** The same suite on both backends; that on Redis when there is one on this machine. */
export function describeOnBoth(name: string, suite: (backend: BackendName) => void): void {
  describe(`${name}, in the database`, () => suite('postgres'))
  describeWith(redis, `${name}, on Redis`, () => suite('redis'))
}

/** A server for the suite when it needs one. */
export async function serverOf(backend: BackendName): Promise<TestRedis | undefined> {
  return backend === 'redis' ? await startRedis() : undefined
}

export const quick: Pace = { sweepMs: 150, leaseMs: 4_000, patienceMs: 2_000 }

const open = new Set<Queue>()
afterEach(async () => {
  for (const queue of open) await queue.close()
  open.clear()
})

type Opening = {
  role?: QueueParts['config']['role']
  deliverers?: Deliverers
  threads?: Threads
  schedules?: readonly HouseSchedule[]
  pace?: Pace
  /** Where it logs; nowhere unless given. */
  log?: Log
}

/** Opens the queue of a world; it is closed when the test ends. */
export function openOn(world: World, server: TestRedis | undefined, opening: Opening = {}): Queue {
  const {
    role = 'all',
    deliverers = {},
    threads,
    schedules = [],
    pace = quick,
    log = world.waist.log,
  } = opening
  const queue = openQueue({
    config: { redisUrl: server?.url, role },
    database: world.database,
    waist: { ...world.waist, log },
    deliverers,
    threads,
    schedules,
    pace,
  })
  open.add(queue)
  return queue
}

/** Waits until something holds. */
export function until(check: () => Promise<void> | void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 40 })
}
