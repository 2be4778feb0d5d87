import type { Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf, pageGone } from '../../db/page.ts'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { userPolicy } from './policy.ts'
import { readSettings, type Settings } from './settings.ts'
import { userSelect, viewUser } from './user-view.ts'

export type UserSearch = {
  query?: string | undefined
  role?: string | undefined
  team?: string | undefined
  kind?: string | undefined
  status?: 'active' | 'deactivated' | 'all' | undefined
  limit: number
  cursor?: string | undefined
}

/** A page of accounts by name, or by fit when there is a query. */
export async function listUsers(context: Context, search: UserSearch) {
  const where = { AND: [visibleUsers(context), ...filters(context, search)] }
  const { tx } = context
  const page = await findPage(
    tx,
    { ...search, subject: 'user' },
    {
      visible: (ids) =>
        tx.user.findMany({ where: { AND: [where, { id: { in: ids } }] }, select: { id: true } }),
      load: (ids) => tx.user.findMany({ where: { AND: [where, { id: { in: ids } }] }, select: userSelect }),
      after: async (id, take) =>
        tx.user.findMany({
          where: id === undefined ? where : { AND: [where, await afterName(context, id)] },
          select: userSelect,
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          take,
        }),
      count: () => tx.user.count({ where }),
    },
  )
  const { rows, ...rest } = page
  const items = rows.map((row) => ({
    ...viewUser(row, context.now),
    ...(row.match ? { match: row.match } : {}),
  }))
  return { items, ...rest, ...hintOf(page, { query: search.query, things: 'people' }) }
}

/** Names of an active colleague, for a field that makes somebody the owner of something. Faults: not_found. */
export async function findColleague(context: Context, id: string): Promise<{ id: string; name: string }> {
  const where = { AND: [context.where(userPolicy, 'read'), { id, status: 'active', kind: 'internal' }] }
  const found = await context.tx.user.findFirst({ where, select: { id: true, name: true } })
  if (!found)
    throw new Fault('not_found', "I can't find that colleague, or they have left.", { field: 'owner' })
  return found
}

/**
 * Accounts of outsiders tell who looks for work and through whom, so only those who may change accounts see them;
 * everybody sees their own. The system's account is nobody.
 */
export function visibleUsers(context: Context): Prisma.UserWhereInput {
  return {
    AND: [
      context.where(userPolicy, 'read'),
      { kind: { not: 'system' } },
      { OR: [{ kind: 'internal' }, { id: context.actor.id }, context.where(userPolicy, 'update')] },
    ],
  }
}

function filters(context: Context, search: UserSearch): Prisma.UserWhereInput[] {
  const status = search.status ?? (search.query === undefined ? 'active' : 'all')
  const at = toDate(context.now)
  return [
    ...(status === 'all' ? [] : [{ status }]),
    ...(search.kind === undefined ? [] : [{ kind: search.kind }]),
    ...(search.team === undefined ? [] : [{ teams: { some: { teamId: search.team } } }]),
    ...(search.role === undefined
      ? []
      : [
          {
            assignments: {
              some: {
                role: { name: search.role },
                startsAt: { lte: at },
                OR: [{ expiresAt: null }, { expiresAt: { gt: at } }],
              },
            },
          },
        ]),
  ]
}

async function afterName(context: Context, id: string): Promise<Prisma.UserWhereInput> {
  const last = await context.tx.user.findUnique({ where: { id }, select: { name: true } })
  if (!last) throw pageGone()
  return { OR: [{ name: { gt: last.name } }, { name: last.name, id: { gt: id } }] }
}

/** The row of the one organisation, when nobody has made it yet. */
const firstOrganisation = '00000000-0000-7000-8000-000000000002'

export type OrganisationView = {
  id: string
  name: string
  time_zone: string
  currency: string
  version: number
} & Settings

/** The organisation as the other services of the house need it, whoever asks. */
export async function organisationOf({ tx }: Context): Promise<OrganisationView> {
  const row = await tx.organisation.findFirst({ orderBy: { id: 'asc' } })
  return {
    id: row?.id ?? firstOrganisation,
    name: row?.name ?? 'Your organisation',
    time_zone: row?.timeZone ?? 'UTC',
    currency: row?.currency ?? 'USD',
    version: row?.version ?? 0,
    ...readSettings(row?.settings),
  }
}
