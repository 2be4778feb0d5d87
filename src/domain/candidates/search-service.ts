import type { Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf } from '../../db/page.ts'
import { dayToDate } from '../../platform/clock.ts'
import type { Context } from '../../tools/tool.ts'
import { candidateColumns, candidateItem } from './candidate-view.ts'
import type { Level } from './level.ts'
import { applicationPolicy, candidatePolicy } from './policy.ts'
import { queryForms } from './query-forms.ts'
import { canonicalSkill, skillKey } from './skills.ts'
import type { Status } from './stages.ts'

export type CandidateSearch = {
  query?: string | undefined
  skills?: readonly string[] | undefined
  level?: Level | undefined
  location?: string | undefined
  status?: Status | undefined
  job?: string | undefined
  owner?: string | undefined
  available_by?: string | undefined
  open_to_remote?: boolean | undefined
  limit: number
  cursor?: string | undefined
}

/**
 * Candidates that the actor may see. With words the best match comes first, without them whoever changed last. Faults:
 * invalid or expired for a cursor that is none or whose row is gone.
 */
export async function findCandidates(context: Context, search: CandidateSearch) {
  const where = { AND: [context.where(candidatePolicy), ...(await filtersOf(context, search))] }
  const query = search.query === undefined ? undefined : await bestForm(context, where, search.query)
  const page = await find(context, where, { ...search, query })
  const { rows, ...rest } = page
  return {
    ...rest,
    items: rows.map((row) => ({
      ...candidateItem(context, row),
      ...(row.match ? { match: row.match } : {}),
    })),
    ...hintOf(page, { query: search.query, things: 'candidates', conditions: conditionsOf(search) }),
  }
}

/** The other conditions of a search in words, for saying what nobody fits. */
function conditionsOf({
  skills = [],
  level,
  location,
  available_by,
  open_to_remote,
}: CandidateSearch): string[] {
  return [
    ...skills,
    ...(level ? [level] : []),
    ...(location ? [`in ${location}`] : []),
    ...(available_by ? [`available by ${available_by}`] : []),
    ...(open_to_remote ? ['open to remote work'] : []),
  ]
}

function find(
  context: Context,
  where: Prisma.CandidateWhereInput,
  asked: { query?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const among = (ids: string[]) => ({ AND: [where, { id: { in: ids } }] })
  const { tx } = context
  const select = candidateColumns(context)
  return findPage(
    tx,
    { subject: 'candidate', query: asked.query, limit: asked.limit, cursor: asked.cursor },
    {
      visible: (ids) => tx.candidate.findMany({ where: among(ids), select: { id: true } }),
      load: (ids) => tx.candidate.findMany({ where: among(ids), select }),
      after: (id, take) =>
        tx.candidate.findMany({
          where,
          orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
          take,
          ...(id ? { cursor: { id }, skip: 1 } : {}),
          select,
        }),
      count: () => tx.candidate.count({ where }),
    },
  )
}

/** The first form of the query that fits somebody well; the query as written when none does. */
async function bestForm(context: Context, where: Prisma.CandidateWhereInput, query: string): Promise<string> {
  const forms = queryForms(query)
  if (forms.length === 1) return query
  for (const form of forms) {
    const [first] = (await find(context, where, { query: form, limit: 1 })).rows
    if (first && first.match !== 'close') return form
  }
  return query
}

async function filtersOf(context: Context, search: CandidateSearch): Promise<Prisma.CandidateWhereInput[]> {
  const { level, location, status, job, owner, available_by, open_to_remote } = search
  const application = [...(status ? [{ status }] : []), ...(job ? [{ jobId: job }] : [])]
  return [
    ...(await skillFilters(context, search.skills ?? [])),
    ...(level ? [{ level }] : []),
    ...(location ? [await placeFilter(context, location)] : []),
    ...(owner ? [{ ownerId: owner }] : []),
    ...(available_by ? [{ availableOn: { lte: dayToDate(available_by) } }] : []),
    ...(open_to_remote === undefined ? [] : [{ openToRemote: open_to_remote }]),
    ...(application.length > 0
      ? [{ applications: { some: { AND: [context.where(applicationPolicy, 'read'), ...application] } } }]
      : []),
  ]
}

/** Places whose name holds the words, with or without their accents. */
async function placeFilter({ tx }: Context, location: string): Promise<Prisma.CandidateWhereInput> {
  const rows = await tx.$queryRaw<{ location: string }[]>`
    select distinct location from candidate where position(fold(${location}) in fold(location)) > 0`
  return { location: { in: rows.map((row) => row.location) } }
}

/** One condition for each skill, in every spelling in which profiles hold it, so that "k8s" finds "Kubernetes". */
async function skillFilters(
  { tx }: Context,
  skills: readonly string[],
): Promise<Prisma.CandidateWhereInput[]> {
  if (skills.length === 0) return []
  const rows = await tx.$queryRaw<{ skill: string }[]>`select distinct unnest(skills) as skill from candidate`
  return skills.map((skill) => {
    const spelt = rows.filter((row) => skillKey(row.skill) === skillKey(skill)).map((row) => row.skill)
    return { skills: { hasSome: [canonicalSkill(skill), ...spelt] } }
  })
}
