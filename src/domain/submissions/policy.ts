import type { Policy } from '../../access/policy.ts'
import type { Prisma } from '../../db/generated/client.ts'

/** A submission is one's own when one put it forward; the team's are those for openings of a team of one's own. */
export const submissionPolicy: Policy<Prisma.SubmissionWhereInput> = {
  resource: 'submission',
  own: (actor) => ({ submittedBy: actor.id }),
  team: (actor) => ({ teamId: { in: [...actor.teams] } }),
}
