import type { Delivery } from './delivery.ts'
import { channelType } from './events.ts'
import { type Json, object } from './json.ts'
import { endStream } from './methods/streams.ts'
import { channelEntity, channelNamed, placeOf, workspaceOf } from './said.ts'
import type { Stage } from './stage.ts'
import { type Message, threadMessages, type Workspace } from './state.ts'
import type { SlackUser } from './user.ts'
import { openDm, uninstall as takeToken } from './workspace.ts'

type Deliveries = Promise<readonly Delivery[]>

/** Somebody opens the Home tab of the app, or the conversation with it. */
export function openHome(
  { state, office }: Stage,
  user: string,
  tab: 'home' | 'messages' = 'home',
): Deliveries {
  const workspace = workspaceOf(state, user)
  const view = workspace.homes.get(user)
  return office.event(workspace, {
    type: 'app_home_opened',
    user,
    channel: openDm(state, workspace, user).id,
    tab,
    ...(tab === 'home' && view !== undefined ? { view } : {}),
    event_ts: state.ts(),
  })
}

/** Somebody looks at other channels beside the agent. */
export function changeContext(
  { state, office }: Stage,
  user: string,
  channels: readonly string[],
): Deliveries {
  const workspace = workspaceOf(state, user)
  return office.event(workspace, {
    type: 'app_context_changed',
    user,
    channel: openDm(state, workspace, user).id,
    context: { entities: channels.map((channel) => channelEntity(channel, workspace)) },
    event_ts: state.ts(),
  })
}

/**
 * Somebody presses Stop below a thread: what is being streamed there takes no more. The session stays as it is until
 * the app changes it. Slack shows the button while the session is `processing`; the fake lets it be pressed always.
 */
export function stopSession(
  { state, office }: Stage,
  { user, channel: id, thread }: { user: string; channel: string; thread: string },
): Deliveries {
  const workspace = workspaceOf(state, user)
  const channel = channelNamed(workspace, id)
  const streaming = threadMessages(channel, thread).filter(
    ({ streaming_state }) => streaming_state === 'in_progress',
  )
  for (const message of streaming) {
    endStream(message, 'completed')
    const stream = state.streams.get(message.ts)
    if (stream !== undefined) stream.stopped = true
  }
  return office.event(workspace, {
    type: 'agent_session_stopped',
    user,
    channel: id,
    thread_ts: thread,
    streaming_message_ts: streaming.map(({ ts }) => ts),
    event_ts: state.ts(),
  })
}

/** The app is taken off a workspace: its token is worth nothing from now on. */
export async function uninstall({ state, office }: Stage, workspace: Workspace): Deliveries {
  takeToken(state, workspace)
  const events = [
    { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.bot.user] }, event_ts: state.ts() },
    { type: 'app_uninstalled', event_ts: state.ts() },
  ]
  const deliveries = await Promise.all(events.map((event) => office.event(workspace, event)))
  return deliveries.flat()
}

/** Something about a person changes: they leave, become a guest, or get another address. */
export function userChange(
  { state, office }: Stage,
  id: string,
  changes: Partial<Omit<SlackUser, 'profile'>> & { profile?: Partial<SlackUser['profile']> },
): Deliveries {
  const workspace = workspaceOf(state, id)
  const user = workspace.users.get(id)
  const changed = {
    ...object(user),
    ...changes,
    profile: { ...user?.profile, ...changes.profile },
  } as SlackUser
  changed.updated = Math.floor(state.clock.now() / 1000)
  workspace.users.set(id, changed)
  return office.event(workspace, {
    type: 'user_change',
    user: changed,
    cache_ts: changed.updated,
    event_ts: state.ts(),
  })
}

/** Somebody corrects what they wrote. */
export function edit({ state, office }: Stage, message: Message, text: string): Deliveries {
  const { workspace, channel } = placeOf(state, message)
  const before = { ...message }
  const stored = channel.messages.find(({ ts }) => ts === message.ts) ?? message
  const ts = state.ts()
  stored.text = text
  stored.edited = { user: message.user, ts }
  return office.event(workspace, {
    ...hidden('message_changed', ts),
    channel: channel.id,
    channel_type: channelType(channel),
    message: { ...stored },
    previous_message: before,
  })
}

/** Somebody takes back what they wrote. */
export function remove({ state, office }: Stage, message: Message): Deliveries {
  const { workspace, channel } = placeOf(state, message)
  channel.messages = channel.messages.filter(({ ts }) => ts !== message.ts)
  return office.event(workspace, {
    ...hidden('message_deleted', state.ts()),
    channel: channel.id,
    channel_type: channelType(channel),
    deleted_ts: message.ts,
    previous_message: message,
  })
}

function hidden(subtype: string, ts: string): Json {
  return { type: 'message', subtype, hidden: true, ts, event_ts: ts }
}

/** The bot comes into a channel, or is put out of it. */
export function invite({ state, office }: Stage, id: string, inviter: string): Deliveries {
  const workspace = workspaceOf(state, inviter)
  const channel = channelNamed(workspace, id)
  channel.members.add(workspace.bot.user)
  return office.event(workspace, {
    type: 'member_joined_channel',
    user: workspace.bot.user,
    channel: id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: workspace.id,
    inviter,
    event_ts: state.ts(),
  })
}
