import type { Prisma } from '../../db/generated/client.ts'
import { toInstant } from '../../platform/clock.ts'
import { type Rate, rateUnits } from '../../platform/money.ts'
import type { Context } from '../../tools/tool.ts'
import { fitOf } from './rates.ts'

export const statuses = ['submitted', 'approved', 'declined', 'withdrawn'] as const
export type SubmissionStatus = (typeof statuses)[number]

/** What people call each status. */
export const statusLabels: Record<SubmissionStatus, string> = {
  submitted: 'Waiting for review',
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
}

export const submissionColumns = {
  id: true,
  version: true,
  status: true,
  note: true,
  tainted: true,
  payRate: true,
  billRate: true,
  currency: true,
  rateUnit: true,
  submittedBy: true,
  teamId: true,
  createdAt: true,
  reviewedAt: true,
  reviewReason: true,
  candidate: { select: { id: true, name: true } },
  job: { select: { id: true, title: true, reference: true, payMin: true, payMax: true } },
  team: { select: { id: true, name: true } },
  submitter: { select: { id: true, name: true } },
  reviewer: { select: { id: true, name: true } },
} as const satisfies Prisma.SubmissionSelect

export type SubmissionRow = Prisma.SubmissionGetPayload<{ select: typeof submissionColumns }>

/** A submission as answers show it; `full` adds the texts of people. */
export function viewSubmission(context: Context, row: SubmissionRow, full: boolean) {
  const status = asStatus(row.status)
  const pay = context.mayField('submission', 'pay_rate') ? rateOf(row, row.payRate) : undefined
  const bill = context.mayField('submission', 'bill_rate') ? rateOf(row, row.billRate) : undefined
  const fit = pay && context.mayField('job', 'pay_range') ? fitOf(row.job, pay.amount) : undefined
  return {
    id: row.id,
    label: `${row.candidate.name} for ${row.job.title}`,
    detail: `${statusLabels[status]}, put forward by ${row.submitter.name}`,
    version: row.version,
    status,
    candidate: row.candidate,
    job: { id: row.job.id, title: row.job.title, reference: row.job.reference },
    team: row.team,
    submitted_by: row.submitter,
    submitted_at: toInstant(row.createdAt).toString(),
    ...(pay ? { pay_rate: pay } : {}),
    ...(bill ? { bill_rate: bill } : {}),
    ...(fit ? { pay_fit: fit } : {}),
    ...(row.reviewer ? { reviewed_by: row.reviewer } : {}),
    ...(row.reviewedAt ? { reviewed_at: toInstant(row.reviewedAt).toString() } : {}),
    ...(full && row.note !== null ? { note: row.note } : {}),
    ...(full && row.reviewReason !== null ? { reason: row.reviewReason } : {}),
    tainted: full && row.tainted,
  }
}

/** A stored status; one that is unknown is a fault of ours. */
export function asStatus(text: string): SubmissionStatus {
  const status = statuses.find((one) => one === text)
  if (!status) throw new Error(`The status ${text} of a submission is unknown.`)
  return status
}

function rateOf(row: Pick<SubmissionRow, 'currency' | 'rateUnit'>, amount: number | null): Rate | undefined {
  const unit = rateUnits.find((one) => one === row.rateUnit)
  return amount !== null && row.currency !== null && unit
    ? { amount, currency: row.currency, unit }
    : undefined
}
