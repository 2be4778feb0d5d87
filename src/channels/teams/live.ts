import type { Activity } from 'botframework-schema'
import { toFault } from '../../platform/fault.ts'
import type { Log } from '../../platform/log.ts'
import type { Live, Place, Posted, Shown } from '../desk/port.ts'
import type { Connector } from './connector.ts'
import { isGone } from './fault.ts'
import { renderGrowing } from './render-growing.ts'
import { createStream, type Pace, type Piece, type Stream } from './stream.ts'

export type LiveParts = {
  connector: Pick<Connector, 'send' | 'update' | 'remove'>
  place: Place
  pace: Pace
  log: Log
  /** The messages that show something whole. */
  render: (shown: Shown) => Promise<readonly Partial<Activity>[]>
}

const working = 'Working on it…'
const stillWorking = 'Still working on it…'
/** Milliseconds after which a sign of typing fades. */
const typingMs = 8_000

/** An answer on its way: streamed one to one, which is where Teams has that, and a sign of typing elsewhere. */
export function createLive(parts: LiveParts): Live {
  return parts.place.scope === 'personal' ? streamedAnswer(parts) : typedAnswer(parts)
}

function streamedAnswer(parts: LiveParts): Live {
  const { connector, place, pace } = parts
  const stop = new AbortController()
  const stream = createStream({
    send: (activity) => connector.send(place, activity),
    pace,
    onStop: () => stop.abort(),
  })
  let soFar = ''
  let doing = working
  let begun = false
  let closing: Promise<void> | undefined
  const show = () => {
    if (begun) stream.show(() => pieceOf(soFar, doing))
  }
  const start = setTimeout(() => {
    begun = true
    show()
  }, pace.startMs)
  const limit = setTimeout(() => {
    closing = closeInTime(stream)
  }, pace.streamMs)
  const settle = async () => {
    begun = false
    clearTimeout(start)
    clearTimeout(limit)
    await stream.settle()
    await closing
  }
  return {
    text: (chunk) => {
      soFar += chunk
      show()
    },
    step: ({ title, state }) => {
      doing = state === 'working' ? `${title}…` : working
      show()
    },
    stopped: stop.signal,
    finish: async (shown) => {
      await settle()
      return finish(parts, stream, await parts.render(shown))
    },
    leave: async () => {
      await settle()
      await takeAway(parts, stream)
    },
  }
}

function pieceOf(soFar: string, doing: string): Piece {
  const text = renderGrowing(soFar)
  return text === '' ? { kind: 'informative', text: doing } : { kind: 'streaming', text }
}

/** Before Teams ends the stream: its message stands with what there is, and gets the whole when the answer is there. */
async function closeInTime(stream: Stream): Promise<void> {
  await stream.settle()
  await stream.end({ text: stream.shown() || stillWorking, textFormat: 'markdown' })
}

/** The first message goes to where the stream was, where there is one that takes it; the rest below. */
async function finish(
  parts: LiveParts,
  stream: Stream,
  activities: readonly Partial<Activity>[],
): Promise<Posted> {
  const [first = {}, ...rest] = activities
  const streamed = (await endWith(parts, stream, first)) ? stream.id() : undefined
  return sendAll(parts, streamed ? rest : activities, streamed ? [streamed] : [])
}

/** True when the message of the stream now is this one. */
async function endWith(parts: LiveParts, stream: Stream, first: Partial<Activity>): Promise<boolean> {
  const shown = stream.shown()
  if (first.text?.startsWith(shown) && (await stream.end(first))) return true
  // The whole answer may begin otherwise than what was shown of it, or be a card alone; then it takes the place of that.
  await stream.end({ text: shown || working, textFormat: 'markdown' })
  const id = stream.id()
  if (!id || (stream.state() !== 'closed' && stream.state() !== 'late')) return false
  return replace(parts, id, first)
}

async function replace(
  { connector, place, log }: LiveParts,
  id: string,
  activity: Partial<Activity>,
): Promise<boolean> {
  try {
    await connector.update(place, id, activity)
    return true
  } catch (error) {
    const { code } = toFault(error)
    if (code === 'limited' || code === 'unavailable') throw error
    if (!isGone(error)) log.warn({ err: error }, 'a streamed message could not be replaced')
    return false
  }
}

/**
 * Sends messages in order; the last is the one that carries the cards. When one of them is not taken those before it go,
 * since whoever tries again sends all of them. Faults: those of the connector.
 */
export async function sendAll(
  { connector, place }: Pick<LiveParts, 'connector' | 'place'>,
  activities: readonly Partial<Activity>[],
  before: readonly string[] = [],
): Promise<Posted> {
  const sent: string[] = []
  try {
    for (const activity of activities) {
      const id = await connector.send(place, activity)
      if (id) sent.push(id)
    }
  } catch (error) {
    // Where nothing can be sent nothing may be removable either, and the first error says all there is to say.
    await Promise.allSettled(sent.map((id) => connector.remove(place, id)))
    throw error
  }
  const [message = '', ...others] = [...before, ...sent].toReversed()
  return { place, message, ...(others.length > 0 ? { before: others.toReversed() } : {}) }
}

/** What was shown of an answer that is given elsewhere goes. */
async function takeAway({ connector, place, log }: LiveParts, stream: Stream): Promise<void> {
  await stream.end({ text: stream.shown() || working, textFormat: 'markdown' })
  const id = stream.id()
  if (!id) return
  try {
    await connector.remove(place, id)
  } catch (error) {
    // It is no more than a sign of work, and what follows matters more than that it still stands.
    if (!isGone(error)) log.warn({ err: error }, 'a streamed message could not be taken away')
  }
}

function typedAnswer(parts: LiveParts): Live {
  const { connector, place, log } = parts
  const sign = () => {
    connector
      .send(place, { type: 'typing' })
      .catch((error: unknown) => log.debug({ err: error }, 'a sign of typing was not shown'))
  }
  sign()
  const again = setInterval(sign, typingMs)
  return {
    text: () => undefined,
    step: () => undefined,
    stopped: new AbortController().signal,
    finish: async (shown) => {
      clearInterval(again)
      return sendAll(parts, await parts.render(shown))
    },
    leave: async () => clearInterval(again),
  }
}
