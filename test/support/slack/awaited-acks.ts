import type { WebSocket } from 'ws'
import type { Attempt } from './delivery.ts'

type Awaited = { settle: (attempt: Attempt) => void; socket: WebSocket; began: number }

export type AwaitedAcks = {
  /** Resolves when the envelope is acknowledged, its connection is gone, or the patience is at an end. */
  wait(envelope: string, socket: WebSocket): Promise<Attempt>
  settle(envelope: string, status: Attempt['status'], body?: string): void
  /** What was sent over this connection will not be acknowledged any more. */
  abandon(socket: WebSocket): void
}

/** Envelopes that the app has been sent and has not acknowledged yet. */
export function awaitedAcks(patienceMs: number): AwaitedAcks {
  const waiting = new Map<string, Awaited>()
  const settle: AwaitedAcks['settle'] = (envelope, status, body = '') => {
    const entry = waiting.get(envelope)
    waiting.delete(envelope)
    entry?.settle({ status, ms: performance.now() - entry.began, body })
  }
  return {
    settle,
    wait: (envelope, socket) =>
      new Promise((done) => {
        waiting.set(envelope, { settle: done, socket, began: performance.now() })
        setTimeout(() => settle(envelope, 'timeout'), patienceMs).unref()
      }),
    abandon: (socket) => {
      for (const [envelope, entry] of waiting) {
        if (entry.socket === socket) settle(envelope, 'unreachable')
      }
    },
  }
}
