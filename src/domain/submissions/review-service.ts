import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { applicationFor } from '../candidates/service.ts'
import { namesOf, reviewersOf } from './reviewers.ts'
import { loadSubmission, visibleSubmission } from './service.ts'
import { type SubmissionRow, viewSubmission } from './submission-view.ts'

export type Review = {
  submission: string
  decision: 'approve' | 'decline'
  reason?: string | undefined
  expected_version?: number | undefined
}

const outcomeOf = { approve: 'approved', decline: 'declined' } as const

/** The submission, when this actor may decide on it now. Faults: not_found, refused (one's own), conflict, invalid. */
export async function checkReview(context: Context, asked: Review): Promise<SubmissionRow> {
  const row = await visibleSubmission(context, asked.submission, 'review')
  if (row.submittedBy === context.actor.id) throw await ownProposal(context, row)
  if (row.status !== 'submitted') throw settled(row)
  if (asked.expected_version !== undefined && asked.expected_version !== row.version) {
    throw new Fault(
      'conflict',
      `This submission has changed since you looked. It is still waiting: ${row.candidate.name} for ${row.job.title}. Decide again.`,
    )
  }
  if (asked.decision === 'decline' && asked.reason === undefined) {
    throw new Fault('invalid', `Why is ${row.candidate.name} declined? ${row.submitter.name} will read it.`, {
      field: 'reason',
    })
  }
  return row
}

/**
 * Approves or declines a submission that waits, once. Of two who decide at the same moment the second is told the
 * outcome. The application stays where it is. Faults: not_found, refused, conflict, invalid.
 */
export async function reviewSubmission(context: Context, asked: Review) {
  const row = await checkReview(context, asked)
  const at = toDate(context.now)
  const { count } = await context.tx.submission.updateMany({
    where: { id: row.id, version: row.version, status: 'submitted' },
    data: {
      status: outcomeOf[asked.decision],
      reviewedBy: context.actor.id,
      reviewedAt: at,
      reviewReason: asked.reason ?? null,
      ...(asked.reason !== undefined && context.call.tainted ? { tainted: true } : {}),
      updatedAt: at,
      version: { increment: 1 },
    },
  })
  const after = await loadSubmission(context, row.id)
  if (count === 0) throw settled(after)
  await context.deliver({
    effectKey: `submission:${row.id}:reviewed`,
    port: 'message',
    to: [row.submittedBy],
    tool: 'get_submission',
    input: { submission: row.id },
    weight: 'news',
  })
  await context.deliver({
    effectKey: `submission:${row.id}:settled`,
    port: 'card',
    about: { type: 'submission', id: row.id },
  })
  const application = await applicationFor(context, row.candidate.id, row.job.id)
  return {
    ...viewSubmission(context, after, false),
    ...(application ? { application: { id: application.id, status: application.status } } : {}),
  }
}

async function ownProposal(context: Context, row: SubmissionRow): Promise<Fault> {
  const others = (await reviewersOf(context, row.teamId)).filter(({ id }) => id !== context.actor.id)
  const who = others.length > 0 ? ` ${namesOf(others)} can.` : ''
  return new Fault(
    'refused',
    `You put ${row.candidate.name} forward yourself, so somebody else has to decide.${who}`,
  )
}

function settled(row: SubmissionRow): Fault {
  const who = row.reviewer?.name ?? 'Somebody'
  const what = row.status === 'withdrawn' ? 'It was withdrawn' : `${who} has ${row.status} it`
  const why = row.reviewReason ? `: “${row.reviewReason}”` : ''
  return new Fault('conflict', `This is decided already. ${what}${why}. Nothing was changed.`, {
    field: 'submission',
  })
}
