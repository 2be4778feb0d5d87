import type { AnyChunk } from '@slack/types'
import type { Fault } from '../../platform/fault.ts'
import type { Log } from '../../platform/log.ts'
import type { Person, Place, Step } from '../desk/port.ts'
import { normaliseLine } from '../desk/visible.ts'
import { slackFault } from './fault.ts'
import { settledWords } from './growing-text.ts'
import type { Room, Rooms } from './rooms.ts'
import { lifeMs, Segments } from './segments.ts'
import type { Timers } from './timers.ts'

/** Slack takes about a hundred appends a minute. */
const gapMs = 1_000
/** Slack takes about twenty streams a minute, so answers that are there at once need none. */
const graceMs = 500
const taskTitle = 256

export type GrowingParts = { rooms: Rooms; timers: Timers; log: Log; onFirst(): Promise<void> }

const states = { working: 'in_progress', done: 'complete', failed: 'error' } as const

/** An answer whose words and steps are shown as they come, one call at a time, since a stream takes its pieces in order. */
export class Growing {
  readonly segments: Segments
  readonly #parts: GrowingParts
  readonly #place: Place
  readonly #steps = new Map<string, Step>()
  #raw = ''
  #quiet = false
  #sure = true
  #work: Promise<void> = Promise.resolve()
  #lastAt: number | undefined
  /** When Slack takes more again, after it asked to slow down. */
  #notBefore = 0
  #cancel: (() => void) | undefined
  #cancelClosing: (() => void) | undefined

  constructor(parts: GrowingParts, place: Place & { thread: string }, person: Person) {
    this.#parts = parts
    this.#place = place
    this.segments = new Segments(parts.timers, place.thread, person)
  }

  text(chunk: string): void {
    this.#raw += chunk
    this.#soon()
  }

  step(step: Step): void {
    this.#steps.set(step.id, step)
    this.#soon()
  }

  /** Ends the showing. `sure` is false when nobody knows what Slack has taken. */
  async end(): Promise<{ sure: boolean }> {
    this.#cancel?.()
    this.#cancelClosing?.()
    await this.#work
    this.#quiet = true
    return { sure: this.#sure }
  }

  #soon(): void {
    if (this.#quiet || this.#cancel) return
    const now = this.#parts.timers.now()
    const gap = this.#lastAt === undefined ? graceMs : this.#lastAt + gapMs - now
    this.#cancel = this.#parts.timers.after(Math.max(0, gap, this.#notBefore - now), () => {
      this.#cancel = undefined
      this.#enqueue((room) => this.#flush(room))
    })
  }

  #enqueue(task: (room: Room) => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#quiet) return
      try {
        await this.#parts.rooms.in(this.#place, task)
      } catch (error) {
        this.#failed(slackFault(error))
      }
    })
  }

  async #flush(room: Room): Promise<void> {
    const { ids, sent } = this.segments
    const settled = settledWords(this.#raw)
    const text = settled.startsWith(sent) ? settled.slice(sent.length) : ''
    const steps = [...this.#steps.values()]
    if (text === '' && steps.length === 0) return
    const before = ids.length
    if (before === 0) await this.#parts.onFirst()
    this.#lastAt = this.#parts.timers.now()
    await this.segments.send(room, text, steps.map(taskOf))
    for (const step of steps) if (this.#steps.get(step.id) === step) this.#steps.delete(step.id)
    if (ids.length > before) this.#closeInTime()
    if (this.#steps.size > 0) this.#soon()
  }

  /** An open message is ended before Slack would do so, also when nothing more is said for long. */
  #closeInTime(): void {
    this.#cancelClosing?.()
    const mine = this.segments.ids.length
    this.#cancelClosing = this.#parts.timers.after(lifeMs, () =>
      this.#enqueue(async (room) => {
        if (this.segments.ids.length === mine) await this.segments.close(room)
      }),
    )
  }

  #failed(fault: Fault): void {
    if (fault.code === 'limited') {
      this.#notBefore = this.#parts.timers.now() + (fault.details.retryAfterSeconds ?? 1) * 1_000
      this.#cancel?.()
      this.#cancel = undefined
      this.#soon()
      return
    }
    this.#quiet = true
    // After a broken connection nobody knows whether Slack took the last piece.
    this.#sure = fault.code !== 'unavailable'
    this.#parts.log.debug({ err: fault }, 'Slack shows the rest of this answer at its end')
  }
}

function taskOf({ id, title, state }: Step): AnyChunk {
  const words = normaliseLine(title) || 'Working'
  return { type: 'task_update', id, title: words.slice(0, taskTitle), status: states[state] }
}
