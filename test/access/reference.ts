import type { Actor } from '../../src/access/actor.ts'
import type { Grant } from '../../src/access/grant.ts'
import type { Row } from './sample.ts'

export type Ask = { resource: string; action: string; field?: string | undefined }

/**
 * The rules of rights said a second time, as plainly as can be and sharing nothing with the compiler: walk the
 * grants, any deny that covers the row says no, else any allow that covers it says yes, else no.
 */
export function mayOnRow(
  grants: readonly Grant[],
  ask: Ask,
  { row, actor }: { row: Row; actor: Actor },
): boolean {
  let allowed = false
  for (const grant of grants) {
    if (!speaksOf(grant, ask) || !covers(grant, row, actor)) continue
    if (grant.effect === 'deny') {
      if (grant.fields === undefined) return false
      if (ask.field !== undefined && grant.fields.includes(ask.field)) return false
    } else if (grant.fields === undefined || ask.field === undefined || grant.fields.includes(ask.field)) {
      allowed = true
    }
  }
  return allowed
}

function speaksOf(grant: Grant, ask: Ask): boolean {
  if (grant.resource !== '*' && grant.resource !== ask.resource) return false
  return grant.action === '*' || grant.action === ask.action
}

function covers(grant: Grant, row: Row, actor: Actor): boolean {
  const own = row.ownerId === actor.id
  if (grant.scope === 'own') return own
  if (grant.scope === 'team') return own || actor.teams.includes(row.teamId)
  return true
}
