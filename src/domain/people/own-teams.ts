import { standingOf } from '../../access/standing.ts'
import { holdsAll } from '../../access/touch.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'

/**
 * Whoever joins a team reaches its rows with their team's rights, so joining one oneself takes those rights for every
 * team. Faults: denied.
 */
export async function checkOwnTeams(context: Context): Promise<void> {
  const { grants } = await standingOf(context.tx, context.actor.id)
  const everywhere = grants
    .filter(({ effect, scope }) => effect === 'allow' && scope === 'team')
    .map((grant) => ({ ...grant, scope: 'all' as const }))
  if (holdsAll(context.actor.rights, everywhere)) return
  throw new Fault('denied', 'Joining a team would give you its rows. Please ask another admin to add you.', {
    internal: 'The actor would widen their own team scope.',
  })
}
