import { randomUUID } from 'node:crypto'
import type { Delivery } from './delivery.ts'
import { messageEvents } from './events.ts'
import type { PostOffice } from './post-office.ts'
import { type Channel, findMessage, type Message, type State, type Workspace } from './state.ts'
import { asSent } from './typed.ts'
import { findDm, openDm } from './workspace.ts'

export type Saying = {
  /** Id of who speaks. */
  user: string
  text: string
  /** Id of a channel; the conversation with the bot when it is left out. */
  channel?: string
  /** Timestamp of the message that this answers. */
  thread?: string
  files?: Message['files']
  /** What the person is looking at, as the agent's side pane tells it. */
  context?: readonly string[]
}

export type Said = {
  workspace: Workspace
  channel: Channel
  message: Message
  deliveries: readonly Delivery[]
}

/** Somebody writes. What they type becomes what Slack sends: `@Parley` a mention, addresses links, `<` an entity. */
export async function say(state: State, office: PostOffice, saying: Saying): Promise<Said> {
  const workspace = workspaceOf(state, saying.user)
  const channel =
    saying.channel === undefined
      ? openDm(state, workspace, saying.user)
      : channelNamed(workspace, saying.channel)
  const message = written(state, workspace, saying)
  channel.messages.push(message)
  const events = messageEvents(workspace, channel, message).map((event) =>
    office.event(workspace, { ...event, ...contextOf(saying, workspace) }),
  )
  return { workspace, channel, message, deliveries: (await Promise.all(events)).flat() }
}

function written(state: State, workspace: Workspace, { user, text, thread, files }: Saying): Message {
  const sent = asSent(text, workspace)
  return {
    type: 'message',
    ...(files === undefined ? {} : { subtype: 'file_share', files }),
    user,
    ts: state.ts(),
    client_msg_id: randomUUID(),
    text: sent,
    team: workspace.users.get(user)?.team_id ?? workspace.id,
    blocks: [
      {
        type: 'rich_text',
        block_id: 'said',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    ],
    ...(thread === undefined ? {} : { thread_ts: thread }),
  }
}

function contextOf({ context }: Saying, workspace: Workspace) {
  if (context === undefined) return {}
  return { app_context: { entities: context.map((channel) => channelEntity(channel, workspace)) } }
}

/** A channel as something that a person looks at. */
export function channelEntity(channel: string, workspace: Workspace) {
  return { type: 'slack#/types/channel_id', value: channel, team_id: workspace.id }
}

/** The workspace in which somebody is met. */
export function workspaceOf(state: State, user: string): Workspace {
  const found = [...state.workspaces.values()].find(({ users }) => users.has(user))
  if (found === undefined) throw new Error(`No workspace of the fake Slack knows the user ${user}.`)
  return found
}

export function channelNamed(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id)
  if (channel === undefined) throw new Error(`${workspace.name} has no channel ${id}.`)
  return channel
}

/** The channel that holds a message. */
export function placeOf(state: State, message: { ts: string }): { workspace: Workspace; channel: Channel } {
  for (const workspace of state.workspaces.values()) {
    for (const channel of workspace.channels.values()) {
      const held = [...channel.messages, ...channel.ephemerals].some(({ ts }) => ts === message.ts)
      if (held) return { workspace, channel }
    }
  }
  throw new Error(`The fake Slack holds no message ${message.ts}.`)
}

export function messagesOfDm(state: State, user: string): readonly Message[] {
  return findDm(workspaceOf(state, user), user)?.messages ?? []
}

export function storedMessage(channel: Channel, ts: string): Message | undefined {
  return findMessage(channel, ts) ?? channel.ephemerals.find((message) => message.ts === ts)
}
