import type { Context } from '../../tools/tool.ts'
import { submissionPolicy } from './policy.ts'
import { visibleSubmission } from './service.ts'
import { viewSubmission } from './submission-view.ts'

/**
 * One submission with the words of people, and whether the reader is the one to decide on it now: nobody decides on what
 * they put forward themselves. Faults: not_found.
 */
export async function getSubmission(context: Context, { submission }: { submission: string }) {
  const row = await visibleSubmission(context, submission)
  const [job, mine] = await Promise.all([
    context.tx.job.findUniqueOrThrow({ where: { id: row.job.id }, select: { status: true } }),
    context.tx.submission.count({
      where: { AND: [{ id: row.id, status: 'submitted' }, context.where(submissionPolicy, 'review')] },
    }),
  ])
  return {
    ...viewSubmission(context, row, true),
    job_status: job.status,
    may_decide: mine === 1 && row.submittedBy !== context.actor.id,
  }
}
