import { messageLimits, readBlocks, readMetadata } from '../contents.ts'
import { filled, type Json, objects } from '../json.ts'
import { lengthOf } from '../length.ts'
import { botMessage, clearStatus, withBlockIds } from '../posting.ts'
import { SlackRefusal } from '../refusal.ts'
import type { Message, Stream } from '../state.ts'
import { checkChunks, shownChunks } from '../stream-chunks.ts'
import {
  channelOf,
  type Method,
  type MethodCall,
  method,
  ownMessage,
  required,
  threadRoot,
  writableChannel,
} from './method.ts'

/** A stream dies so long after its start, whatever is still appended. */
export const streamLifeMs = 300_000

export const streamMethods: Readonly<Record<string, Method>> = {
  'chat.startStream': method(['chat:write'], 2, (call) => {
    const { state, workspace, args } = call
    const channel = writableChannel(call)
    required(args, 'thread_ts')
    const thread = threadRoot(channel, args)
    for (const name of ['recipient_user_id', 'recipient_team_id']) {
      if (filled(args[name]) === undefined) throw new SlackRefusal(`missing_${name}`)
    }
    if (!workspace.users.has(String(args.recipient_user_id))) throw new SlackRefusal('user_not_found')
    const chunks = readChunks(args)
    const message = botMessage(call, { streaming_state: 'in_progress', ...(thread && { thread_ts: thread }) })
    const stream: Stream = {
      channel: channel.id,
      ts: message.ts,
      startedAt: state.clock.now(),
      chunks: [...chunks],
      display: filled(args.task_display_mode) ?? 'timeline',
      mode: modeOf(args),
      stopped: false,
    }
    channel.messages.push(message)
    state.streams.set(message.ts, stream)
    state.clock.after(streamLifeMs, async () => endStream(message, 'errored'))
    show(message, stream)
    clearStatus(state, { team: workspace.id, channel: channel.id, thread })
    return { channel: channel.id, ts: message.ts }
  }),
  'chat.appendStream': method(['chat:write'], 4, (call) => {
    if (streamOf(call).stream?.stopped) throw new SlackRefusal('stopped_by_user')
    const { message, stream } = openStream(call)
    const chunks = readChunks(call.args)
    if (chunks.length === 0) throw new SlackRefusal('markdown_text_or_chunks_required')
    stream.chunks.push(...chunks)
    show(message, stream)
    return { channel: stream.channel, ts: stream.ts }
  }),
  'chat.stopStream': method(['chat:write'], 2, (call) => {
    const { state, workspace, args } = call
    const { message, stream } = openStream(call)
    const chunks = readChunks(args)
    const blocks = readBlocks(args)
    const metadata = readMetadata(args)
    stream.chunks.push(...chunks)
    show(message, stream)
    message.blocks = [...(message.blocks ?? []), ...withBlockIds(blocks)]
    Object.assign(message, metadata)
    endStream(message, 'completed')
    const session = [workspace.id, stream.channel, message.thread_ts].join(':')
    state.sessions.set(session, {
      ...state.sessions.get(session),
      status: filled(args.session_status) ?? 'active',
    })
    return { channel: stream.channel, ts: stream.ts, message: { ...message } }
  }),
}

/** Ends a stream: it takes no more, and what it shows stays. */
export function endStream(message: Message, how: 'completed' | 'errored') {
  if (message.streaming_state === 'in_progress') message.streaming_state = how
}

function streamOf(call: MethodCall) {
  const message = ownMessage(call, channelOf(call), 'message_not_owned_by_app')
  return { message, stream: call.state.streams.get(message.ts) }
}

function openStream(call: MethodCall): { message: Message; stream: Stream } {
  const { message, stream } = streamOf(call)
  if (stream === undefined || message.streaming_state !== 'in_progress') {
    throw new SlackRefusal('message_not_in_streaming_state')
  }
  const mode = modeOf(call.args)
  if (mode !== undefined && stream.mode !== undefined && mode !== stream.mode) {
    throw new SlackRefusal('streaming_mode_mismatch')
  }
  stream.mode ??= mode
  return { message, stream }
}

function modeOf(args: Json): Stream['mode'] {
  if (filled(args.markdown_text) !== undefined) return 'text'
  return objects(args.chunks).length > 0 ? 'chunks' : undefined
}

function readChunks(args: Json): readonly Json[] {
  const text = filled(args.markdown_text)
  if (text !== undefined && args.chunks !== undefined) {
    throw new SlackRefusal('cannot_provide_both_markdown_text_and_chunks')
  }
  if (text === undefined) return checkChunks(args.chunks)
  if (lengthOf(text) > messageLimits.markdownText) throw new SlackRefusal('msg_too_long')
  return [{ type: 'markdown_text', text }]
}

function show(message: Message, stream: Stream) {
  const { text, blocks } = shownChunks(stream)
  message.text = text
  message.blocks = withBlockIds(blocks)
}
