import type { KnownBlock } from '@slack/types'
import type { Log } from '../../platform/log.ts'
import type { Live, Person, Place, Posted, Shown } from '../desk/port.ts'
import { normalise } from '../desk/visible.ts'
import { wordsBeside } from '../desk/words.ts'
import { refusalOf, slackFault } from './fault.ts'
import { Growing } from './growing.ts'
import { type Messages, postedAt, type Render, recent, remove, settle } from './messages.ts'
import type { Room, Rooms } from './rooms.ts'
import type { Segments } from './segments.ts'
import { showStatus } from './status.ts'
import type { Stops } from './stops.ts'
import { pause, type Timers } from './timers.ts'

export type LiveParts = {
  rooms: Rooms
  messages: Messages
  render: Render
  stops: Stops
  timers: Timers
  log: Log
}

type Turn = { key: string; person: Person; again?: boolean }

/**
 * Begins an answer: a sign of work at once, and in direct messages words and steps as they come. Elsewhere nothing is
 * shown before the end. However much was shown, the end is the whole answer: what is missing is added, and where the
 * final words differ from what was shown, or nobody knows what was, the messages are written anew in their place.
 */
export function createLive(parts: LiveParts, place: Place, turn: Turn): Live {
  const { rooms, messages, timers, stops, log } = parts
  const status = showStatus(parts, place, turn.person)
  const { signal, over } = stops.begin(place)
  const { thread } = place
  const cleared = turn.again ? clearUp(parts, place) : Promise.resolve()
  const onFirst = async () => {
    status.hide()
    await cleared
  }
  const growing =
    place.scope === 'personal' && thread
      ? new Growing({ rooms, timers, log, onFirst }, { ...place, thread }, turn.person)
      : undefined

  const finish = async (shown: Shown): Promise<Posted> => {
    const ended = await growing?.end()
    await cleared
    if (!growing || growing.segments.ids.length === 0)
      return patiently(timers, () => messages.post(place, shown, turn.key))
    const sure = ended?.sure === true && !signal.aborted
    const whole = { key: turn.key, shown, segments: growing.segments, sure }
    return rooms.in(place, (room) => complete(parts, room, whole))
  }

  return {
    text: (chunk) => growing?.text(chunk),
    step: (step) => growing?.step(step),
    stopped: signal,
    finish: async (shown) => {
      try {
        return await finish(shown)
      } finally {
        over()
        await status.end()
      }
    },
    leave: async () => {
      over()
      await growing?.end()
      await status.end()
      if (growing?.segments.ids.length) await rooms.in(place, (room) => takeAway(room, growing.segments))
    },
  }
}

/** Answers of one thread come one after the other, so what is still streaming here was left by an attempt that was cut off. */
async function clearUp({ rooms, log }: LiveParts, place: Place): Promise<void> {
  try {
    await rooms.in(place, async (room) => {
      const left: string[] = []
      for await (const { ts, user, streaming_state: state } of recent(room))
        if (ts && user === room.botUser && (state === 'in_progress' || state === 'errored')) left.push(ts)
      for (const ts of left) await endAndRemove(room, ts)
    })
  } catch (error) {
    log.warn({ err: slackFault(error) }, 'half an answer could not be taken away')
  }
}

/** A stream has to be ended before it can be taken away; one that Slack has ended says so. */
async function endAndRemove(room: Room, ts: string): Promise<void> {
  const { client, place } = room
  try {
    await client.chat.stopStream({ channel: place.channel, ts })
  } catch (error) {
    if (refusalOf(error) !== 'message_not_in_streaming_state') throw error
  }
  await remove(client, place.channel, ts)
}

type Whole = { key: string; shown: Shown; segments: Segments; sure: boolean }

/** Ends a streamed answer: adds what is missing when all that was shown is its beginning, and writes it anew otherwise. */
async function complete(parts: LiveParts, room: Room, whole: Whole): Promise<Posted> {
  const { segments, shown, key, sure } = whole
  const final = finalWords(shown)
  // What was streamed is read as Markdown; words that are plain have to be written as such.
  if (sure && shown.markdown && final.startsWith(segments.sent)) {
    try {
      const missing = () => final.slice(segments.sent.length)
      if (missing() !== '') await patiently(parts.timers, () => segments.send(room, missing(), []))
      const blocks = tailOf(parts.render, shown)
      if (blocks && segments.open) {
        const mark = { key, part: 0, parts: 1 }
        await patiently(parts.timers, () => segments.close(room, { blocks, mark }))
        return postedAt(room.place, segments.ids)
      }
    } catch (error) {
      parts.log.debug({ err: slackFault(error) }, 'a streamed answer is written anew')
    }
  }
  await endQuietly(room, segments)
  return patiently(parts.timers, () => settle(parts.render, room, { ids: segments.ids, shown, key }))
}

/** A message that is still open could not be written anew. Whether it can be ended is seen when that is tried. */
async function endQuietly(room: Room, segments: Segments): Promise<void> {
  if (!segments.open) return
  await segments.close(room).catch((error: unknown) => slackFault(error))
}

function finalWords({ text, cards, markdown }: Shown): string {
  const words = wordsBeside(text, cards)
  return words.trim() === '' && cards.length > 0 ? '' : normalise(words, { markdown })
}

/** What stands below the words; undefined when it does not fit into one message. */
function tailOf(render: Render, shown: Shown): readonly KnownBlock[] | undefined {
  const parts = render({ ...shown, text: '' })
  if (parts.length > 1) return undefined
  const blocks = parts[0]?.blocks ?? []
  // Without cards the words would be a notice that there are none.
  return shown.cards.length > 0 ? blocks : blocks.filter(({ type }) => type === 'context_actions')
}

async function takeAway(room: Room, segments: Segments): Promise<void> {
  await endQuietly(room, segments)
  for (const ts of segments.ids) await remove(room.client, room.place.channel, ts)
}

/** Times that a rate limit is waited for, and the longest wait; beyond that the queue tries again. */
const patience = { times: 4, seconds: 60 }

async function patiently<T>(timers: Timers, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const fault = slackFault(error)
      const seconds = fault.details.retryAfterSeconds ?? 1
      if (fault.code !== 'limited' || attempt === patience.times || seconds > patience.seconds) throw fault
      await pause(timers, seconds * 1_000)
    }
  }
}
