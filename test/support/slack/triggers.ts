import { randomBytes } from 'node:crypto'
import { SlackRefusal } from './refusal.ts'
import type { ResponseUrl, State, Trigger, Workspace } from './state.ts'

const triggerLifeMs = 3_000
const responseLifeMs = 30 * 60_000
export const responseUses = 5

/** A trigger that opens one modal within three seconds. `view` is the modal in which it arose. */
export function newTrigger(
  state: State,
  { team, user, view }: Pick<Trigger, 'team' | 'user' | 'view'>,
): string {
  const id = `${Math.floor(state.clock.now())}.${state.triggers.size + 1}.${randomBytes(8).toString('hex')}`
  const expires = state.clock.now() + triggerLifeMs
  state.triggers.set(id, { team, user, expires, used: false, ...(view === undefined ? {} : { view }) })
  return id
}

/** Spends a trigger; each is good once and not for long. */
export function spendTrigger(state: State, workspace: Workspace, id: string): Trigger {
  const trigger = state.triggers.get(id)
  if (trigger === undefined || trigger.team !== workspace.id) throw new SlackRefusal('invalid_trigger_id')
  if (trigger.used) throw new SlackRefusal('exchanged_trigger_id')
  if (state.clock.now() > trigger.expires) throw new SlackRefusal('expired_trigger_id')
  trigger.used = true
  return trigger
}

/** An address to answer at: five times within half an hour. */
export function newResponseUrl(state: State, place: Omit<ResponseUrl, 'uses' | 'expires'>): string {
  const id = `${place.team}/${randomBytes(12).toString('hex')}`
  state.responseUrls.set(id, { ...place, uses: 0, expires: state.clock.now() + responseLifeMs })
  return `${state.url}/actions/${id}`
}
