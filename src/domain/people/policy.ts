import { noRow } from '../../access/condition.ts'
import type { Policy } from '../../access/policy.ts'
import type { Prisma } from '../../db/generated/client.ts'

/** An account is one's own; the team's are those of everybody in a team of one's own. */
export const userPolicy: Policy<Prisma.UserWhereInput> = {
  resource: 'user',
  own: (actor) => ({ id: actor.id }),
  team: (actor) => ({ teams: { some: { teamId: { in: [...actor.teams] } } } }),
}

/** A team is one's own when one is in it. */
export const teamPolicy: Policy<Prisma.TeamWhereInput> = {
  resource: 'team',
  own: (actor) => ({ id: { in: [...actor.teams] } }),
  team: (actor) => ({ id: { in: [...actor.teams] } }),
}

/** The settings are the organisation's and nobody's own. */
export const settingsPolicy: Policy<Prisma.OrganisationWhereInput> = {
  resource: 'settings',
  own: noRow,
  team: noRow,
}

/** Preferences are one's own in every scope. */
export const profilePolicy: Policy<Prisma.UserWhereInput> = {
  resource: 'profile',
  personal: true,
  own: (actor) => ({ id: actor.id }),
  team: (actor) => ({ id: actor.id }),
}

/** A linked account of a platform is its user's own; the team's are those of everybody in a team of one's own. */
export const identityPolicy: Policy<Prisma.PlatformIdentityWhereInput> = {
  resource: 'identity',
  own: (actor) => ({ userId: actor.id }),
  team: (actor) => ({ user: { teams: { some: { teamId: { in: [...actor.teams] } } } } }),
}

/**
 * A request for a human is for the colleague whose candidate asks; the team's are those of its members and of its
 * candidates.
 */
export const humanRequestPolicy: Policy<Prisma.HumanRequestWhereInput> = {
  resource: 'human_request',
  own: (actor) => ({ user: { candidate: { ownerId: actor.id } } }),
  team: (actor) => ({
    OR: [
      { user: { teams: { some: { teamId: { in: [...actor.teams] } } } } },
      { user: { candidate: { teamId: { in: [...actor.teams] } } } },
    ],
  }),
}
