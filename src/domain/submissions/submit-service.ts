import type { Candidate, Job } from '../../db/generated/client.ts'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Rate } from '../../platform/money.ts'
import type { Context } from '../../tools/tool.ts'
import { ensureApplication, visibleCandidate, visibleJob } from '../candidates/service.ts'
import { submissionPolicy } from './policy.ts'
import { checkRates } from './rates.ts'
import { reviewersOf } from './reviewers.ts'
import { loadSubmission, visibleTwin } from './service.ts'
import { statusLabels, viewSubmission } from './submission-view.ts'

export type Proposal = {
  candidate: string
  job: string
  note?: string | undefined
  pay_rate?: Rate | undefined
  bill_rate?: Rate | undefined
}

/** What a proposal names, found and checked; nothing is changed. */
export async function checkProposal(
  context: Context,
  asked: Proposal,
): Promise<{ candidate: Candidate; job: Job }> {
  const candidate = await visibleCandidate(context, asked.candidate)
  const job = await visibleJob(context, asked.job)
  if (job.status !== 'open') {
    throw new Fault(
      'refused',
      `${job.title} takes nobody new: it is ${job.status.replace('_', ' ')}. Choose an open one.`,
      {
        field: 'job',
      },
    )
  }
  checkRates(job, { pay: asked.pay_rate, bill: asked.bill_rate }, context.mayField('job', 'bill_rate'))
  const twin = await context.tx.submission.count({ where: { candidateId: candidate.id, jobId: job.id } })
  if (twin > 0) throw await alreadyThere(context, candidate, job)
  return { candidate, job }
}

/**
 * Puts a candidate forward for an opening and tells those who review for its team. Faults: not_found, refused (the
 * opening takes nobody, the application is over, a rate is too high), invalid (a rate cannot be compared), conflict
 * (they are put forward already), denied (the opening belongs to a team for which the actor may not do this).
 */
export async function submitCandidate(context: Context, asked: Proposal) {
  const { candidate, job } = await checkProposal(context, asked)
  const id = await insert(context, asked, { candidate, job })
  const { actor } = context
  const owner = actor.kind === 'internal' ? actor.id : job.ownerId
  const { application, created } = await ensureApplication(context, { candidate: candidate.id, job, owner })
  if (application.status === 'rejected' || application.status === 'hired')
    throw over(context, application.status)
  const reviewers = (await reviewersOf(context, job.teamId)).filter((reviewer) => reviewer.id !== actor.id)
  await context.deliver({
    effectKey: `submission:${id}:submitted`,
    port: 'message',
    to: reviewers.map((reviewer) => reviewer.id),
    tool: 'get_submission',
    input: { submission: id },
    weight: 'waits',
    about: { type: 'submission', id },
  })
  return {
    ...viewSubmission(context, await loadSubmission(context, id), false),
    application: { id: application.id, created },
    told: reviewers,
  }
}

async function insert(
  context: Context,
  asked: Proposal,
  { candidate, job }: { candidate: Candidate; job: Job },
): Promise<string> {
  const id = context.newId()
  const at = toDate(context.now)
  const { pay_rate, bill_rate, note } = asked
  const { count } = await context.tx.submission.createMany({
    data: [
      {
        id,
        candidateId: candidate.id,
        jobId: job.id,
        submittedBy: context.actor.id,
        teamId: job.teamId,
        note: note ?? null,
        tainted: note !== undefined && (context.actor.kind !== 'internal' || context.call.tainted),
        payRate: pay_rate?.amount ?? null,
        billRate: bill_rate?.amount ?? null,
        ...(pay_rate || bill_rate ? { currency: job.currency, rateUnit: job.rateUnit } : {}),
        createdAt: at,
        updatedAt: at,
      },
    ],
    skipDuplicates: true,
  })
  // Somebody else was faster by an instant, so that the check before could not see it.
  if (count === 0) throw await alreadyThere(context, candidate, job)
  const mine = { AND: [{ id }, context.where(submissionPolicy, 'create')] }
  if ((await context.tx.submission.count({ where: mine })) === 1) return id
  throw new Fault('denied', `You may not put anybody forward for ${job.title}. Ask its team to do it.`)
}

/** Says by whom and with what outcome only to those who may see that submission. */
async function alreadyThere(context: Context, candidate: Candidate, job: Job): Promise<Fault> {
  const twin = await visibleTwin(context, candidate.id, job.id)
  const who = twin ? ` by ${twin.submitter.name} (${statusLabels[twin.status].toLowerCase()})` : ''
  return new Fault('conflict', `${candidate.name} has been put forward for ${job.title} already${who}.`, {
    field: 'candidate',
    ...(twin ? { options: [{ id: twin.id, label: `${candidate.name} for ${job.title}` }] } : {}),
  })
}

function over(context: Context, status: 'rejected' | 'hired'): Fault {
  if (!context.may('application', 'read'))
    return new Fault(
      'refused',
      'This person cannot be put forward for that opening now. Please ask your contact.',
    )
  return status === 'hired'
    ? new Fault('refused', 'They are hired for this opening already.', { field: 'candidate' })
    : new Fault(
        'refused',
        'Their application for this opening was rejected. Reconsider it first, then put them forward.',
        { field: 'candidate' },
      )
}
