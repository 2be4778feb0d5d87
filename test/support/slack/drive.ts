import { type Command, type Commanded, command } from './command.ts'
import {
  changeContext,
  edit,
  invite,
  openHome,
  remove,
  stopSession,
  uninstall,
  userChange,
} from './happenings.ts'
import { closeView, type Submitted, submitView } from './modals.ts'
import { type Click, type Clicked, click, globalShortcut, shortcut } from './people-act.ts'
import { type Said, type Saying, say } from './said.ts'
import type { Stage } from './stage.ts'
import type { Message, Workspace } from './state.ts'
import type { Fields } from './view-state.ts'

/** What people do in Slack. Each resolves when the app has answered or its time is up. */
export function driving(stage: Stage, workspace: Workspace) {
  return {
    /** Writes a message, in a channel or to the bot. */
    say: (saying: Saying): Promise<Said> => say(stage.state, stage.office, saying),
    /** Corrects a message. */
    edit: (message: Message, text: string) => edit(stage, message, text),
    /** Takes a message back. */
    remove: (message: Message) => remove(stage, message),
    /** Presses or chooses something in a message, a modal or the Home tab, by its label or action id. */
    click: (how: Click): Promise<Clicked> => click(stage, how),
    /** Says with the feedback buttons of a message what somebody thinks of it. */
    feedback: (how: { user: string; message: Message; verdict: 'good' | 'bad' }): Promise<Clicked> =>
      click(stage, { user: how.user, message: how.message, choose: how.verdict, ...feedbackOf(how.message) }),
    /** Fills in the uppermost modal, by labels, action ids or block ids, and submits it. */
    submitView: (how: { user: string; fields?: Fields }): Promise<Submitted> => submitView(stage, how),
    closeView: (user: string) => closeView(stage, { user }),
    /** Writes a slash command. */
    command: (how: Command): Promise<Commanded> => command(stage, how),
    /** Chooses a shortcut from the menu of a message. */
    shortcut: (how: { user: string; message: Message; callbackId: string }) => shortcut(stage, how),
    /** Chooses a shortcut from anywhere. */
    globalShortcut: (how: { user: string; callbackId: string }) => globalShortcut(stage, how),
    openHome: (user: string, tab?: 'home' | 'messages') => openHome(stage, user, tab),
    /** Looks at these channels beside the agent. */
    changeContext: (user: string, channels: readonly string[]) => changeContext(stage, user, channels),
    /** Presses Stop below a thread. */
    stopSession: (how: { user: string; channel: string; thread: string }) => stopSession(stage, how),
    /** Brings the bot into a channel. */
    invite: (channel: string, inviter: string) => invite(stage, channel, inviter),
    uninstall: (from: Workspace = workspace) => uninstall(stage, from),
    userChange: (user: string, changes: Parameters<typeof userChange>[2]) => userChange(stage, user, changes),
  }
}

function feedbackOf({ blocks = [] }: Message) {
  const holder = JSON.stringify(blocks).match(/"type":"feedback_buttons"/)
  if (holder === null) throw new Error('The message has no feedback buttons.')
  return { type: 'feedback_buttons' }
}
