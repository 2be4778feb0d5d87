import { filled, type Json } from '../json.ts'
import { invalidArguments, SlackRefusal } from '../refusal.ts'
import { type Channel, findMessage, type Message, type State, type Token, type Workspace } from '../state.ts'
import { openDm } from '../workspace.ts'

/** Calls a minute that a method takes: Slack's tiers. `posting` is one message a second for each channel. */
export type Tier = 1 | 2 | 3 | 4 | 'posting' | 'unlimited'

/** One scope of these is enough; or the scope goes by the kind of the conversation. */
export type ScopeRule = readonly string[] | Readonly<Record<Channel['kind'], string>>

export type MethodCall = { state: State; token: Token; workspace: Workspace; args: Json }

export type Method = {
  scopes: ScopeRule
  tier: Tier
  /** Who may call: a bot, the app with its own token, or anybody. */
  by: 'bot' | 'app' | 'anybody'
  run(call: MethodCall): Json
}

/** The usual: a bot with one scope of these. */
export function method(scopes: ScopeRule, tier: Tier, run: Method['run']): Method {
  return { scopes, tier, by: 'bot', run }
}

export function required(args: Json, name: string): string {
  const value = args[name]
  const text = typeof value === 'number' ? String(value) : filled(value)
  if (text === undefined) throw invalidArguments(`missing required field: ${name}`)
  return text
}

/** True for what a form or a JSON body says yes with. */
export function flag(args: Json, name: string): boolean {
  return [true, 'true', '1', 1].includes(args[name] as string)
}

/** The conversation that the bot may look at. */
export function channelOf({ workspace, args }: MethodCall, name = 'channel'): Channel {
  const channel = workspace.channels.get(required(args, name))
  if (channel === undefined) throw new SlackRefusal('channel_not_found')
  if (channel.kind !== 'public' && !channel.members.has(workspace.bot.user)) {
    throw new SlackRefusal('channel_not_found')
  }
  return channel
}

/** The conversation that the bot may write to. The id of a person stands for the conversation with them. */
export function writableChannel(call: MethodCall, name = 'channel'): Channel {
  const { state, workspace, args } = call
  const person = workspace.users.get(required(args, name))
  const channel = person === undefined ? channelOf(call, name) : openDm(state, workspace, person.id)
  if (channel.archived) throw new SlackRefusal('is_archived')
  if (!channel.members.has(workspace.bot.user)) throw new SlackRefusal('not_in_channel')
  return channel
}

/** A message of the bot itself; somebody else's is refused with this code. */
export function ownMessage(call: MethodCall, channel: Channel, refusal: string): Message {
  const message = findMessage(channel, required(call.args, 'ts'))
  if (message === undefined) throw new SlackRefusal('message_not_found')
  if (message.bot_id !== call.workspace.bot.id) throw new SlackRefusal(refusal)
  return message
}

/** The thread that an argument names, which has to be a message of this conversation. */
export function threadRoot(channel: Channel, args: Json, name = 'thread_ts'): string | undefined {
  const ts = filled(args[name])
  if (ts === undefined) return undefined
  const found = findMessage(channel, ts)
  if (found === undefined) throw new SlackRefusal('thread_not_found')
  return found.thread_ts ?? found.ts
}
