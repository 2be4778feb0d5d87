import { randomUUID } from 'node:crypto'
import type { Response } from 'express'

/** One event of a turn; its position is its id, so that a broken stream goes on where it stopped. */
type TurnEvent = { type: 'heard' | 'text' | 'reply'; data: unknown }

type Turn = {
  owner: string
  events: TurnEvent[]
  done: boolean
  stop: AbortController
  listeners: Set<() => void>
}

export type TurnWork = (turn: {
  signal: AbortSignal
  tell: (type: TurnEvent['type'], data: unknown) => void
}) => Promise<void>

const keptMinutes = 10

/**
 * The turns that this process works on. Answering goes on when the reader's connection breaks; whoever comes back
 * gets the events that they missed.
 */
export function createTurns(log: (error: unknown) => void) {
  const turns = new Map<string, Turn>()

  return {
    /** Starts the work and returns the id under which its events can be read. */
    begin(owner: string, work: TurnWork): string {
      const id = randomUUID()
      const turn: Turn = { owner, events: [], done: false, stop: new AbortController(), listeners: new Set() }
      turns.set(id, turn)
      const wake = () => {
        for (const listener of turn.listeners) listener()
      }
      const tell = (type: TurnEvent['type'], data: unknown) => {
        turn.events.push({ type, data })
        wake()
      }
      void work({ signal: turn.stop.signal, tell })
        .catch(log)
        .finally(() => {
          turn.done = true
          wake()
          setTimeout(() => turns.delete(id), keptMinutes * 60_000).unref()
        })
      return id
    },
    /** Ends the turn where it is; what was done stays done. False when it is not this person's turn. */
    stop(id: string, owner: string): boolean {
      const turn = turns.get(id)
      if (turn?.owner !== owner) return false
      turn.stop.abort()
      return true
    },
    /** Streams the events after `after` as server-sent events. False when it is not this person's turn. */
    stream(id: string, reader: { owner: string; after: number; response: Response }): boolean {
      const turn = turns.get(id)
      if (turn?.owner !== reader.owner) return false
      const { response } = reader
      let next = reader.after + 1
      const push = () => {
        for (; next < turn.events.length; next++) {
          const event = turn.events[next]
          if (event)
            response.write(`id: ${next}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`)
        }
        if (turn.done) response.end('event: end\ndata: {}\n\n')
      }
      response.set({
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      })
      response.flushHeaders()
      const heartbeat = setInterval(() => response.write(': still here\n\n'), 15_000)
      turn.listeners.add(push)
      response.on('close', () => {
        clearInterval(heartbeat)
        turn.listeners.delete(push)
      })
      push()
      return true
    },
  }
}

export type Turns = ReturnType<typeof createTurns>
