import { filled, type Json } from '../json.ts'
import { invalidArguments, SlackRefusal } from '../refusal.ts'
import type { StoredView } from '../state.ts'
import { spendTrigger } from '../triggers.ts'
import { findView, openModal, pushModal, replaceView, soundView, storeView } from '../views.ts'
import { type Method, type MethodCall, method, required } from './method.ts'

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': method([], 4, (call) => {
    const view = newView(call)
    const { user } = spendTrigger(call.state, call.workspace, required(call.args, 'trigger_id'))
    return { view: openModal({ ...call, user }, view) }
  }),
  'views.push': method([], 4, (call) => {
    const view = newView(call)
    const { user } = spendTrigger(call.state, call.workspace, required(call.args, 'trigger_id'))
    return { view: pushModal({ ...call, user }, view) }
  }),
  'views.update': method([], 4, (call) => {
    const { args, workspace } = call
    const [id, external] = [filled(args.view_id), filled(args.external_id)]
    if (id === undefined && external === undefined) {
      throw invalidArguments('one of view_id, external_id is required')
    }
    const old = findView(workspace, (view) => view.id === id || (!id && view.external_id === external))
    if (old === undefined) throw new SlackRefusal('not_found')
    const view = soundView(args.view, old.type === 'home' ? 'home' : 'modal')
    checkHash(args, old)
    return { view: replaceView(call, old, view) }
  }),
  'views.publish': method([], 4, (call) => {
    const { args, workspace } = call
    const user = workspace.users.get(required(args, 'user_id'))
    if (user === undefined) throw new SlackRefusal('user_not_found')
    const view = soundView(args.view, 'home')
    const old = workspace.homes.get(user.id)
    checkHash(args, old)
    const published = storeView(call, view, old === undefined ? {} : { id: old.id })
    workspace.homes.set(user.id, published)
    return { view: published }
  }),
}

function newView({ workspace, args }: MethodCall): Json {
  const view = soundView(args.view, 'modal')
  const external = filled(view.external_id)
  if (external !== undefined && findView(workspace, (other) => other.external_id === external)) {
    throw new SlackRefusal('duplicate_external_id')
  }
  return view
}

function checkHash(args: Json, old: StoredView | undefined) {
  const hash = filled(args.hash)
  if (hash !== undefined && hash !== old?.hash) throw new SlackRefusal('hash_conflict')
}
