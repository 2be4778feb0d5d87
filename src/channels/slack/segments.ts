import type { AnyChunk, KnownBlock } from '@slack/types'
import type { Person } from '../desk/port.ts'
import { refusalOf } from './fault.ts'
import { closingOf, cutAt, openFence } from './growing-text.ts'
import { type MarkPayload, markOf } from './messages.ts'
import type { Room } from './rooms.ts'
import type { Timers } from './timers.ts'

/** Slack ends a stream five minutes after its start, whatever is appended. */
export const lifeMs = 225_000
/** Characters of one message. */
const most = 9_000

export type Ending = { blocks: readonly KnownBlock[]; mark: MarkPayload }

/**
 * A text that is streamed into as many messages as it needs: before Slack would end one, it is ended and the next begun,
 * with code blocks closed and opened again. Calls must not overlap. They throw what Slack's client throws; `sent` is
 * then exactly what Slack has taken, unless the connection broke and nobody knows.
 */
export class Segments {
  readonly ids: string[] = []
  /** Everything that was taken so far. */
  sent = ''
  readonly #timers: Timers
  readonly #thread: string
  readonly #reader: Person
  #current: { ts: string; startedAt: number; size: number } | undefined

  constructor(timers: Timers, thread: string, reader: Person) {
    this.#timers = timers
    this.#thread = thread
    this.#reader = reader
  }

  /** True while a message takes more. */
  get open(): boolean {
    return this.#current !== undefined
  }

  async send(room: Room, text: string, tasks: readonly AnyChunk[]): Promise<void> {
    let rest = text
    let due = tasks
    do {
      const piece = rest.slice(0, cutAt(rest, most))
      await this.#add(room, piece, due)
      this.sent += piece
      rest = rest.slice(piece.length)
      due = []
    } while (rest !== '')
  }

  /** Ends the message that is open, if one is; with an ending, that is added to it. */
  async close({ client, place }: Room, ending?: Ending): Promise<void> {
    if (!this.#current) return
    const { ts } = this.#current
    const fence = openFence(this.sent)
    try {
      await client.chat.stopStream({
        channel: place.channel,
        ts,
        ...(fence ? { chunks: chunksOf(`\n${closingOf(fence)}`, []) } : {}),
        ...(ending
          ? { blocks: [...ending.blocks], metadata: markOf(ending.mark), session_status: 'active' }
          : { session_status: 'processing' }),
      })
      this.#current = undefined
    } catch (error) {
      if (refusalOf(error) !== 'message_not_in_streaming_state') throw error
      // One that Slack ended by itself holds what it was sent; only the last of all has something to be added.
      this.#current = undefined
      if (ending) throw error
    }
  }

  async #add(room: Room, text: string, tasks: readonly AnyChunk[]): Promise<void> {
    const current = this.#current
    if (current && (this.#isOld(current.startedAt) || current.size + text.length > most))
      await this.close(room)
    if (!(await this.#append(room, text, tasks))) await this.#start(room, text, tasks)
  }

  /** False when no message is open, or Slack has ended it: then it has not taken this. */
  async #append({ client, place }: Room, text: string, tasks: readonly AnyChunk[]): Promise<boolean> {
    if (!this.#current) return false
    try {
      const { ts } = this.#current
      await client.chat.appendStream({ channel: place.channel, ts, chunks: chunksOf(text, tasks) })
      this.#current.size += text.length
      return true
    } catch (error) {
      if (refusalOf(error) !== 'message_not_in_streaming_state') throw error
      this.#current = undefined
      return false
    }
  }

  async #start({ client, place }: Room, text: string, tasks: readonly AnyChunk[]): Promise<void> {
    const fence = openFence(this.sent)
    const words = this.ids.length > 0 ? `${fence ? `${fence}\n` : ''}${text.replace(/^\n+/, '')}` : text
    const startedAt = this.#timers.now()
    const { ts = '' } = await client.chat.startStream({
      channel: place.channel,
      thread_ts: this.#thread,
      recipient_user_id: this.#reader.subject,
      recipient_team_id: this.#reader.tenant,
      task_display_mode: 'plan',
      chunks: chunksOf(words, tasks),
    })
    this.ids.push(ts)
    this.#current = { ts, startedAt, size: words.length }
  }

  #isOld(startedAt: number): boolean {
    return this.#timers.now() - startedAt >= lifeMs
  }
}

function chunksOf(text: string, tasks: readonly AnyChunk[]): AnyChunk[] {
  return [...tasks, ...(text === '' ? [] : [{ type: 'markdown_text' as const, text }])]
}
