import { messageLimits, readContents } from '../contents.ts'
import { filled } from '../json.ts'
import { botMessage, clearStatus, withBlockIds } from '../posting.ts'
import { SlackRefusal } from '../refusal.ts'
import type { Message } from '../state.ts'
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

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': method(['chat:write'], 'posting', (call) => {
    const channel = writableChannel(call)
    const thread = threadRoot(channel, call.args)
    const contents = readContents(call.args)
    const message = botMessage(call, { ...contents, ...(thread === undefined ? {} : { thread_ts: thread }) })
    channel.messages.push(message)
    clearStatus(call.state, { team: call.workspace.id, channel: channel.id, thread })
    return { channel: channel.id, ts: message.ts, message }
  }),
  'chat.postEphemeral': method(['chat:write'], 4, (call) => {
    const channel = writableChannel(call)
    const recipient = required(call.args, 'user')
    if (!channel.members.has(recipient)) throw new SlackRefusal('user_not_in_channel')
    const thread = threadRoot(channel, call.args)
    const contents = readContents(call.args)
    const message = botMessage(call, { ...contents, ...(thread === undefined ? {} : { thread_ts: thread }) })
    channel.ephemerals.push({ ...message, recipient, channel: channel.id })
    return { message_ts: message.ts }
  }),
  'chat.update': method(['chat:write'], 3, (call) => {
    const channel = channelOf(call)
    const message = ownMessage(call, channel, 'cant_update_message')
    if (channel.archived) throw new SlackRefusal('is_inactive')
    if (message.streaming_state === 'in_progress') throw new SlackRefusal('streaming_state_conflict')
    changeMessage(call, message)
    return { channel: channel.id, ts: message.ts, text: message.text, message: { ...message } }
  }),
  'chat.delete': method(['chat:write'], 3, (call) => {
    const channel = writableChannel(call)
    const message = ownMessage(call, channel, 'cant_delete_message')
    if (message.streaming_state === 'in_progress') throw new SlackRefusal('cant_delete_message')
    channel.messages.splice(channel.messages.indexOf(message), 1)
    return { channel: channel.id, ts: message.ts }
  }),
  'chat.getPermalink': method([], 4, (call) => {
    const channel = writableChannel(call)
    const ts = required(call.args, 'message_ts')
    if (!channel.messages.some((message) => message.ts === ts)) throw new SlackRefusal('message_not_found')
    return {
      channel: channel.id,
      permalink: `${call.state.url}/archives/${channel.id}/p${ts.replace('.', '')}`,
    }
  }),
}

/** A text without blocks takes the blocks away; blocks without a text, and metadata left unsaid, leave the rest alone. */
function changeMessage({ state, workspace, args }: MethodCall, message: Message) {
  const { text, blocks, attachments, metadata } = readContents(args, messageLimits.updatedText)
  const wordless = filled(args.text) === undefined && filled(args.markdown_text) === undefined
  if (!wordless) message.text = text
  if (blocks !== undefined) message.blocks = withBlockIds(blocks)
  else if (!wordless || Array.isArray(args.blocks)) delete message.blocks
  if (attachments !== undefined) message.attachments = attachments
  if (metadata !== undefined) message.metadata = metadata
  message.edited = { user: workspace.bot.user, ts: state.ts() }
}
