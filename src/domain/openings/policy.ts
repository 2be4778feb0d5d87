import type { Actor } from '../../access/actor.ts'
import type { Policy } from '../../access/policy.ts'
import type { Prisma } from '../../db/generated/client.ts'

/** An opening is its owner's, and its team's. */
export const jobPolicy: Policy<Prisma.JobWhereInput> = {
  resource: 'job',
  own: (actor) => ({ ownerId: actor.id }),
  team: (actor) => ({ teamId: { in: teamsOf(actor) } }),
}

/** The teams in which the actor may open or keep openings: their own, unless they may do it everywhere. */
export const jobTeamPolicy: Policy<Prisma.TeamWhereInput> = {
  resource: 'job',
  own: (actor) => ({ id: { in: teamsOf(actor) } }),
  team: (actor) => ({ id: { in: teamsOf(actor) } }),
}

/** Clients belong to the organisation; they are one's own or the team's through an opening. */
export const clientPolicy: Policy<Prisma.ClientWhereInput> = {
  resource: 'client',
  own: (actor) => ({ jobs: { some: { ownerId: actor.id } } }),
  team: (actor) => ({ jobs: { some: { teamId: { in: teamsOf(actor) } } } }),
}

function teamsOf(actor: Actor): string[] {
  return [...actor.teams]
}
