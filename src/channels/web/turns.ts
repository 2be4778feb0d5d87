import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import { Fault } from '../../platform/fault.ts'

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
/** Turns that one person may have at work at once, in all tabs together. */
const mostAtWork = 8
/** Turns that are kept in all; beyond that the oldest that are done are forgotten before their time. */
const mostKept = 2_000
const heartbeatSeconds = 15
/** How soon a browser takes up a broken stream again. */
const retryMs = 1_000

/**
 * The turns that this process works on. Answering goes on when the reader's connection breaks; whoever comes back
 * gets the events that they missed.
 */
export function createTurns(log: (error: unknown) => void) {
  const turns = new Map<string, Turn>()
  const working = new Set<Promise<void>>()
  const ownTurn = (id: string, owner: string) => {
    const turn = turns.get(id)
    return turn?.owner === owner ? turn : undefined
  }

  return {
    /** Starts the work and returns the id under which its events can be read. Faults: limited. */
    begin(owner: string, work: TurnWork): string {
      makeRoom(turns, owner)
      const id = randomUUID()
      const turn: Turn = { owner, events: [], done: false, stop: new AbortController(), listeners: new Set() }
      turns.set(id, turn)
      const worked = run(turn, work, log).then(() => {
        working.delete(worked)
        setTimeout(() => turns.delete(id), keptMinutes * 60_000).unref()
      })
      working.add(worked)
      return id
    },
    /** Ends the turn where it is; what was done stays done. False when it is not this person's turn. */
    stop(id: string, owner: string): boolean {
      const turn = ownTurn(id, owner)
      turn?.stop.abort()
      return turn !== undefined
    },
    /** Waits for the turns at work. Those that take longer are stopped, so that what they said so far is kept. */
    async finish(patienceMs: number): Promise<void> {
      const stopAll = () => {
        for (const turn of turns.values()) turn.stop.abort()
      }
      const impatience = setTimeout(stopAll, patienceMs)
      while (working.size > 0) await Promise.all(working)
      clearTimeout(impatience)
    },
    /** Streams the events after `after` as server-sent events. False when it is not this person's turn. */
    stream(id: string, reader: { owner: string; after: number; response: Response }): boolean {
      const turn = ownTurn(id, reader.owner)
      if (turn) pour(turn, reader.after + 1, reader.response)
      return turn !== undefined
    },
  }
}

/** Refuses a turn too many, and forgets old ones that are done. Faults: limited. */
function makeRoom(turns: Map<string, Turn>, owner: string): void {
  const all = [...turns]
  if (all.filter(([, turn]) => turn.owner === owner && !turn.done).length >= mostAtWork) {
    const words = 'I am still working on your other messages. Please wait for an answer, or stop one.'
    throw new Fault('limited', words, { retryAfterSeconds: 5 })
  }
  const done = all.filter(([, turn]) => turn.done).map(([id]) => id)
  for (const id of done.slice(0, Math.max(0, all.length - mostKept))) turns.delete(id)
}

/** Does the work of a turn and tells its readers of each event, and of the end. */
async function run(turn: Turn, work: TurnWork, log: (error: unknown) => void): Promise<void> {
  const wake = () => {
    for (const listener of turn.listeners) listener()
  }
  const tell = (type: TurnEvent['type'], data: unknown) => {
    turn.events.push({ type, data })
    wake()
  }
  await work({ signal: turn.stop.signal, tell }).catch(log)
  turn.done = true
  wake()
}

/** Writes the events from `first` on as they come, until the turn is done or the reader leaves. */
function pour(turn: Turn, first: number, response: Response): void {
  let next = first
  const push = () => {
    for (; next < turn.events.length; next++) {
      const event = turn.events[next]
      if (event) response.write(`id: ${next}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`)
    }
    if (turn.done) response.end('event: end\ndata: {}\n\n')
  }
  response.set({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  })
  response.write(`retry: ${retryMs}\n\n`)
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatSeconds * 1_000)
  turn.listeners.add(push)
  response.on('close', () => {
    clearInterval(heartbeat)
    turn.listeners.delete(push)
  })
  push()
}

export type Turns = ReturnType<typeof createTurns>
