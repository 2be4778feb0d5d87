import { Temporal } from 'temporal-polyfill'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { ensureApplication } from '../candidates/service.ts'
import { checkProposal, type Proposal } from './submit-service.ts'

export type Import = Proposal & {
  submitted_by: string
  submitted_at: string
  review?:
    | { status: 'approved' | 'declined'; by: string; at: string; reason?: string | undefined }
    | undefined
}

/**
 * Takes over a submission that was made elsewhere: who made it and when, and what became of it. Tells nobody. Faults:
 * as for submitting; invalid for a time that is still to come or a review before its submission.
 */
export async function importSubmission(context: Context, asked: Import): Promise<{ id: string }> {
  const { candidate, job } = await checkProposal(context, asked)
  const submittedAt = past(context, asked.submitted_at, 'submitted_at')
  const reviewedAt = asked.review && past(context, asked.review.at, 'review')
  if (reviewedAt && Temporal.Instant.compare(reviewedAt, submittedAt) < 0)
    throw new Fault('invalid', 'A review cannot come before its submission.', { field: 'review' })
  const submitter = await context.tx.user.findUnique({
    where: { id: asked.submitted_by },
    select: { kind: true },
  })
  if (!submitter)
    throw new Fault('not_found', "I can't find who put this forward.", { field: 'submitted_by' })
  const id = context.newId()
  const { pay_rate, bill_rate, note, review } = asked
  await context.tx.submission.create({
    data: {
      id,
      candidateId: candidate.id,
      jobId: job.id,
      submittedBy: asked.submitted_by,
      teamId: job.teamId,
      note: note ?? null,
      tainted: note !== undefined && submitter.kind !== 'internal',
      payRate: pay_rate?.amount ?? null,
      billRate: bill_rate?.amount ?? null,
      ...(pay_rate || bill_rate ? { currency: job.currency, rateUnit: job.rateUnit } : {}),
      createdAt: toDate(submittedAt),
      updatedAt: toDate(reviewedAt ?? submittedAt),
      ...(review && reviewedAt
        ? {
            status: review.status,
            reviewedBy: review.by,
            reviewedAt: toDate(reviewedAt),
            reviewReason: review.reason ?? null,
            version: 2,
          }
        : {}),
    },
  })
  await ensureApplication(context, { candidate: candidate.id, job })
  return { id }
}

function past({ now }: Context, text: string, field: string): Temporal.Instant {
  const at = Temporal.Instant.from(text)
  if (Temporal.Instant.compare(at, now) > 0)
    throw new Fault('invalid', `${text} is still to come.`, { field })
  return at
}
