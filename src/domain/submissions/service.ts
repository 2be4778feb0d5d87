import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { submissionPolicy } from './policy.ts'
import { asStatus, type SubmissionRow, type SubmissionStatus, submissionColumns } from './submission-view.ts'

/** The submission with this id, if the actor may do `action` on it. Faults: not_found. */
export async function visibleSubmission(
  context: Context,
  id: string,
  action = 'read',
): Promise<SubmissionRow> {
  const row = await context.tx.submission.findFirst({
    where: { AND: [{ id }, context.where(submissionPolicy, action)] },
    select: submissionColumns,
  })
  if (!row) throw new Fault('not_found', "I can't find that submission, or it isn't yours to see.")
  return row
}

/** A submission that this call has just written or found, whatever the actor may see of others. */
export async function loadSubmission({ tx }: Context, id: string): Promise<SubmissionRow> {
  return tx.submission.findUniqueOrThrow({ where: { id }, select: submissionColumns })
}

/** The submission of a candidate for an opening, if there is one that the actor may see. */
export async function visibleTwin(
  context: Context,
  candidateId: string,
  jobId: string,
): Promise<{ id: string; status: SubmissionStatus; submitter: { name: string } } | undefined> {
  const row = await context.tx.submission.findFirst({
    where: { AND: [{ candidateId, jobId }, context.where(submissionPolicy, 'read')] },
    select: { id: true, status: true, submitter: { select: { name: true } } },
  })
  return row ? { ...row, status: asStatus(row.status) } : undefined
}

/** How many submissions wait for this actor's review; one's own are reviewed by somebody else. */
export function waitingReviews(context: Context): Promise<number> {
  const mine = { submittedBy: context.actor.id }
  return context.tx.submission.count({
    where: { AND: [context.where(submissionPolicy, 'review'), { status: 'submitted' }, { NOT: mine }] },
  })
}

/** What submissions are called, of those that the actor may see; others are left out. */
export async function submissionLabels(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await context.tx.submission.findMany({
    where: { AND: [{ id: { in: [...ids] } }, context.where(submissionPolicy, 'read')] },
    select: { id: true, candidate: { select: { name: true } }, job: { select: { title: true } } },
  })
  return new Map(rows.map(({ id, candidate, job }) => [id, `${candidate.name} for ${job.title}`]))
}
