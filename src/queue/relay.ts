import { dueRows } from '../tools/outbox.ts'
import type { Waist } from '../tools/waist.ts'
import type { Broker } from './broker.ts'

/** Rows that are put on the queue in one look; the rest follows in the next ones. */
const most = 500

/** Seconds that a call may take from beginning to commit and still be relayed at once; the sweep finds the others. */
const freshSeconds = 30

/** Puts rows of the outbox on the queue under their own ids: what waits there or is worked on is passed over. */
export type Relay = {
  /** What is due, that due longest first; `more` when there may be more. What the queue has forgotten is put back by this. */
  due(): Promise<'more' | undefined>
  /** What was written just now. */
  fresh(): Promise<undefined>
}

export function createRelay(waist: Waist, ports: readonly string[], broker: Broker): Relay {
  /** What was put since the last sweep, so that rows which wait for a worker are not put again with every new one. */
  let put = new Set<string>()
  const relay = async (ids: readonly string[]) => {
    if (ids.length === 0) return
    await broker.add(
      'outbox',
      ids.map((id) => ({ id, about: id })),
    )
    for (const id of ids) put.add(id)
  }
  return {
    due: async () => {
      put = new Set()
      const ids = await dueRows(waist.db.reads, { now: waist.clock.now(), ports, most })
      await relay(ids)
      return ids.length === most ? 'more' : undefined
    },
    fresh: async () => {
      const now = waist.clock.now()
      const since = now.subtract({ seconds: freshSeconds })
      const ids = await dueRows(waist.db.reads, { now, ports, most, since })
      await relay(ids.filter((id) => !put.has(id)))
      return undefined
    },
  }
}
