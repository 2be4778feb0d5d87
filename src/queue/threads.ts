import type { Log } from '../platform/log.ts'
import type { Broker } from './broker.ts'

/** Threads in which people wait for an answer. */
export type Threads = {
  /** Works on all that waits in a thread. It takes leases of its own: it may be called at any time, and twice at once. */
  work(thread: string): Promise<void>
  /** True for a thread of clicks and the like, which should not wait for turns. */
  isQuick(thread: string): boolean
  /** Threads in which something waits, or whose worker was lost. */
  waiting(): Promise<readonly string[]>
}

/** Works on a thread. Never throws: a thread that was not finished still waits, and the sweep finds it. */
export async function workOnThread({ work }: Threads, thread: string, log: Log): Promise<void> {
  try {
    await work(thread)
  } catch (error) {
    log.error({ thread, err: error }, 'work on a thread failed')
  }
}

/** The queue on which a thread is woken. */
export function queueFor({ isQuick }: Pick<Threads, 'isQuick'>, thread: string): 'clicks' | 'threads' {
  return isQuick(thread) ? 'clicks' : 'threads'
}

/** Wakes the threads that wait. One that the sweep has woken already, and that nobody has come to yet, is passed over. */
export async function wakeWaiting(threads: Threads, broker: Broker): Promise<void> {
  const waiting = await threads.waiting()
  for (const name of ['clicks', 'threads'] as const) {
    const jobs = waiting
      .filter((thread) => queueFor(threads, thread) === name)
      .map((thread) => ({ id: `sweep-${Buffer.from(thread).toString('base64url')}`, about: thread }))
    if (jobs.length > 0) await broker.add(name, jobs)
  }
}
