import type { Policy } from '../../access/policy.ts'
import type { Prisma } from '../../db/generated/client.ts'

/** Whose activity it is: one's own, or that of people in a team of one's own. */
export const activityPolicy: Policy<Prisma.UserWhereInput> = {
  resource: 'activity',
  own: (actor) => ({ id: actor.id }),
  team: (actor) => ({ teams: { some: { teamId: { in: [...actor.teams] } } } }),
}
