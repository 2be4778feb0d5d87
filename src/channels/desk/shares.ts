import { callerOf } from './parts.ts'
import type { Person } from './port.ts'

type Share = { workers: number; waiting: Set<string> }

/**
 * Shares the workers of this process among people, so that whoever writes in many threads at once keeps no one else
 * waiting: their further lanes wait until one of their workers comes to them.
 */
export function createShares(mostAtOnce: number) {
  const shares = new Map<string, Share>()
  return {
    /**
     * Works for this person, beginning with a lane. `work` does one thing that waits in a lane; false when nothing does.
     * With as many workers as somebody may have, the lane is left to those.
     */
    async workFor(person: Person, lane: string, work: (lane: string) => Promise<boolean>): Promise<void> {
      const key = callerOf(person).address
      const share = shares.get(key) ?? { workers: 0, waiting: new Set() }
      if (share.workers >= mostAtOnce) return void share.waiting.add(lane)
      shares.set(key, share)
      share.workers += 1
      try {
        for (let next: string | undefined = lane; next !== undefined; next = firstOf(share.waiting))
          // Its lanes take turns, so that a long one holds up no other.
          if (await work(next)) share.waiting.add(next)
      } finally {
        share.workers -= 1
        // Lanes that nobody comes to any more, after an error, still wait in the inbox.
        if (share.workers === 0) shares.delete(key)
      }
    },
  }
}

function firstOf(lanes: Set<string>): string | undefined {
  const [first] = lanes
  if (first !== undefined) lanes.delete(first)
  return first
}
