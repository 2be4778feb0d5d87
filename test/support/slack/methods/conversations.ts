import { type Json, object } from '../json.ts'
import { SlackRefusal } from '../refusal.ts'
import { type Channel, findMessage, type Message, threadMessages, type Workspace } from '../state.ts'
import { openDm } from '../workspace.ts'
import { channelOf, flag, type Method, type MethodCall, method, required } from './method.ts'

const reading = { public: 'channels:read', private: 'groups:read', im: 'im:read' }
const history = { public: 'channels:history', private: 'groups:history', im: 'im:history' }

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.open': method(['im:write'], 3, ({ state, workspace, args }) => {
    const ids = String(args.users ?? '')
      .split(',')
      .filter(Boolean)
    const [id] = ids
    if (id === undefined) throw new SlackRefusal('users_list_not_supplied')
    if (ids.length > 1) throw new SlackRefusal('method_not_supported_for_channel_type')
    const user = workspace.users.get(id)
    if (user === undefined) throw new SlackRefusal('user_not_found')
    if (user.deleted) throw new SlackRefusal('user_disabled')
    if (user.is_bot) throw new SlackRefusal('cannot_dm_bot')
    const before = workspace.channels.size
    const dm = openDm(state, workspace, user.id)
    const known = before === workspace.channels.size
    return {
      channel: flag(args, 'return_im') ? described(dm, workspace) : { id: dm.id },
      ...(known ? { no_op: true, already_open: true } : {}),
    }
  }),
  'conversations.info': method(reading, 3, (call) => ({
    channel: described(channelOf(call), call.workspace),
  })),
  'conversations.history': method(history, 3, (call) => {
    const channel = readable(call)
    const roots = channel.messages.filter((message) => !isAnswer(message)).toReversed()
    return page(call, roots)
  }),
  'conversations.replies': method(history, 3, (call) => {
    const channel = readable(call)
    const root = findMessage(channel, required(call.args, 'ts'))
    if (root === undefined) throw new SlackRefusal('thread_not_found')
    return page(call, threadMessages(channel, root.thread_ts ?? root.ts))
  }),
}

function readable(call: MethodCall): Channel {
  const channel = channelOf(call)
  if (!channel.members.has(call.workspace.bot.user)) throw new SlackRefusal('not_in_channel')
  return channel
}

function isAnswer({ thread_ts, ts }: Message): boolean {
  return thread_ts !== undefined && thread_ts !== ts
}

function described(channel: Channel, workspace: Workspace): Json {
  const partner = [...channel.members].find((id) => id !== workspace.bot.user)
  return {
    id: channel.id,
    ...(channel.kind === 'im' ? { user: partner } : { name: channel.name }),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_private: channel.kind !== 'public',
    is_im: channel.kind === 'im',
    is_mpim: false,
    is_archived: channel.archived,
    is_ext_shared: channel.external,
    is_member: channel.members.has(workspace.bot.user),
    context_team_id: workspace.id,
  }
}

/** One page of messages between two timestamps, with the cursor of the next. */
function page({ args }: MethodCall, all: readonly Message[]): Json {
  const limit = Math.min(Number(args.limit ?? 100) || 100, 999)
  const from = args.cursor === undefined ? 0 : readCursor(String(args.cursor))
  const inclusive = flag(args, 'inclusive')
  const within = all.filter(({ ts }) => {
    const oldest = String(args.oldest ?? '0')
    const latest = String(args.latest ?? '9999999999')
    return (ts > oldest && ts < latest) || (inclusive && (ts === oldest || ts === latest))
  })
  const rows = within.slice(from, from + limit)
  const more = from + limit < within.length
  return {
    messages: rows.map((message) => withMetadata(message, flag(args, 'include_all_metadata'))),
    has_more: more,
    response_metadata: {
      next_cursor: more ? Buffer.from(`next:${from + limit}`).toString('base64') : '',
    },
  }
}

function readCursor(cursor: string): number {
  const [, from] = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? []
  if (from === undefined) throw new SlackRefusal('invalid_cursor')
  return Number(from)
}

/** Without being asked for, only the kind of the metadata is told. */
function withMetadata(message: Message, all: boolean): Message {
  if (all || message.metadata === undefined) return message
  return { ...message, metadata: { event_type: object(message.metadata).event_type } }
}
