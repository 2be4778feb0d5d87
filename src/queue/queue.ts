import type { Config } from '../platform/config.ts'
import { type Broker, openBroker } from './broker.ts'
import { errorsOf } from './errors.ts'
import { beginLabour, type LabourParts } from './labour.ts'
import { type Pace, usualPace } from './pace.ts'
import { queueFor } from './threads.ts'

export type QueueParts = LabourParts & {
  config: Pick<Config, 'redisUrl' | 'role'>
  database: { ownerUrl: string; appUrl: string }
  pace?: Pace
}

export type Queue = {
  /**
   * Has a thread worked on soon, here or by another process. Never throws, and is not to be waited for: a thread whose wake
   * is lost is found by the sweep.
   */
  wake(thread: string): void
  /** Takes no more work, lets what is in hand end for some seconds, and leaves; what was cut off is taken up by others. */
  close(): Promise<void>
}

const retryMs = 2_000

/**
 * Opens the queue in the background. In the role `web` it only wakes threads; otherwise it also relays what calls have
 * written to the outbox, works on that and on threads, and keeps the schedules.
 */
export function openQueue(parts: QueueParts): Queue {
  const { waist, config, pace = usualPace } = parts
  const errors = errorsOf(waist.log)
  const closing = new AbortController()
  let broker: Broker | undefined
  let labour: ReturnType<typeof beginLabour> | undefined
  const opening = openPatiently(parts, closing.signal, errors).then((opened) => {
    broker = opened
    if (opened && !closing.signal.aborted && config.role !== 'web') labour = beginLabour(parts, opened, pace)
  })
  return {
    wake: (thread) => {
      // An id of its own, so that a wake is not passed over for a worker who is about to end.
      const name = parts.threads ? queueFor(parts.threads, thread) : 'threads'
      void broker?.add(name, [{ id: waist.newId(), about: thread }]).catch(errors)
    },
    close: async () => {
      closing.abort()
      await opening
      await labour?.stop()
      await broker?.close(pace.patienceMs)
      labour?.leave()
    },
  }
}

/** Opens the queue as soon as that works; undefined when it was closed before. */
async function openPatiently(
  { waist, config, database, pace = usualPace }: QueueParts,
  closing: AbortSignal,
  errors: (error: unknown) => void,
): Promise<Broker | undefined> {
  const place = { redisUrl: config.redisUrl, database, closing }
  let told = false
  while (!closing.aborted) {
    try {
      return await openBroker(place, pace.leaseMs, waist.log)
    } catch (error) {
      if (closing.aborted) break
      if (told) errors(error)
      else waist.log.error({ err: error }, 'the queue is not open; what waits is kept, and it is tried again')
      told = true
      await pause(closing)
    }
  }
  return undefined
}

/** Waits before the next try, and no longer when the queue is closed. */
function pause(closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, retryMs)
    closing.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
