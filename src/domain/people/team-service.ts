import type { Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf, pageGone } from '../../db/page.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { teamPolicy } from './policy.ts'

export const teamSelect = {
  id: true,
  name: true,
  version: true,
  members: { select: { user: { select: { id: true, name: true, status: true } } } },
} satisfies Prisma.TeamSelect

export type TeamRow = Prisma.TeamGetPayload<{ select: typeof teamSelect }>

export type TeamSearch = {
  query?: string | undefined
  user?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** A page of teams by name, or by fit when there is a query, each with its active members. */
export async function listTeams(context: Context, search: TeamSearch) {
  const { tx } = context
  const of = search.user === undefined ? [] : [{ members: { some: { userId: search.user } } }]
  const where: Prisma.TeamWhereInput = { AND: [context.where(teamPolicy), ...of] }
  const page = await findPage(
    tx,
    { ...search, subject: 'team' },
    {
      visible: (ids) =>
        tx.team.findMany({ where: { AND: [where, { id: { in: ids } }] }, select: { id: true } }),
      load: (ids) => tx.team.findMany({ where: { AND: [where, { id: { in: ids } }] }, select: teamSelect }),
      after: async (id, take) =>
        tx.team.findMany({
          where: id === undefined ? where : { AND: [where, await afterName(context, id)] },
          select: teamSelect,
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          take,
        }),
      count: () => tx.team.count({ where }),
    },
  )
  const { rows, ...rest } = page
  const items = rows.map((row) => ({ ...viewTeam(row), ...(row.match ? { match: row.match } : {}) }))
  return { items, ...rest, ...hintOf(page, { query: search.query, things: 'teams' }) }
}

/** Teams by id, all of which the actor has to see. Faults: not_found with the names of a few that exist. */
export async function visibleTeams(
  context: Context,
  ids: readonly string[],
  field: string,
): Promise<{ id: string; name: string }[]> {
  const seen = { AND: [context.where(teamPolicy, 'read')] }
  const rows = await context.tx.team.findMany({
    where: { AND: [seen, { id: { in: [...ids] } }] },
    select: { id: true, name: true },
  })
  if (rows.length === new Set(ids).size) return rows
  const some = await context.tx.team.findMany({
    where: seen,
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: 3,
  })
  throw unknownTeam(
    field,
    some.map(({ id, name }) => ({ id, label: name })),
  )
}

/** A team as answers show it, with its active members. */
export function viewTeam(row: TeamRow) {
  const members = row.members
    .filter(({ user }) => user.status === 'active')
    .map(({ user }) => ({ id: user.id, name: user.name }))
    .sort((a, b) => a.name.localeCompare(b.name))
  const people = members.length === 1 ? '1 person' : `${members.length} people`
  return { id: row.id, label: row.name, detail: people, name: row.name, members, version: row.version }
}

/** The fault for a team that is not there, with a few that are. */
export function unknownTeam(field: string, options: { id: string; label: string }[] = []): Fault {
  const known = options.length > 0 ? ` There are ${options.map(({ label }) => label).join(', ')}.` : ''
  return new Fault('not_found', `I can't find that team, or it isn't yours to see.${known}`, {
    field,
    options,
  })
}

async function afterName({ tx }: Context, id: string): Promise<Prisma.TeamWhereInput> {
  const last = await tx.team.findUnique({ where: { id }, select: { name: true } })
  if (!last) throw pageGone()
  return { OR: [{ name: { gt: last.name } }, { name: last.name, id: { gt: id } }] }
}
