import { filled, objects } from '../json.ts'
import { lengthOf } from '../length.ts'
import { invalidArguments, SlackRefusal } from '../refusal.ts'
import { findMessage, type Status } from '../state.ts'
import { channelOf, type Method, type MethodCall, method, required } from './method.ts'

/** A status is taken away when nothing was said for so long. */
export const statusLifeMs = 120_000
const sessionStates = ['active', 'processing', 'suspended', 'closed']

export const assistantMethods: Readonly<Record<string, Method>> = {
  'assistant.threads.setStatus': method(['chat:write', 'assistant:write'], 'unlimited', (call) => {
    const { state, workspace, args } = call
    const { channel, thread } = threadOf(call)
    if (typeof args.status !== 'string') throw invalidArguments('missing required field: status')
    const loading = (Array.isArray(args.loading_messages) ? args.loading_messages : []).map(String)
    if (loading.length > 10) throw invalidArguments('no more than 10 loading_messages allowed')
    const status: Status = {
      team: workspace.id,
      channel,
      thread,
      status: args.status,
      loading,
      at: state.clock.now(),
    }
    state.statuses.push(status)
    if (status.status !== '') state.clock.after(statusLifeMs, async () => lapse(call, status))
    return {}
  }),
  'assistant.threads.setTitle': method(['assistant:write'], 4, (call) => {
    const { channel, thread } = threadOf(call)
    call.state.titles.set(key(call, channel, thread), required(call.args, 'title'))
    return {}
  }),
  'assistant.threads.setSuggestedPrompts': method(['assistant:write'], 4, (call) => {
    const { id } = channelOf(call, 'channel_id')
    const prompts = objects(call.args.prompts)
    if (prompts.length === 0 || prompts.length > 4) throw invalidArguments('1 to 4 prompts must be given')
    for (const prompt of prompts) {
      if (!filled(prompt.title) || !filled(prompt.message)) {
        throw invalidArguments('a prompt has a title and a message')
      }
    }
    call.state.prompts.set(key(call, id, filled(call.args.thread_ts) ?? ''), prompts)
    return {}
  }),
  'agents.sessions.setStatus': method(['chat:write'], 3, (call) => {
    const { channel, thread } = sessionOf(call)
    const status = required(call.args, 'status')
    if (!sessionStates.includes(status)) throw new SlackRefusal('invalid_status')
    const known = call.state.sessions.get(key(call, channel, thread))
    const title = known === undefined ? filled(call.args.title) : known.title
    call.state.sessions.set(key(call, channel, thread), { status, ...(title === undefined ? {} : { title }) })
    return { agent_status: status, status, ...(title === undefined ? {} : { title }) }
  }),
  'agents.sessions.rename': method(['chat:write'], 3, (call) => {
    const { channel, thread } = sessionOf(call)
    const title = required(call.args, 'title')
    if (lengthOf(title) > 200) throw invalidArguments('title must be less than 201 characters')
    const known = call.state.sessions.get(key(call, channel, thread))
    if (known === undefined) throw new SlackRefusal('session_not_found')
    known.title = title
    return { title }
  }),
}

function threadOf(call: MethodCall) {
  const channel = channelOf(call, 'channel_id')
  const thread = required(call.args, 'thread_ts')
  if (findMessage(channel, thread) === undefined) throw new SlackRefusal('invalid_thread_ts')
  return { channel: channel.id, thread }
}

function sessionOf(call: MethodCall) {
  if (filled(call.args.thread_ts) === undefined) throw new SlackRefusal('thread_ts_required')
  return threadOf(call)
}

function key({ workspace }: MethodCall, channel: string, thread: string): string {
  return [workspace.id, channel, thread].join(':')
}

function lapse({ state }: MethodCall, status: Status) {
  const latest = state.statuses.findLast(
    ({ channel, thread }) => channel === status.channel && thread === status.thread,
  )
  if (latest === status) {
    state.statuses.push({ ...status, status: '', loading: [], at: state.clock.now() })
  }
}
