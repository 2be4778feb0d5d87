import { z } from 'zod'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import { idOf } from '../../tools/fields.ts'
import { type Context, defineTool } from '../../tools/tool.ts'
import { visibleCandidate } from './service.ts'

/** An outside account sees the one candidate that it stands for; this says which. */
export const linkCandidateAccount = defineTool({
  name: 'link_candidate_account',
  title: 'Link an account with a candidate',
  description:
    'Says which candidate the account of an outside candidate stands for, once, so that they see their own profile and applications. Returns both ids.',
  examples: [
    'link this account with the candidate',
    'this login belongs to Ana Souza',
    'connect the candidate account',
  ],
  permission: { resource: 'candidate', action: 'link' },
  effect: 'power',
  audience: 'internal',
  input: z.strictObject({
    candidate: idOf('candidate', 'The candidate.'),
    user: idOf('user', 'Their account.'),
  }),
  output: z.object({ candidate: z.uuid(), user: z.uuid() }),
  targets: (input) => [
    { type: 'candidate', id: input.candidate },
    { type: 'user', id: input.user },
  ],
  preview: async (context, input) => ({
    facts: [{ label: 'Candidate', value: (await visibleCandidate(context, input.candidate, 'link')).name }],
  }),
  run: link,
})

async function link(context: Context, { candidate, user }: { candidate: string; user: string }) {
  const row = await visibleCandidate(context, candidate, 'link')
  const account = await context.tx.user.findFirst({
    where: { id: user, kind: 'candidate', status: 'active' },
  })
  if (!account) throw new Fault('not_found', "I can't find that account of a candidate.", { field: 'user' })
  const { count } = await context.tx.candidate.updateMany({
    where: { id: row.id, userId: null },
    data: { userId: user, updatedAt: toDate(context.now), version: { increment: 1 } },
  })
  if (count === 0) throw new Fault('conflict', `${row.name} has an account already.`, { field: 'candidate' })
  return { candidate: row.id, user }
}
