import type { Attempt, Delivery } from './delivery.ts'
import { isJson, type Json, object } from './json.ts'
import { who } from './people-act.ts'
import { parsed } from './request.ts'
import { workspaceOf } from './said.ts'
import type { Stage } from './stage.ts'
import type { StoredView } from './state.ts'
import { newTrigger } from './triggers.ts'
import { type Fields, unsentReason, viewState } from './view-state.ts'
import { pushModal, replaceView, soundView } from './views.ts'

/** What became of a form: it was closed, or the app answered with something else. */
export type Submitted = {
  delivery: Delivery
  outcome: 'closed' | 'errors' | 'update' | 'push' | 'clear' | 'failed'
  /** Complaints by block id. */
  errors: Readonly<Record<string, string>>
}

/** Somebody fills in the uppermost modal and submits it. Fails where Slack itself would not let them. */
export async function submitView(
  { state, office }: Stage,
  { user, fields = {} }: { user: string; fields?: Fields },
): Promise<Submitted> {
  const workspace = workspaceOf(state, user)
  const view = topModal({ state, office }, user)
  const filledIn = viewState(view, fields)
  const reason = unsentReason(view, filledIn.values)
  if (reason !== undefined) throw new Error(`The form cannot be submitted: ${reason}.`)
  const payload = {
    type: 'view_submission',
    ...who(state, workspace, user),
    trigger_id: newTrigger(state, { team: workspace.id, user, view: view.id }),
    view: { ...view, state: filledIn },
    response_urls: [],
  }
  const delivery = await office.send({ type: 'interactive', payload })
  return { delivery, ...answered({ state, office }, { user, view, answer: delivery.attempts.at(-1) }) }
}

type Answered = { user: string; view: StoredView; answer: Attempt | undefined }

function answered(stage: Stage, { user, view, answer }: Answered): Omit<Submitted, 'delivery'> {
  const workspace = workspaceOf(stage.state, user)
  const owner = { state: stage.state, workspace, user }
  if (answer?.status !== 200) return { outcome: 'failed', errors: {} }
  const body = answer.body === '' ? {} : object(parsed(answer.body))
  const action = body.response_action
  if (action === 'errors') return { outcome: 'errors', errors: checkedErrors(view, body.errors) }
  if (action === 'update') replaceView(owner, view, soundView(body.view, 'modal'))
  else if (action === 'push') pushModal(owner, soundView(body.view, 'modal'))
  else if (action === 'clear') workspace.modals.delete(user)
  else {
    const open = workspace.modals.get(user) ?? []
    workspace.modals.set(
      user,
      open.filter((each) => each !== view),
    )
    return { outcome: 'closed', errors: {} }
  }
  return { outcome: action, errors: {} }
}

/** Complaints have to name input blocks of the form, or Slack shows none of them. */
function checkedErrors(view: StoredView, errors: unknown): Readonly<Record<string, string>> {
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id)
  const given = Object.entries(object(errors))
  const stray = given.find(([block]) => !inputs.includes(block))
  if (stray !== undefined || given.length === 0) {
    throw new Error(`The app complained of ${stray?.[0] ?? 'nothing'}, which is no input block of the form.`)
  }
  return Object.fromEntries(given.map(([block, text]) => [block, String(text)]))
}

/** Somebody closes the uppermost modal; the app hears of it when it wanted to. */
export async function closeView(
  { state, office }: Stage,
  { user }: { user: string },
): Promise<Delivery | undefined> {
  const workspace = workspaceOf(state, user)
  const view = topModal({ state, office }, user)
  const open = workspace.modals.get(user) ?? []
  const cleared = view.clear_on_close === true
  workspace.modals.set(user, cleared ? [] : open.slice(0, -1))
  if (view.notify_on_close !== true) return undefined
  const payload: Json = { type: 'view_closed', ...who(state, workspace, user), view, is_cleared: cleared }
  return office.send({ type: 'interactive', payload })
}

function topModal({ state }: Stage, user: string): StoredView {
  const view = workspaceOf(state, user).modals.get(user)?.at(-1)
  if (!isJson(view)) throw new Error(`${user} has no modal open.`)
  return view
}
