import type { Log } from '../../platform/log.ts'

/** Work that nobody waits for: what goes wrong in it goes to the log, and the end of the program waits for it. */
export type Background = {
  run(what: string, work: () => Promise<void>): void
  settled(): Promise<void>
}

export function createBackground(log: Log): Background {
  const running = new Set<Promise<void>>()
  return {
    run: (what, work) => {
      const task = work()
        .catch((error: unknown) => log.warn({ err: error, what }, 'something was not done in Slack'))
        .finally(() => running.delete(task))
      running.add(task)
    },
    settled: async () => {
      await Promise.all(running)
    },
  }
}
