import { messageEvents } from './events.ts'
import { object } from './json.ts'
import type { PostOffice } from './post-office.ts'
import { type Call, findMessage, type State } from './state.ts'

/** Tells the app of the messages that it posts itself. */
export function echo(state: State, office: PostOffice): (call: Call) => void {
  return ({ method, team, answer }) => {
    const { ok, channel: id, ts } = object(answer)
    const workspace = state.workspaces.get(team ?? '')
    const channel = workspace?.channels.get(String(id))
    if (method !== 'chat.postMessage' || ok !== true || workspace === undefined || channel === undefined)
      return
    const message = findMessage(channel, String(ts))
    if (message === undefined) return
    for (const event of messageEvents(workspace, channel, message)) void office.event(workspace, event)
  }
}
