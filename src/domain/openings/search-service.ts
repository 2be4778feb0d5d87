import type { Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf, pageGone } from '../../db/page.ts'
import type { Context } from '../../tools/tool.ts'
import { jobInclude, viewJob } from './job-view.ts'
import { jobPolicy } from './policy.ts'

export const sortings = ['newest', 'title', 'starting'] as const
export type Sorting = (typeof sortings)[number]

export type JobSearch = {
  query?: string | undefined
  status?: string | undefined
  client?: string | undefined
  team?: string | undefined
  owner?: string | undefined
  mine?: boolean | undefined
  level?: string | undefined
  workplace?: string | undefined
  skills?: string[] | undefined
  sort?: Sorting | undefined
  limit: number
  cursor?: string | undefined
}

/** A page of openings: by fit when there is a query, open ones first; else the open ones in the order asked for. */
export async function searchJobs(context: Context, search: JobSearch) {
  const { tx } = context
  const where = { AND: [context.where(jobPolicy), ...(await filters(context, search))] }
  const { orderBy, after } = sorts[search.sort ?? 'newest']
  const page = await findPage(
    tx,
    { ...search, subject: 'job' },
    {
      visible: (ids) =>
        tx.job.findMany({ where: { AND: [where, { id: { in: ids } }] }, select: { id: true } }),
      load: (ids) => tx.job.findMany({ where: { AND: [where, { id: { in: ids } }] }, include: jobInclude }),
      after: async (id, take) =>
        tx.job.findMany({
          where: id === undefined ? where : { AND: [where, after(await lastRow(context, id))] },
          include: jobInclude,
          orderBy: [...orderBy],
          take,
        }),
      count: () => tx.job.count({ where }),
    },
  )
  const { rows, ...rest } = page
  const items = rows.map((row) => ({ ...viewJob(context, row), ...(row.match ? { match: row.match } : {}) }))
  return { items, ...rest, ...hintOf(page, { query: search.query, things: 'openings' }) }
}

type LastRow = { id: string; createdAt: Date; title: string; startsOn: Date | null }

type Sort = {
  orderBy: readonly Prisma.JobOrderByWithRelationInput[]
  /** The rows that stand after this one. */
  after(last: LastRow): Prisma.JobWhereInput
}

const sorts: Readonly<Record<Sorting, Sort>> = {
  newest: {
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    after: ({ id, createdAt }) => ({ OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }),
  },
  title: {
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
    after: ({ id, title }) => ({ OR: [{ title: { gt: title } }, { title, id: { gt: id } }] }),
  },
  starting: {
    orderBy: [{ startsOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    after: ({ id, startsOn }) =>
      startsOn === null
        ? { startsOn: null, id: { gt: id } }
        : { OR: [{ startsOn: { gt: startsOn } }, { startsOn, id: { gt: id } }, { startsOn: null }] },
  },
}

async function lastRow({ tx }: Context, id: string): Promise<LastRow> {
  const row = await tx.job.findUnique({
    where: { id },
    select: { id: true, createdAt: true, title: true, startsOn: true },
  })
  if (!row) throw pageGone()
  return row
}

async function filters(context: Context, search: JobSearch): Promise<Prisma.JobWhereInput[]> {
  const status = search.status ?? (search.query === undefined ? 'open' : 'all')
  return [
    ...(status === 'all' ? [] : [{ status }]),
    ...(search.client === undefined ? [] : [{ clientId: search.client }]),
    ...(search.team === undefined ? [] : [{ teamId: search.team }]),
    ...(search.owner === undefined ? [] : [{ ownerId: search.owner }]),
    ...(search.mine === true ? [{ ownerId: context.actor.id }] : []),
    ...(search.level === undefined ? [] : [{ level: search.level }]),
    ...(search.workplace === undefined ? [] : [{ workplace: search.workplace }]),
    ...(await Promise.all((search.skills ?? []).map((skill) => asksFor(context, skill)))),
  ]
}

/** Openings that require or wish for a skill, however it is written there. */
async function asksFor({ tx }: Context, skill: string): Promise<Prisma.JobWhereInput> {
  const rows = await tx.$queryRaw<{ skill: string }[]>`
    select distinct s as skill from job, unnest(required_skills || wished_skills) s where fold(s) = fold(${skill})`
  const spelt = rows.map((row) => row.skill)
  return { OR: [{ requiredSkills: { hasSome: spelt } }, { wishedSkills: { hasSome: spelt } }] }
}
