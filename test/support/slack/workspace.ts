import { addUser, type UserSeed } from './people.ts'
import type { Channel, State, Workspace } from './state.ts'

export type WorkspaceSeed = {
  id?: string
  name?: string
  users?: readonly UserSeed[]
  channels?: readonly ChannelSeed[]
  /** False for a workspace that will install the app by OAuth. */
  installed?: boolean
}

export type ChannelSeed = {
  id?: string
  name: string
  kind?: 'public' | 'private'
  /** Ids of those who are in; everybody of the workspace when it is left out. */
  members?: readonly string[]
  /** False when the bot has not been invited. */
  bot?: boolean
  archived?: boolean
  external?: boolean
}

/** A new workspace. Where the app is installed, its bot token is known from the start. */
export function addWorkspace(state: State, seed: WorkspaceSeed = {}): Workspace {
  const id = seed.id ?? state.id('T')
  const name = seed.name ?? 'Northwind Staffing'
  const workspace: Workspace = {
    id,
    name,
    domain: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    bot: { user: state.id('U'), id: state.id('B'), token: `xoxb-${id}`, name: state.app.name },
    users: new Map(),
    channels: new Map(),
    homes: new Map(),
    modals: new Map(),
  }
  state.workspaces.set(id, workspace)
  addUser(state, workspace, { id: workspace.bot.user, name: state.app.name, bot: true })
  if (seed.installed !== false) install(state, workspace)
  for (const user of seed.users ?? []) addUser(state, workspace, user)
  for (const channel of seed.channels ?? []) addChannel(state, workspace, channel)
  return workspace
}

/** Makes the bot token of a workspace valid, with these scopes. */
export function install(state: State, workspace: Workspace, scopes = state.scopes) {
  state.revoked.delete(workspace.bot.token)
  state.tokens.set(workspace.bot.token, { workspace, kind: 'bot', scopes })
}

/** Takes the bot token away. */
export function uninstall(state: State, workspace: Workspace) {
  state.tokens.delete(workspace.bot.token)
  state.revoked.add(workspace.bot.token)
}

export function addChannel(state: State, workspace: Workspace, seed: ChannelSeed): Channel {
  const { bot } = workspace
  const people = seed.members ?? [...workspace.users.keys()].filter((id) => id !== bot.user)
  const channel: Channel = {
    id: seed.id ?? state.id('C'),
    name: seed.name,
    kind: seed.kind ?? 'public',
    members: new Set(seed.bot === false ? people : [...people, bot.user]),
    archived: seed.archived ?? false,
    external: seed.external ?? false,
    messages: [],
    ephemerals: [],
  }
  workspace.channels.set(channel.id, channel)
  return channel
}

/** The conversation of the bot with one person, opened when there is none yet. */
export function openDm(state: State, workspace: Workspace, user: string): Channel {
  const open = findDm(workspace, user)
  if (open !== undefined) return open
  const id = state.id('D')
  const members = new Set([user, workspace.bot.user])
  const dm: Channel = {
    id,
    name: id,
    kind: 'im',
    members,
    archived: false,
    external: false,
    messages: [],
    ephemerals: [],
  }
  workspace.channels.set(id, dm)
  return dm
}

export function findDm(workspace: Workspace, user: string): Channel | undefined {
  return [...workspace.channels.values()].find(({ kind, members }) => kind === 'im' && members.has(user))
}
