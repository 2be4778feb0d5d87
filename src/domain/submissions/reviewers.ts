import { compile } from '../../access/compile.ts'
import { standingOf } from '../../access/standing.ts'
import type { Context } from '../../tools/tool.ts'

export type Reviewer = { id: string; name: string }

/** Active members of a team who may review its submissions, by name. */
export async function reviewersOf({ tx }: Context, teamId: string): Promise<Reviewer[]> {
  const members = await tx.user.findMany({
    where: { status: 'active', kind: 'internal', teams: { some: { teamId } } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const reviewers: Reviewer[] = []
  for (const member of members) {
    const { grants } = await standingOf(tx, member.id)
    const { allowed } = compile(grants).reach('submission', 'review')
    if (allowed === 'team' || allowed === 'all') reviewers.push(member)
  }
  return reviewers
}

/** Names for a sentence: "Dana and Rafael". */
export function namesOf(people: readonly Reviewer[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(people.map(({ name }) => name))
}
