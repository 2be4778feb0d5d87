import type { Arrival, Platform, Shown } from './port.ts'

export type Outcomes = ReturnType<typeof createOutcomes>

type Settling = Pick<Arrival, 'event' | 'person' | 'content'>
type Event = Pick<Arrival, 'event'> & { platform: Platform }

/** How many outcomes are kept for platforms that ask late, or again. */
const mostKept = 500

/** What entries came to in this process, for a platform that holds its request open until it knows. */
export function createOutcomes() {
  const kept = new Map<string, { shown: Shown | undefined }>()
  const waiting = new Map<string, Set<(shown: Shown | undefined) => void>>()
  return {
    settle({ event, person, content }: Settling, shown: Shown | undefined): void {
      const key = `${person.platform}:${event}`
      // No platform waits for the answer to a message, which may be long.
      if (content.kind !== 'message') {
        kept.delete(key)
        kept.set(key, { shown })
        if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
      }
      for (const tell of waiting.get(key) ?? []) tell(shown)
      waiting.delete(key)
    },
    /** Undefined when it took longer, or was settled by another process. */
    wait({ event, platform }: Event, patienceMs: number): Promise<Shown | undefined> {
      const key = `${platform}:${event}`
      const known = kept.get(key)
      if (known) return Promise.resolve(known.shown)
      return new Promise((resolve) => {
        const listeners = waiting.get(key) ?? new Set()
        waiting.set(key, listeners)
        const tell = (shown: Shown | undefined) => {
          clearTimeout(impatience)
          resolve(shown)
        }
        const impatience = setTimeout(() => {
          listeners.delete(tell)
          if (listeners.size === 0) waiting.delete(key)
          resolve(undefined)
        }, patienceMs)
        listeners.add(tell)
      })
    },
  }
}
