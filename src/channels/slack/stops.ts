import { type Place, threadOf } from '../desk/port.ts'

/** Answers of this process that somebody may stop, by the thread they are given in. */
export type Stops = {
  /** Announces an answer; `over` has to be called when it is. */
  begin(place: Place): { signal: AbortSignal; over(): void }
  stop(place: Place): void
}

export function createStops(): Stops {
  const running = new Map<string, Set<AbortController>>()
  return {
    begin: (place) => {
      const thread = threadOf(place)
      const controller = new AbortController()
      const others = running.get(thread) ?? new Set()
      running.set(thread, others.add(controller))
      const over = () => {
        others.delete(controller)
        if (others.size === 0) running.delete(thread)
      }
      return { signal: controller.signal, over }
    },
    stop: (place) => {
      for (const controller of running.get(threadOf(place)) ?? []) controller.abort()
    },
  }
}
