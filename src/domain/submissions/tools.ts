import { z } from 'zod'
import { choiceOf, cursor, idOf, limit, rateOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { proposalPreview, reviewedCard, reviewPreview, submissionsCard, submittedCard } from './cards.ts'
import { listSubmissions as list } from './list-service.ts'
import { checkReview, reviewSubmission as review } from './review-service.ts'
import { reviewersOf } from './reviewers.ts'
import { reviewed, submissionPage, submitted } from './shapes.ts'
import { checkProposal, submitCandidate as submit } from './submit-service.ts'

const proposal = {
  candidate: idOf('candidate', 'Whom to put forward.'),
  job: idOf('job', 'For which opening.'),
  note: textOf('What speaks for them, for the reviewer.', 4_000, {
    cues: ['note', 'saying', 'because'],
  }).optional(),
  pay_rate: rateOf('What they would be paid, in the currency and unit of the opening.', [
    'pay',
    'at',
    'paying',
  ]).optional(),
  bill_rate: rateOf('What the client would pay; at most the not-to-exceed rate of the opening.', [
    'bill',
    'billing',
  ]).optional(),
}

export const submitCandidate = defineTool({
  name: 'submit_candidate',
  title: 'Put a candidate forward',
  description:
    'Puts a candidate forward for an opening, for review by the managers of its team, and adds them to its pipeline if they are not in it. ' +
    'Use it when somebody is ready to be shown to a manager. The bill rate may not exceed the limit of the opening; pay outside its range is allowed and said. ' +
    'Returns the submission, where the pay stands, and who was asked to review it.',
  examples: [
    'submit nora haddad for the claims backend role',
    'put Marcus Ellery forward for Site Reliability Engineer at 92 an hour',
    'submit candidate to job at $88/hr pay and $125/hr bill',
    'send her to the manager for the data analyst opening',
    'propose Lena Großmann for JOB-1004',
  ],
  permission: { resource: 'submission', action: 'create' },
  effect: 'outward',
  featured: ['recruiter'],
  input: z.strictObject(proposal),
  output: submitted,
  targets: (input) => [
    { type: 'candidate', id: input.candidate },
    { type: 'job', id: input.job },
  ],
  run: submit,
  preview: async (context, input) => {
    const { candidate, job } = await checkProposal(context, input)
    return proposalPreview({ candidate, job }, input, await reviewersOf(context, job.teamId))
  },
  card: submittedCard,
})

export const reviewSubmission = defineTool({
  name: 'review_submission',
  title: 'Review a submission',
  description:
    'Approves or declines a submission that waits for review, once, and tells whoever put the candidate forward, with the reason. ' +
    'Use it when a manager has made up their mind. A decline needs a reason. The application itself stays where it is. ' +
    'Returns the decided submission.',
  examples: [
    'approve the submission of nora haddad',
    'decline Marcus for the SRE role because the rate is too high',
    'accept this submission',
    'turn down the first submission, too junior for the team',
    'yes to the second one',
  ],
  permission: { resource: 'submission', action: 'review' },
  effect: 'outward',
  featured: ['manager'],
  input: z.strictObject({
    submission: idOf('submission', 'Which submission.'),
    decision: choiceOf(['approve', 'decline'], 'What was decided.', {
      approve: ['accept', 'yes', 'ok', 'take', 'approved'],
      decline: ['reject', 'refuse', 'turn down', 'no', 'pass on', 'declined'],
    }),
    reason: textOf('Why; needed for a decline, and shown to whoever put the candidate forward.', 2_000, {
      cues: ['because', 'reason', 'since'],
    }).optional(),
    expected_version: z
      .int()
      .positive()
      .optional()
      .describe('The version that was looked at.')
      .meta({ kind: 'number' }),
  }),
  asked: () => ({ reason: { hint: 'Whoever put the candidate forward will read it.' } }),
  output: reviewed,
  targets: (input) => [{ type: 'submission', id: input.submission }],
  run: review,
  preview: async (context, input) => reviewPreview(await checkReview(context, input), input),
  card: reviewedCard,
})

export const listSubmissions = defineTool({
  name: 'list_submissions',
  title: 'List submissions',
  description:
    'Lists candidates who were put forward for openings, those waiting for review first. ' +
    'Use it to see what waits for a decision, what became of a submission, or to find one by the name of the candidate or opening. ' +
    'Returns candidate, opening, who put them forward, rates and status; detail full adds notes and reasons.',
  examples: [
    'which submissions are waiting for me?',
    'show submissions',
    'what happened to my submissions for the claims role',
    'submissions by Sam this month',
    'list declined submissions',
    'what has been submitted so far',
  ],
  permission: { resource: 'submission', action: 'read' },
  effect: 'read',
  featured: ['manager', 'supplier'],
  finds: 'submission',
  lists: 'submission',
  input: z.strictObject({
    query: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Words of the name of the candidate, the opening or the client.')
      .meta({ kind: 'query', cues: ['of', 'about', 'named'] }),
    status: choiceOf(['waiting', 'approved', 'declined', 'withdrawn'], 'Only those that stand so.', {
      waiting: [
        'waits',
        'wait',
        'awaiting',
        'pending submissions',
        'pending review',
        'to review',
        'undecided',
      ],
      approved: ['accepted'],
      declined: ['rejected', 'refused', 'turned down'],
    }).optional(),
    whose: choiceOf(['mine', 'everyone'], 'mine: only those that the caller put forward.', {
      mine: ['my', 'my own', 'i put forward', 'i submitted'],
      everyone: ['all', 'everybody'],
    }).default('everyone'),
    job: idOf('job', 'Only for this opening.').optional(),
    candidate: idOf('candidate', 'Only of this candidate.').optional(),
    team: idOf('team', 'Only for openings of this team.').optional(),
    submitted_by: idOf('user', 'Only those that this person put forward.').optional(),
    detail: choiceOf(['concise', 'full'], 'full adds notes and reasons.').default('concise'),
    limit,
    cursor,
  }),
  output: submissionPage,
  targets: () => [],
  run: list,
  card: submissionsCard,
  taints: (output) => output.items.some((item) => item.tainted),
})
