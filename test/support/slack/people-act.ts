import { actionOf, type Choice } from './chosen.ts'
import type { Delivery } from './delivery.ts'
import { findElement, type Wanted } from './elements.ts'
import { type Json, objects } from './json.ts'
import { channelNamed, placeOf, storedMessage, workspaceOf } from './said.ts'
import type { Stage } from './stage.ts'
import type { Channel, Message, State, StoredView, Workspace } from './state.ts'
import { newResponseUrl, newTrigger } from './triggers.ts'
import { viewState } from './view-state.ts'

export type Click = Wanted & {
  /** Id of who presses. */
  user: string
  /** The message that shows the element, or the view; a view by its id. */
  message?: { ts: string } | undefined
  view?: StoredView | undefined
  /** What is chosen in a menu, or written. */
  choose?: Choice
}

export type Clicked = { delivery: Delivery; trigger: string; responseUrl: string | undefined }

/** Somebody presses a button or chooses from a menu, in a message, a modal or the Home tab. */
export async function click({ state, office }: Stage, click: Click): Promise<Clicked> {
  const { user, message, view, choose, label } = click
  const workspace = workspaceOf(state, user)
  const surface =
    view === undefined
      ? onMessage(state, user, message ?? { ts: '' })
      : { payload: onView(view), blocks: view.blocks, responseUrl: undefined }
  const { block, element } = findElement(surface.blocks, click)
  const trigger = newTrigger(state, {
    team: workspace.id,
    user,
    ...(view?.type === 'modal' ? { view: view.id } : {}),
  })
  const payload = {
    type: 'block_actions',
    ...who(state, workspace, user),
    trigger_id: trigger,
    ...surface.payload,
    actions: [{ ...actionOf(element, choose, label), block_id: block, action_ts: state.ts() }],
  }
  const delivery = await office.send({ type: 'interactive', payload })
  return { delivery, trigger, responseUrl: surface.responseUrl }
}

function onMessage(state: State, user: string, { ts }: { ts: string }) {
  const { workspace, channel } = placeOf(state, { ts })
  const message = storedMessage(channel, ts)
  const ephemeral = channel.ephemerals.find((each) => each.ts === ts)
  if (ephemeral !== undefined && ephemeral.recipient !== user)
    throw new Error(`${user} does not see this message.`)
  const responseUrl = newResponseUrl(state, { team: workspace.id, channel: channel.id, user, message: ts })
  const thread = message?.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }
  const payload: Json = {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral !== undefined,
      ...thread,
    },
    channel: channelRef(channel),
    ...(ephemeral === undefined ? { message } : {}),
    state: { values: {} },
    response_url: responseUrl,
  }
  return { payload, blocks: objects(message?.blocks), responseUrl }
}

function onView(view: StoredView): Json {
  return { container: { type: 'view', view_id: view.id }, view: { ...view, state: viewState(view, {}) } }
}

/** A message shortcut is chosen from the menu of a message. */
export async function shortcut(
  { state, office }: Stage,
  { user, message, callbackId }: { user: string; message: Message; callbackId: string },
): Promise<Clicked> {
  const { workspace, channel } = placeOf(state, message)
  const trigger = newTrigger(state, { team: workspace.id, user })
  const responseUrl = newResponseUrl(state, {
    team: workspace.id,
    channel: channel.id,
    user,
    message: message.ts,
  })
  const payload = {
    type: 'message_action',
    callback_id: callbackId,
    ...who(state, workspace, user),
    trigger_id: trigger,
    message_ts: message.ts,
    action_ts: state.ts(),
    channel: channelRef(channel),
    message,
    response_url: responseUrl,
  }
  return { delivery: await office.send({ type: 'interactive', payload }), trigger, responseUrl }
}

/** A global shortcut is chosen, from anywhere. */
export async function globalShortcut(
  { state, office }: Stage,
  { user, callbackId }: { user: string; callbackId: string },
): Promise<Clicked> {
  const workspace = workspaceOf(state, user)
  const trigger = newTrigger(state, { team: workspace.id, user })
  const payload = {
    type: 'shortcut',
    callback_id: callbackId,
    ...who(state, workspace, user),
    trigger_id: trigger,
    action_ts: state.ts(),
  }
  return { delivery: await office.send({ type: 'interactive', payload }), trigger, responseUrl: undefined }
}

/** Who acts, and where the app is installed, as every interaction tells it. */
export function who(state: State, workspace: Workspace, id: string): Json {
  const user = workspace.users.get(id)
  return {
    user: { id, username: user?.name, name: user?.name, team_id: user?.team_id ?? workspace.id },
    api_app_id: state.app.id,
    token: 'fake-verification-token',
    team: { id: workspace.id, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

function channelRef({ id, name, kind }: Channel): Json {
  return { id, name: { public: name, private: 'privategroup', im: 'directmessage' }[kind] }
}

export function channelIn(workspace: Workspace, id: string): Json {
  return channelRef(channelNamed(workspace, id))
}
