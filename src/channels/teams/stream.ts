import { setTimeout } from 'node:timers/promises'
import type { Activity, Entity } from 'botframework-schema'
import { endOfStream } from './fault.ts'

/** Milliseconds that a stream keeps to; Teams takes one update a second, for about two minutes. */
export type Pace = {
  /** An answer that is there sooner is not streamed at all. */
  startMs: number
  updateMs: number
  /** Streams are ended by us before Teams ends them. */
  streamMs: number
}

export const teamsPace: Pace = { startMs: 400, updateMs: 1_050, streamMs: 100_000 }

/**
 * going: takes updates · stopped: by the person · closed: ended by us, its message stands · late: ended by Teams as its
 * time was over, its message stands · refused: takes nothing any more, for another reason.
 */
export type StreamState = 'going' | 'stopped' | 'closed' | 'late' | 'refused'

/** Something to show: what is being done while there is no text yet, or the text so far. */
export type Piece = { kind: 'informative' | 'streaming'; text: string }

export type Stream = ReturnType<typeof createStream>

type Sending = {
  send: (activity: Partial<Activity>) => Promise<string | undefined>
  pace: Pace
  /** Told when the person ends it. */
  onStop: () => void
}

type Running = Sending & {
  state: StreamState
  /** The message that is streamed, once it began. */
  id: string | undefined
  sequence: number
  /** What was shown of the text. */
  shown: string
  /** What was said last while there was no text. */
  said: string
  pending: (() => Piece) | undefined
  pumping: Promise<void> | undefined
}

/** Characters of an informative update. */
const mostInformative = 1_000

/**
 * One streamed message. Updates are shown as they come; the latest goes out, at most one in `updateMs`. Nothing is sent
 * before the first.
 */
export function createStream(sending: Sending) {
  const stream: Running = {
    ...sending,
    state: 'going',
    id: undefined,
    sequence: 0,
    shown: '',
    said: '',
    pending: undefined,
    pumping: undefined,
  }
  return {
    state: () => stream.state,
    id: () => stream.id,
    shown: () => stream.shown,
    /**
     * Shows what there is by then, as soon as the pace allows. Left out is a text that does not begin with what was shown,
     * since Teams would refuse it, and what is being done once there is text.
     */
    show: (piece: () => Piece) => {
      if (stream.state !== 'going') return
      stream.pending = piece
      stream.pumping ??= pump(stream)
    },
    /** Lets what is on its way arrive, and drops what waits. */
    settle: async (): Promise<void> => {
      stream.pending = undefined
      await stream.pumping
    },
    /**
     * Ends the stream with a message, whose text begins with what was shown. False when it was not taken. One that was
     * refused an update is worth this last try.
     */
    end: (activity: Partial<Activity>): Promise<boolean> => end(stream, activity),
  }
}

async function pump(stream: Running): Promise<void> {
  while (stream.pending && stream.state === 'going') {
    const next = stream.pending
    stream.pending = undefined
    await put(stream, next)
    await setTimeout(stream.pace.updateMs)
  }
  stream.pumping = undefined
}

async function put(stream: Running, next: () => Piece): Promise<void> {
  try {
    const { kind, text } = next()
    if (!isNews(stream, { kind, text })) return
    stream.sequence += 1
    const words = kind === 'informative' ? text.slice(0, mostInformative) : text
    const sent = await stream.send({ type: 'typing', text: words, entities: [streamInfo(kind, stream)] })
    stream.id ??= sent
    if (kind === 'streaming') stream.shown = text
    else stream.said = text
  } catch (error) {
    fail(stream, error)
  }
}

function isNews({ shown, said }: Running, { kind, text }: Piece): boolean {
  if (kind === 'informative') return shown === '' && text !== said
  return text !== shown && text.startsWith(shown)
}

async function end(stream: Running, activity: Partial<Activity>): Promise<boolean> {
  const { state, id } = stream
  if ((state !== 'going' && state !== 'refused') || !id) return false
  try {
    const entities = [...(activity.entities ?? []), streamInfo('final', { id })]
    await stream.send({ ...activity, type: 'message', entities })
    stream.state = 'closed'
    return true
  } catch (error) {
    fail(stream, error)
    return false
  }
}

function fail(stream: Running, error: unknown): void {
  stream.state = endOfStream(error)
  if (stream.state === 'stopped') stream.onStop()
}

function streamInfo(
  streamType: 'informative' | 'streaming' | 'final',
  { id, sequence }: { id: string | undefined; sequence?: number },
): Entity {
  return {
    type: 'streaminfo',
    streamType,
    ...(id ? { streamId: id } : {}),
    ...(sequence === undefined ? {} : { streamSequence: sequence }),
  }
}
