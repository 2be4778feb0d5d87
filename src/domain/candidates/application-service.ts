import type { Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf } from '../../db/page.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { applicationItem, applicationNames } from './application-view.ts'
import { applicationPolicy } from './policy.ts'
import { ensureApplication, visibleCandidate, visibleJob } from './service.ts'
import { isStatus, type Status, statusLabels } from './stages.ts'

/**
 * Puts a candidate on the pipeline of an opening as New. Faults: not_found for either; refused when the opening is
 * closed or filled, or the candidate is on it already; denied for an opening outside the actor's scope.
 */
export async function startApplication(
  context: Context,
  input: { candidate: string; job: string; owner?: string | undefined },
): Promise<{
  id: string
  label: string
  version: number
  candidate: { id: string; name: string }
  job: { id: string; title: string }
}> {
  const candidate = await visibleCandidate(context, input.candidate)
  const job = await visibleJob(context, input.job)
  if (['closed', 'filled'].includes(job.status))
    throw new Fault('refused', `${job.title} is ${job.status}. Nobody can be added to it.`)
  const owner = input.owner ?? (context.actor.kind === 'internal' ? context.actor.id : job.ownerId)
  await checkOwner(context, owner)
  const { application, created } = await ensureApplication(context, { candidate: candidate.id, job, owner })
  if (!created) {
    const status = isStatus(application.status) ? statusLabels[application.status] : application.status
    throw new Fault(
      'refused',
      `${candidate.name} is on the pipeline of ${job.title} already, in ${status}.`,
      {
        options: [{ id: application.id, label: `${candidate.name} for ${job.title}` }],
      },
    )
  }
  await checkScope(context, application.id)
  return {
    id: application.id,
    label: `${candidate.name} for ${job.title}`,
    version: application.version,
    candidate: { id: candidate.id, name: candidate.name },
    job: { id: job.id, title: job.title },
  }
}

async function checkOwner({ tx }: Context, owner: string): Promise<void> {
  const user = await tx.user.findFirst({ where: { id: owner, kind: 'internal', status: 'active' } })
  if (!user)
    throw new Fault('not_found', "I can't find that colleague. Who should own this application?", {
      field: 'owner',
    })
}

async function checkScope(context: Context, id: string): Promise<void> {
  const within = await context.tx.application.count({
    where: { AND: [{ id }, context.where(applicationPolicy, 'create')] },
  })
  if (within !== 1)
    throw new Fault('denied', 'That opening belongs to another team. Ask its owner to add this person.')
}

export type ApplicationSearch = {
  query?: string | undefined
  candidate?: string | undefined
  job?: string | undefined
  status?: Status | undefined
  owner?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** Applications that the actor may see: the best match first when there are words, else whichever moved last. */
export async function findApplications(context: Context, search: ApplicationSearch) {
  const { tx } = context
  const where = { AND: [context.where(applicationPolicy), ...filtersOf(search)] }
  const among = (ids: string[]): Prisma.ApplicationWhereInput => ({ AND: [where, { id: { in: ids } }] })
  const page = await findPage(
    tx,
    { subject: 'application', query: search.query, limit: search.limit, cursor: search.cursor },
    {
      visible: (ids) => tx.application.findMany({ where: among(ids), select: { id: true } }),
      load: (ids) => tx.application.findMany({ where: among(ids), include: applicationNames }),
      after: (id, take) =>
        tx.application.findMany({
          where,
          orderBy: [{ statusChangedAt: 'desc' }, { id: 'desc' }],
          take,
          ...(id ? { cursor: { id }, skip: 1 } : {}),
          include: applicationNames,
        }),
      count: () => tx.application.count({ where }),
    },
  )
  const { rows, ...rest } = page
  return {
    ...rest,
    items: rows.map((row) => ({
      ...applicationItem(context, row),
      ...(row.match ? { match: row.match } : {}),
    })),
    ...hintOf(page, { query: search.query, things: 'applications' }),
  }
}

/** The filters of a search as conditions, each present only when it was given. */
export function filtersOf({
  candidate,
  job,
  status,
  owner,
}: Omit<ApplicationSearch, 'limit'>): Prisma.ApplicationWhereInput[] {
  return [
    ...(candidate ? [{ candidateId: candidate }] : []),
    ...(job ? [{ jobId: job }] : []),
    ...(status ? [{ status }] : []),
    ...(owner ? [{ ownerId: owner }] : []),
  ]
}
