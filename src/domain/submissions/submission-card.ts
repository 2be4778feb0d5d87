import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { Card, CardButton, Fact } from '../../tools/card.ts'
import type { CardContext } from '../../tools/tool.ts'
import { rateFacts } from './cards.ts'
import type { oneSubmission } from './shapes.ts'
import { statusLabels } from './submission-view.ts'

type Shown = z.output<typeof oneSubmission>

const closed = new Set(['filled', 'closed'])

/** One submission: what is proposed while it waits, with the buttons of whoever decides; what was decided afterwards. */
export function submissionCard(shown: Shown, context: CardContext): Card {
  const { candidate, job, job_status, status, may_decide } = shown
  const over = closed.has(job_status)
  return {
    title: `${candidate.name} for ${job.title}`,
    text: whereItStands(shown, over),
    facts: [
      { label: 'Status', value: statusLabels[status] },
      { label: 'Candidate', value: candidate.name },
      { label: 'Opening', value: `${job.title}, ${job.reference}${over ? ` (${job_status})` : ''}` },
      { label: 'Team', value: shown.team.name },
      {
        label: 'Put forward by',
        value: `${shown.submitted_by.name}, ${sayWhen(shown.submitted_at, context)}`,
      },
      ...rateFacts(shown),
      ...(shown.note === undefined ? [] : [{ label: 'Note', value: shown.note }]),
      ...decisionFacts(shown, context),
    ],
    ...(may_decide ? { buttons: decisionButtons(shown, over) } : {}),
    page: { label: `Open ${candidate.name}`, path: `/candidates/${candidate.id}` },
  }
}

function whereItStands({ status, reviewed_by, may_decide }: Shown, over: boolean): string {
  if (status === 'withdrawn') return 'This was withdrawn. There is nothing left to decide.'
  if (status !== 'submitted') return `${reviewed_by?.name ?? 'Somebody'} has ${status} it.`
  if (over) return 'The opening takes nobody any more.'
  return may_decide ? 'This waits for your decision.' : 'This waits for a decision.'
}

function decisionFacts({ reviewed_by, reviewed_at, reason }: Shown, context: CardContext): Fact[] {
  return [
    ...(reviewed_by && reviewed_at
      ? [{ label: 'Decided by', value: `${reviewed_by.name}, ${sayWhen(reviewed_at, context)}` }]
      : []),
    ...(reason === undefined ? [] : [{ label: 'Reason', value: reason }]),
  ]
}

/** A decline asks for its reason. Nobody is approved for an opening that is closed. */
function decisionButtons({ id, version }: Shown, over: boolean): CardButton[] {
  const input = { submission: id, expected_version: version }
  return [
    ...(over
      ? []
      : [
          {
            label: 'Approve',
            tool: 'review_submission',
            input: { ...input, decision: 'approve' },
            style: 'primary' as const,
          },
        ]),
    {
      label: 'Decline',
      tool: 'review_submission',
      input: { ...input, decision: 'decline' },
      asks: ['reason'],
      style: 'danger',
    },
  ]
}

function sayWhen(at: string, { timeZone }: CardContext): string {
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(timeZone)
    .toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}
