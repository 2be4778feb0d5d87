import { channelNamed, messagesOfDm, workspaceOf } from './said.ts'
import type { Call, Channel, Message, Session, State, StoredView } from './state.ts'
import { threadMessages } from './state.ts'
import { visibleText, visibleView } from './visible-text.ts'
import { waitFor } from './wait-for.ts'

/** What can be seen of the fake Slack from outside. */
export function looking(state: State) {
  const channel = (id: string): Channel => {
    const holder = [...state.workspaces.values()].find(({ channels }) => channels.has(id))
    if (holder === undefined) throw new Error(`The fake Slack has no channel ${id}.`)
    return channelNamed(holder, id)
  }
  return {
    channel,
    /** All messages of a channel, answers in threads too, the oldest first. */
    messages: (id: string): readonly Message[] => channel(id).messages,
    thread: (id: string, ts: string): readonly Message[] => threadMessages(channel(id), ts),
    /** What somebody and the bot have said to each other. */
    dm: (user: string): readonly Message[] => messagesOfDm(state, user),
    /** What only this person sees in a channel. */
    ephemerals: (id: string, user: string): readonly Message[] =>
      channel(id).ephemerals.filter(({ recipient }) => recipient === user),
    /** The Home tab of somebody, when one was published. */
    home: (user: string): StoredView | undefined => workspaceOf(state, user).homes.get(user),
    /** The uppermost modal of somebody. */
    openView: (user: string): StoredView | undefined => workspaceOf(state, user).modals.get(user)?.at(-1),
    /** All modals of somebody, the uppermost last. */
    modals: (user: string): readonly StoredView[] => workspaceOf(state, user).modals.get(user) ?? [],
    /** Every status that was shown below a thread, and each end of one as empty words. */
    statuses: state.statuses,
    /** The status that is shown below a thread now; empty when there is none. */
    status: (id: string, thread: string): string =>
      state.statuses.findLast((status) => status.channel === id && status.thread === thread)?.status ?? '',
    /** The agent's session in a thread. */
    session: (id: string, thread: string): Session | undefined =>
      [...state.sessions].find(([key]) => key.endsWith(`:${id}:${thread}`))?.[1],
    /** The prompts that are suggested in a conversation, or in a thread of it. */
    prompts: (id: string, thread = '') =>
      [...state.prompts].find(([key]) => key.endsWith(`:${id}:${thread}`))?.[1] ?? [],
    title: (id: string, thread: string): string | undefined =>
      [...state.titles].find(([key]) => key.endsWith(`:${id}:${thread}`))?.[1],
    /** The bytes of an uploaded file. */
    bytes: (file: string): Buffer | undefined => state.uploads.get(file)?.bytes,
    /** The calls of a method, the oldest first; of all when none is named. */
    calls: (method?: string): readonly Call[] =>
      state.calls.filter((call) => method === undefined || call.method === method),
    waitFor,
    visibleText,
    visibleView,
  }
}
