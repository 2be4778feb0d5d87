import type { Application, Candidate, Job } from '../../db/generated/client.ts'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { applicationNames } from './application-view.ts'
import { applicationJobPolicy, applicationPolicy, candidatePolicy } from './policy.ts'

/**
 * What other rooms may use of this one: finding a candidate or application that the actor may see, and putting a person
 * on the pipeline of an opening.
 */

const unknown = (what: string) =>
  new Fault('not_found', `I can't find that ${what}, or it isn't yours to see.`)

/** The candidate with this id, if the actor may see them. Faults: not_found. */
export async function visibleCandidate(context: Context, id: string, action = 'read'): Promise<Candidate> {
  const row = await context.tx.candidate.findFirst({
    where: { AND: [{ id }, context.where(candidatePolicy, action)] },
  })
  if (!row) throw unknown('candidate')
  return row
}

/** The application with this id, with its candidate and opening, if the actor may do `action` on it. Faults: not_found. */
export async function visibleApplication(context: Context, id: string, action = 'read') {
  const row = await context.tx.application.findFirst({
    where: { AND: [{ id }, context.where(applicationPolicy, action)] },
    include: applicationNames,
  })
  if (!row) throw unknown('application')
  return row
}

/** The opening with this id, if the actor may see it. Faults: not_found. */
export async function visibleJob(context: Context, id: string): Promise<Job> {
  const row = await context.tx.job.findFirst({
    where: { AND: [{ id }, context.where(applicationJobPolicy, 'read')] },
  })
  if (!row) throw unknown('opening')
  return row
}

/** The application of a candidate for an opening, whoever may see it; null when there is none. */
export function applicationFor(
  context: Context,
  candidate: string,
  job: string,
): Promise<Application | null> {
  return context.tx.application.findUnique({
    where: { candidateId_jobId: { candidateId: candidate, jobId: job } },
  })
}

/**
 * Puts a candidate on the pipeline of an opening as New, unless they are on it. The caller has checked that the actor
 * may see both and may do this. The application belongs to the team of the opening and to `owner`.
 */
export async function ensureApplication(
  context: Context,
  {
    candidate,
    job,
    owner,
  }: { candidate: string; job: Pick<Job, 'id' | 'teamId' | 'ownerId'>; owner?: string },
): Promise<{ application: Application; created: boolean }> {
  const present = await applicationFor(context, candidate, job.id)
  if (present) return { application: present, created: false }
  const at = toDate(context.now)
  const application = await context.tx.application.create({
    data: {
      id: context.newId(),
      candidateId: candidate,
      jobId: job.id,
      ownerId: owner ?? job.ownerId,
      teamId: job.teamId,
      statusChangedAt: at,
      createdAt: at,
      updatedAt: at,
      changes: {
        create: {
          id: context.newId(),
          toStatus: 'new',
          actorId: context.actor.id,
          door: context.call.door,
          at,
        },
      },
    },
  })
  return { application, created: true }
}

/** How many applications for an opening stand where, of those that the actor may see; stages without any are left out. */
export async function countByStatus(context: Context, job: string): Promise<Record<string, number>> {
  const groups = await context.tx.application.groupBy({
    by: ['status'],
    where: { AND: [context.where(applicationPolicy, 'read'), { jobId: job }] },
    _count: { _all: true },
  })
  return Object.fromEntries(groups.map((group) => [group.status, group._count._all]))
}

/** Shows the submissions that wait anew wherever they are shown, for when their candidate or opening reads otherwise now. */
export async function refreshSubmissions(
  context: Context,
  of: { candidateId: string } | { jobId: string },
): Promise<void> {
  const waiting = await context.tx.submission.findMany({
    where: { ...of, status: 'submitted' },
    select: { id: true },
  })
  for (const { id } of waiting) {
    await context.deliver({
      effectKey: `submission:${id}:changed:${context.call.id}`,
      port: 'card',
      about: { type: 'submission', id },
    })
  }
}

/** The visible application that has waited longest in the first stage, by the names of both sides; undefined when none does. */
export async function waitingApplication(
  context: Context,
): Promise<{ candidate: string; job: string } | undefined> {
  const row = await context.tx.application.findFirst({
    where: { AND: [context.where(applicationPolicy, 'read'), { status: 'new' }] },
    orderBy: [{ statusChangedAt: 'asc' }, { id: 'asc' }],
    include: applicationNames,
  })
  return row ? { candidate: row.candidate.name, job: row.job.title } : undefined
}

/** What candidates, applications and openings are called, of those that the actor may see; others are left out. */
export async function labelsOf(
  context: Context,
  targets: readonly { type: string; id: string }[],
): Promise<Map<string, string>> {
  const idsOf = (type: string) => [...new Set(targets.filter((one) => one.type === type).map(({ id }) => id))]
  const { tx } = context
  const [candidates, applications, jobs] = await Promise.all([
    tx.candidate.findMany({
      where: { AND: [{ id: { in: idsOf('candidate') } }, context.where(candidatePolicy, 'read')] },
      select: { id: true, name: true },
    }),
    tx.application.findMany({
      where: { AND: [{ id: { in: idsOf('application') } }, context.where(applicationPolicy, 'read')] },
      include: applicationNames,
    }),
    tx.job.findMany({
      where: { AND: [{ id: { in: idsOf('job') } }, context.where(applicationJobPolicy, 'read')] },
      select: { id: true, title: true },
    }),
  ])
  return new Map([
    ...candidates.map(({ id, name }) => [id, name] as const),
    ...applications.map(({ id, candidate, job }) => [id, `${candidate.name} for ${job.title}`] as const),
    ...jobs.map(({ id, title }) => [id, title] as const),
  ])
}
