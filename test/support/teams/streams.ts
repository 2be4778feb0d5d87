import { Refusal } from './refusals.ts'
import type { FakeConversation, FakeMessage, FakeState, FakeStream, Wire } from './state.ts'

type StreamInfo = { streamType: string; streamSequence?: number; streamId?: string }
type Piece = { activity: Wire; info: StreamInfo; text: string }
type Time = { limitMs: number; aheadMs: number }

export type Streams = ReturnType<typeof createStreams>

/** Streamed messages as the service takes them: one to one, one at a time, growing, in order, and not for long. */
export function createStreams(state: FakeState) {
  const time: Time = { limitMs: 120_000, aheadMs: 0 }
  return {
    /** Takes one piece; answers with the id of the streamed message. */
    take: (conversation: FakeConversation, activity: Wire, info: StreamInfo): string => {
      const text = typeof activity.text === 'string' ? activity.text : ''
      const piece = { activity, info, text }
      checkPiece(conversation, piece)
      const message = info.streamId === undefined ? begin(state, time, conversation) : undefined
      return grow(message ?? streamed(conversation, info), piece, time)
    },
    /** The reader presses Stop on whatever is streaming here. */
    stop: (conversation: FakeConversation) => {
      for (const { stream } of conversation.messages) if (isGoing(stream, time)) stream.state = 'stopped'
    },
    /** Lets all streams age. */
    age: (ms: number) => {
      time.aheadMs += ms
    },
    limit: (ms: number) => {
      time.limitMs = ms
    },
  }
}

/** The part of an activity that makes it one piece of a streamed message. */
export function streamInfoOf(activity: Wire): StreamInfo | undefined {
  const entities = Array.isArray(activity.entities) ? activity.entities : []
  return entities.find((entity: Wire) => entity.type === 'streaminfo')
}

const informativeCharacters = 1_000

function checkPiece(conversation: FakeConversation, { activity, info, text }: Piece) {
  if (conversation.type !== 'personal')
    throw new Refusal(405, 'MethodNotAllowed', { message: 'Streaming is for one to one chats.' })
  if (text === '') throw bad('Start streaming activities should include text.')
  if ((info.streamType === 'final') !== (activity.type === 'message'))
    throw bad('Only start streaming and continue streaming types are allowed.')
  if (info.streamId === undefined && info.streamSequence !== 1)
    throw bad('Start streaming activities should have sequence 1.')
  if (info.streamType === 'informative' && text.length > informativeCharacters)
    throw notAllowed('Message size too large')
}

function begin(state: FakeState, time: Time, conversation: FakeConversation): FakeMessage {
  if (conversation.messages.some(({ stream }) => isGoing(stream, time)))
    throw notAllowed('Content stream is not allowed.')
  const message: FakeMessage = {
    id: state.nextId(),
    conversation,
    from: undefined,
    thread: undefined,
    activity: {},
    edits: 0,
    deleted: false,
    views: new Map(),
    stream: { sequence: 0, text: '', startedAt: now(time), state: 'informative', shown: [] },
  }
  conversation.messages.push(message)
  return message
}

function streamed(conversation: FakeConversation, { streamId }: StreamInfo): FakeMessage {
  const message = conversation.messages.find(({ id }) => id === streamId)
  if (!message) throw new Refusal(404, 'ActivityNotFoundInConversation')
  return message
}

function grow(message: FakeMessage, { activity, info, text }: Piece, time: Time): string {
  const { stream } = message
  if (!stream) throw bad('Not a streamed message.')
  checkGoing(stream, time)
  if (info.streamType !== 'informative' && !text.startsWith(stream.text))
    throw notAllowed('Request streamed content should contain the previously streamed content.')
  if (info.streamType === 'final') {
    Object.assign(stream, { state: 'ended', text })
  } else {
    const sequence = info.streamSequence ?? 0
    if (sequence <= stream.sequence) throw new Refusal(202, 'ContentStreamSequenceOrderPreConditionFailed')
    stream.sequence = sequence
    stream.shown.push(text)
    if (info.streamType === 'streaming') Object.assign(stream, { state: 'streaming', text })
  }
  message.activity = activity
  return message.id
}

function checkGoing(stream: FakeStream, time: Time) {
  if (stream.state === 'stopped') throw notAllowed('Content stream was canceled by user.')
  if (stream.state === 'ended')
    throw notAllowed('Content stream is not allowed on an already completed streamed message.')
  if (isOver(stream, time)) throw notAllowed('Content stream finished due to exceeded streaming time.')
}

function isGoing(stream: FakeStream | undefined, time: Time): stream is FakeStream {
  return (
    stream !== undefined &&
    (stream.state === 'informative' || stream.state === 'streaming') &&
    !isOver(stream, time)
  )
}

function isOver({ startedAt }: FakeStream, time: Time): boolean {
  return now(time) - startedAt > time.limitMs
}

function now({ aheadMs }: Time): number {
  return Date.now() + aheadMs
}

function notAllowed(message: string) {
  return new Refusal(403, 'ContentStreamNotAllowed', { message })
}

function bad(message: string) {
  return new Refusal(400, 'BadRequest', { message })
}
