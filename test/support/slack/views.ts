import { checkView } from './block-kit/view.ts'
import { filled, isJson, type Json, objects } from './json.ts'
import { withBlockIds } from './posting.ts'
import { invalidArguments, SlackRefusal } from './refusal.ts'
import type { State, StoredView, Workspace } from './state.ts'

/** Modals on top of each other, the first included. */
const deepest = 3

/** A view that Slack would take; refuses the others. */
export function soundView(view: unknown, type: 'modal' | 'home'): Json {
  const complaints = checkView(view)
  if (complaints.includes('view_too_large')) throw new SlackRefusal('view_too_large')
  if (complaints.length > 0) throw invalidArguments(...complaints)
  if (!isJson(view) || view.type !== type) throw invalidArguments(`view must be of type ${type}`)
  return view
}

/** A view as Slack keeps it, with an id and a hash of its own. */
export function storeView(
  { state, workspace }: { state: State; workspace: Workspace },
  view: Json,
  { id, root, previous }: { id?: string; root?: string | undefined; previous?: string | undefined } = {},
): StoredView {
  const own = id ?? state.id('V')
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    title: null,
    close: null,
    submit: null,
    ...view,
    id: own,
    team_id: workspace.id,
    app_id: state.app.id,
    app_installed_team_id: workspace.id,
    bot_id: workspace.bot.id,
    type: String(view.type),
    blocks: withBlockIds(objects(view.blocks)),
    state: { values: {} },
    hash: state.ts(),
    root_view_id: root ?? own,
    previous_view_id: previous ?? null,
  }
}

type Owner = { state: State; workspace: Workspace; user: string }

/** Opens the first modal of a person; whatever was open is gone. */
export function openModal(owner: Owner, view: Json): StoredView {
  const opened = storeView(owner, view)
  owner.workspace.modals.set(owner.user, [opened])
  return opened
}

/** Puts a modal on top of those that are open. */
export function pushModal(owner: Owner, view: Json): StoredView {
  const open = owner.workspace.modals.get(owner.user) ?? []
  const top = open.at(-1)
  if (top === undefined) throw new SlackRefusal('not_found')
  if (open.length >= deepest) throw new SlackRefusal('push_limit_reached')
  const pushed = storeView(owner, view, { root: filled(top.root_view_id), previous: top.id })
  open.push(pushed)
  return pushed
}

/** Replaces a view, wherever it is shown. */
export function replaceView(owner: Omit<Owner, 'user'>, old: StoredView, view: Json): StoredView {
  const changed = storeView(owner, view, {
    id: old.id,
    root: filled(old.root_view_id),
    previous: filled(old.previous_view_id),
  })
  for (const open of owner.workspace.modals.values()) {
    const index = open.indexOf(old)
    if (index >= 0) open[index] = changed
  }
  for (const [user, home] of owner.workspace.homes) {
    if (home === old) owner.workspace.homes.set(user, changed)
  }
  return changed
}

export function findView({ modals, homes }: Workspace, wanted: (view: StoredView) => boolean) {
  return [...[...modals.values()].flat(), ...homes.values()].find(wanted)
}
