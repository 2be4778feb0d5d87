import { randomUUID } from 'node:crypto'
import type { Parcel } from './delivery.ts'
import type { Json } from './json.ts'
import type { Channel, Message, State, Workspace } from './state.ts'

/** An event in its envelope, with an id of its own. */
export function eventParcel(state: State, workspace: Workspace, event: Json): Parcel {
  const channel = workspace.channels.get(String(event.channel))
  return {
    type: 'events_api',
    payload: {
      token: 'fake-verification-token',
      team_id: workspace.id,
      context_team_id: workspace.id,
      context_enterprise_id: null,
      api_app_id: state.app.id,
      event,
      type: 'event_callback',
      event_id: newEventId(),
      event_time: Math.floor(state.clock.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.id,
          user_id: workspace.bot.user,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: channel?.external ?? false,
      event_context: `4-${randomUUID()}`,
    },
  }
}

export function newEventId(): string {
  return `Ev${randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase()}`
}

/** What happens in the app when somebody writes: one event, or two for a mention in a channel. */
export function messageEvents(workspace: Workspace, channel: Channel, message: Message): readonly Json[] {
  const event = messageEvent(workspace, channel, message)
  if (channel.kind === 'im') return [event]
  if (!channel.members.has(workspace.bot.user)) return []
  const { channel_type: _, parent_user_id: __, ...mention } = event
  const mentioned = message.text.includes(`<@${workspace.bot.user}>`) && message.subtype === undefined
  return mentioned ? [{ ...mention, type: 'app_mention' }, event] : [event]
}

function messageEvent(workspace: Workspace, channel: Channel, message: Message): Json {
  const root = channel.messages.find(({ ts }) => ts === message.thread_ts)
  const home = workspace.users.get(message.user)?.team_id ?? workspace.id
  const foreign = home === workspace.id ? {} : { user_team: home, source_team: home }
  return {
    ...message,
    ...foreign,
    ...(root === undefined ? {} : { parent_user_id: root.user }),
    channel: channel.id,
    channel_type: channelType(channel),
    event_ts: message.ts,
  }
}

export function channelType({ kind }: Channel): string {
  return { public: 'channel', private: 'group', im: 'im' }[kind]
}

/** The subscription under which an event is delivered. */
export function subscriptionOf(event: Json): string {
  if (event.type !== 'message') return String(event.type)
  const kinds: Readonly<Record<string, string>> = {
    im: 'message.im',
    channel: 'message.channels',
    group: 'message.groups',
  }
  return kinds[String(event.channel_type)] ?? 'message'
}
