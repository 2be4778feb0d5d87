import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { formatRate, type Rate } from '../../platform/money.ts'
import type { Card, CardButton, Fact } from '../../tools/card.ts'
import type { CardContext, Preview } from '../../tools/tool.ts'
import type { PayFit } from './rates.ts'
import { namesOf, type Reviewer } from './reviewers.ts'
import type { reviewed, submissionPage, submitted } from './shapes.ts'
import { type SubmissionRow, statusLabels } from './submission-view.ts'

type Submitted = z.output<typeof submitted>
type Reviewed = z.output<typeof reviewed>
type SubmissionPage = z.output<typeof submissionPage>

/** What a submission did. */
export function submittedCard(done: Submitted): Card {
  const { candidate, job, told } = done
  return {
    title: `Put ${candidate.name} forward for ${job.title}`,
    text:
      told.length > 0
        ? `${namesOf(told)} will be asked to review it.`
        : 'Nobody in that team can review it yet.',
    facts: [
      ...rateFacts(done),
      {
        label: 'Pipeline',
        value: done.application.created ? 'Added to the pipeline as New' : 'Was in the pipeline already',
      },
    ],
    page: { label: `Open ${candidate.name}`, path: `/candidates/${candidate.id}` },
  }
}

/** What a review decided; the pipeline is left to the reader. */
export function reviewedCard(done: Reviewed, { may }: CardContext): Card {
  const { candidate, job, application } = done
  const approved = done.status === 'approved'
  const moves = approved && application?.status === 'new' && may('application', 'update')
  return {
    title: `${approved ? 'Approved' : 'Declined'} ${candidate.name} for ${job.title}`,
    text: `${done.submitted_by.name} will be told. The application stays where it is.`,
    facts: rateFacts(done),
    ...(moves
      ? {
          buttons: [
            {
              label: 'Move to Screened',
              tool: 'change_status',
              input: { application: application.id, status: 'screened' },
            },
          ],
        }
      : {}),
    page: { label: `Open ${candidate.name}`, path: `/candidates/${candidate.id}` },
  }
}

/** A page of submissions, with buttons to decide on the first three that wait. */
export function submissionsCard(page: SubmissionPage, { may, now }: CardContext): Card {
  if (page.items.length === 0) return { title: 'No submissions', text: page.hint ?? 'Nothing is waiting.' }
  const waiting =
    page.waiting === 0
      ? 'None waits for review.'
      : `${page.waiting} ${page.waiting === 1 ? 'waits' : 'wait'} for review.`
  const buttons = may('submission', 'review')
    ? page.items.filter(({ status }) => status === 'submitted').slice(0, 3)
    : []
  return {
    title: page.total === 1 ? '1 submission' : `${page.total} submissions`,
    text: [page.hint, waiting].filter(Boolean).join(' '),
    table: {
      columns: ['Candidate', 'Opening', 'Put forward by', 'Pay', 'Status', 'Since'],
      rows: page.items.map((item) => [
        item.candidate.name,
        item.job.title,
        item.submitted_by.name,
        item.pay_rate ? formatRate(item.pay_rate) : '–',
        statusLabels[item.status],
        daysAgo(item.reviewed_at ?? item.submitted_at, now),
      ]),
    },
    ...(buttons.length > 0 ? { buttons: buttons.flatMap(decisionButtons) } : {}),
  }
}

/** What a confirmation of a submission says before it is made. */
export function proposalPreview(
  { candidate, job }: { candidate: { name: string }; job: { title: string } },
  asked: { pay_rate?: Rate | undefined; bill_rate?: Rate | undefined; note?: string | undefined },
  told: readonly Reviewer[],
): Preview {
  return {
    text:
      told.length > 0
        ? `${namesOf(told)} will be asked to review it.`
        : 'Nobody in that team can review it yet.',
    facts: [
      { label: 'Candidate', value: candidate.name },
      { label: 'Opening', value: job.title },
      ...rateFacts(asked),
      ...(asked.note === undefined ? [] : [{ label: 'Note', value: asked.note }]),
    ],
  }
}

/** What a confirmation of a review says before it is made. */
export function reviewPreview(
  row: SubmissionRow,
  asked: { decision: string; reason?: string | undefined },
): Preview {
  return {
    text: `${row.submitter.name} will be told.`,
    facts: [
      { label: 'Decision', value: asked.decision === 'approve' ? 'Approve' : 'Decline' },
      { label: 'Candidate', value: row.candidate.name },
      { label: 'Opening', value: row.job.title },
      ...(asked.reason === undefined ? [] : [{ label: 'Reason', value: asked.reason }]),
    ],
  }
}

const fitWords: Record<PayFit, string> = {
  within: 'within the range of the opening',
  below: 'below the range of the opening',
  above: 'above the range of the opening',
}

/** The rates of a submission, as far as they are given. */
export function rateFacts(done: {
  pay_rate?: Rate | undefined
  bill_rate?: Rate | undefined
  pay_fit?: PayFit | undefined
}): Fact[] {
  const fit = done.pay_fit ? `, ${fitWords[done.pay_fit]}` : ''
  return [
    ...(done.pay_rate ? [{ label: 'Pay', value: `${formatRate(done.pay_rate)}${fit}` }] : []),
    ...(done.bill_rate ? [{ label: 'Bill rate', value: formatRate(done.bill_rate) }] : []),
  ]
}

/** A decline asks for its reason. */
function decisionButtons({ id, version, candidate }: SubmissionPage['items'][number]): CardButton[] {
  const input = { submission: id, expected_version: version }
  const tool = 'review_submission'
  return [
    { label: `Approve ${candidate.name}`, tool, input: { ...input, decision: 'approve' } },
    { label: `Decline ${candidate.name}`, tool, input: { ...input, decision: 'decline' }, asks: ['reason'] },
  ]
}

function daysAgo(at: string, now: Temporal.Instant): string {
  const days = Math.floor(Temporal.Instant.from(at).until(now).total('days'))
  if (days < 1) return 'today'
  return days === 1 ? '1 day' : `${days} days`
}
