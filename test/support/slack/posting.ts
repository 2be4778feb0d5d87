import { randomBytes } from 'node:crypto'
import { isInteractive } from './elements.ts'
import { filled, isJson, type Json, object } from './json.ts'
import type { Message, State, Workspace } from './state.ts'

/** A message as the bot of a workspace posts it. */
export function botMessage(
  { state, workspace }: { state: State; workspace: Workspace },
  contents: Partial<Message>,
): Message {
  const { blocks } = contents
  return {
    type: 'message',
    user: workspace.bot.user,
    bot_id: workspace.bot.id,
    app_id: state.app.id,
    team: workspace.id,
    ts: state.ts(),
    text: '',
    ...contents,
    ...(blocks === undefined ? {} : { blocks: withBlockIds(blocks) }),
  }
}

/** Slack gives an id to each block, and to each thing that is pressed or filled in, that has none. */
export function withBlockIds(blocks: readonly Json[]): readonly Json[] {
  return blocks.map((block) => ({
    ...object(withActionIds(block)),
    block_id: filled(block.block_id) ?? newId(),
  }))
}

function withActionIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withActionIds)
  if (!isJson(value)) return value
  const inner = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withActionIds(field)]))
  return isInteractive(value) && filled(value.action_id) === undefined
    ? { ...inner, action_id: newId() }
    : inner
}

function newId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5)
}

type StatusPlace = { team: string; channel: string; thread: string | undefined }

/** What the bot says takes away its sign of work in that thread. */
export function clearStatus(state: State, { team, channel, thread }: StatusPlace) {
  if (thread === undefined) return
  const shown = state.statuses.findLast(
    (status) => status.team === team && status.channel === channel && status.thread === thread,
  )
  if (shown === undefined || shown.status === '') return
  state.statuses.push({ ...shown, status: '', loading: [], at: state.clock.now() })
}
