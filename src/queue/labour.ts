import type { Waist } from '../tools/waist.ts'
import type { Broker } from './broker.ts'
import { errorsOf } from './errors.ts'
import { type HouseSchedule, houseSchedules } from './house-schedules.ts'
import { createLeases } from './leases.ts'
import { listen } from './listen.ts'
import type { Pace } from './pace.ts'
import { createRelay } from './relay.ts'
import { createRounds } from './rounds.ts'
import { type Deliverers, workOnRow } from './row.ts'
import { fireSchedules, keepHouseSchedules } from './schedules.ts'
import { type Threads, wakeWaiting, workOnThread } from './threads.ts'

/** Calls and deliveries that are worked on at once; turns, which mostly wait for a model; and clicks. */
const rowsAtOnce = 8
const threadsAtOnce = 24
const clicksAtOnce = 8

/** Milliseconds between looks at whether the house's schedules still stand as they should. */
const houseMs = 10 * 60 * 1_000

export type LabourParts = {
  waist: Waist
  database: { appUrl: string }
  /** Who brings parcels out; rows of other ports wait. */
  deliverers: Deliverers
  threads: Threads | undefined
  schedules?: readonly HouseSchedule[]
}

/** What a process that works does: relays, works on rows and threads, keeps the schedules. */
export function beginLabour(
  { waist, database, deliverers, threads, schedules = houseSchedules }: LabourParts,
  broker: Broker,
  pace: Pace,
): { stop(): Promise<void>; leave(): void } {
  const { log } = waist
  const leases = createLeases(waist, pace.leaseMs)
  const relay = createRelay(waist, Object.keys(deliverers), broker)
  const sweep = async () => {
    await fireSchedules(waist)
    const left = await relay.due()
    if (threads) await wakeWaiting(threads, broker)
    return left
  }
  const house = async () => {
    await keepHouseSchedules(waist, schedules)
    return undefined
  }
  const looks = {
    sweep: createRounds(sweep, { everyMs: pace.sweepMs, failed: 'the sweep of the queue failed', log }),
    fresh: createRounds(relay.fresh, { failed: 'what was written was not relayed at once', log }),
    house: createRounds(house, { everyMs: houseMs, failed: 'schedules of the house were not kept', log }),
  }
  broker.work('outbox', rowsAtOnce, (id) => workOnRow({ waist, deliverers, leases }, id))
  if (threads) {
    broker.work('threads', threadsAtOnce, (thread) => workOnThread(threads, thread, log))
    broker.work('clicks', clicksAtOnce, (thread) => workOnThread(threads, thread, log))
  }
  const ear = listen(database.appUrl, 'parley_outbox', { heard: looks.fresh.now, errors: errorsOf(log) })
  looks.house.now()
  looks.sweep.now()
  return {
    stop: async () => {
      await ear.close()
      await Promise.all(Object.values(looks).map((look) => look.close()))
    },
    leave: leases.close,
  }
}
