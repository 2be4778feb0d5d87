import type { Log } from '../platform/log.ts'
import type { BackendWorker, WorkerSettings } from './backend.ts'
import { errorsOf } from './errors.ts'
import { openPostgres } from './postgres.ts'
import { openRedis } from './redis.ts'

/** Quick work, slow turns and clicks wait in queues of their own, so that none holds up another. */
export const queueNames = ['outbox', 'threads', 'clicks'] as const
export type QueueName = (typeof queueNames)[number]

/** Work that waits: its id, unique while it waits or runs, and the row or thread that it is about. */
export type Job = { id: string; about: string }

/** What carries work to workers. It may forget: what has to be done stands in the database. */
export type Broker = {
  /** Puts jobs on a queue; one whose id is there already is passed over. Rejects while the queue cannot be reached. */
  add(queue: QueueName, jobs: readonly Job[]): Promise<void>
  /** Works on a queue, so many at once. `handle` must not throw. */
  work(queue: QueueName, atOnce: number, handle: (about: string) => Promise<void>): void
  /** Takes no more, lets work end for so many milliseconds, and disconnects. */
  close(patienceMs: number): Promise<void>
}

export type BrokerPlace = {
  redisUrl: string | undefined
  database: { ownerUrl: string; appUrl: string }
  /** Gives up opening. */
  closing: AbortSignal
}

const addingMs = 5_000

/** Opens the queue: on Redis where there is one, else in the database, in a schema of its own. */
export async function openBroker(place: BrokerPlace, leaseMs: number, log: Log): Promise<Broker> {
  const { redisUrl, database, closing } = place
  const tell = errorsOf(log)
  let closed = false
  // Connections go on ending for a moment after they were closed, and the server may be stopped meanwhile.
  const errors = (error: unknown) => {
    if (!closed) tell(error)
  }
  const backend =
    redisUrl === undefined
      ? await openPostgres(database)
      : await openRedis(
          { redisUrl, installation: new URL(database.appUrl).pathname.slice(1) },
          closing,
          errors,
        )
  const queues = {
    outbox: backend.queue('outbox'),
    threads: backend.queue('threads'),
    clicks: backend.queue('clicks'),
  }
  for (const name of queueNames) queues[name].on('error', errors)
  const workers: BackendWorker[] = []
  return {
    add: async (name, jobs) => {
      const added = jobs.map(({ id, about }) => queues[name].add(name, about, { ...forgotten, jobId: id }))
      await within(addingMs, Promise.all(added))
    },
    work: (name, atOnce, handle) => {
      const worker = backend.worker(name, ({ data }) => handle(data), settingsOf(atOnce, leaseMs))
      worker.on('error', errors)
      workers.push(worker)
    },
    close: async (patienceMs) => {
      await Promise.all(workers.map((worker) => endWorker(worker, patienceMs, errors)))
      await Promise.all(queueNames.map((name) => within(1_000, queues[name].close()).catch(errors)))
      await backend.close()
      closed = true
    },
  }
}

/** A job that ended leaves no trace, so that its id can come again. */
const forgotten = { removeOnComplete: true, removeOnFail: true }

/**
 * The jobs of a worker that is killed are taken up half a lease later. That happens to healthy jobs on bad days, so it may
 * happen often before the library takes a job for broken.
 */
function settingsOf(atOnce: number, leaseMs: number): WorkerSettings {
  const lockDuration = leaseMs / 2
  return {
    concurrency: atOnce,
    lockDuration,
    stalledInterval: lockDuration,
    maxStalledCount: 100,
    drainDelay: 10,
    runRetryDelay: 1_000,
  }
}

async function endWorker(worker: BackendWorker, patienceMs: number, errors: (error: unknown) => void) {
  const late = (error: unknown) => {
    errors(error)
    return within(1_000, worker.disconnect()).catch(errors)
  }
  await within(patienceMs, worker.close()).catch(late)
}

/** Rejects when `work` takes longer; it goes on, unheard. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The queue did not answer within ${ms} ms.`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
