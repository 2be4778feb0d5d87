import type { Actor } from '../../access/actor.ts'
import type { Policy } from '../../access/policy.ts'
import type { Prisma } from '../../db/generated/client.ts'

/**
 * Whose candidate it is: whoever owns the person or an application of theirs. Outside candidates own the row that is
 * about themselves; suppliers and referrers own the people they put forward.
 */
export const candidatePolicy: Policy<Prisma.CandidateWhereInput> = {
  resource: 'candidate',
  own: (actor) => {
    if (actor.kind === 'candidate') return { userId: actor.id }
    if (actor.kind === 'internal' || actor.kind === 'system') {
      return { OR: [{ ownerId: actor.id }, { applications: { some: { ownerId: actor.id } } }] }
    }
    return { submissions: { some: { submittedBy: actor.id } } }
  },
  team: (actor) => ({
    OR: [{ teamId: { in: teamsOf(actor) } }, { applications: { some: { teamId: { in: teamsOf(actor) } } } }],
  }),
}

/** Whose application it is. Outside candidates own those of their own row. */
export const applicationPolicy: Policy<Prisma.ApplicationWhereInput> = {
  resource: 'application',
  own: (actor) => (actor.kind === 'candidate' ? { candidate: { userId: actor.id } } : { ownerId: actor.id }),
  team: (actor) => ({ teamId: { in: teamsOf(actor) } }),
}

/**
 * Which openings the actor may see when a person is put on one or matched with one. It says the same as the policy of
 * the openings room, which this room cannot import; a test holds the two together.
 */
export const applicationJobPolicy: Policy<Prisma.JobWhereInput> = {
  resource: 'job',
  own: (actor) => ({ ownerId: actor.id }),
  team: (actor) => ({ teamId: { in: teamsOf(actor) } }),
}

/** Hand-overs that wait for an answer belong to whoever has the person now. */
export const handOverPolicy: Policy<Prisma.HandOverWhereInput> = {
  resource: 'hand_over',
  own: (actor) => ({ candidate: { ownerId: actor.id } }),
  team: (actor) => ({ candidate: { teamId: { in: teamsOf(actor) } } }),
}

/** Who sees one: whoever has the person now or had them when asked, and the side that asks. Only the former answers. */
export const handOverReaderPolicy: Policy<Prisma.HandOverWhereInput> = {
  resource: 'hand_over',
  own: (actor) => ({
    OR: [
      { candidate: { ownerId: actor.id } },
      { askedOf: actor.id },
      { answeredBy: actor.id },
      { requestedBy: actor.id },
    ],
  }),
  team: (actor) => ({
    OR: [{ candidate: { teamId: { in: teamsOf(actor) } } }, { teamId: { in: teamsOf(actor) } }],
  }),
}

/** A profile is the row about oneself, for everybody and in every scope. */
export const profilePolicy: Policy<Prisma.CandidateWhereInput> = {
  resource: 'profile',
  personal: true,
  own: (actor) => ({ userId: actor.id }),
  team: (actor) => ({ userId: actor.id }),
}

function teamsOf(actor: Actor): string[] {
  return [...actor.teams]
}
