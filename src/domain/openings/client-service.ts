import type { Client, Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf, pageGone } from '../../db/page.ts'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { clientPolicy, jobPolicy } from './policy.ts'

export type ClientSearch = {
  query?: string | undefined
  status?: 'active' | 'inactive' | 'all' | undefined
  detail: 'concise' | 'full'
  limit: number
  cursor?: string | undefined
}

/** A page of clients by name, or by fit when there is a query, each with its open openings counted. */
export async function listClients(context: Context, search: ClientSearch) {
  const { tx } = context
  const status = search.status ?? (search.query === undefined ? 'active' : 'all')
  const where: Prisma.ClientWhereInput = {
    AND: [context.where(clientPolicy), ...(status === 'all' ? [] : [{ status }])],
  }
  const page = await findPage(
    tx,
    { ...search, subject: 'client' },
    {
      visible: (ids) =>
        tx.client.findMany({ where: { AND: [where, { id: { in: ids } }] }, select: { id: true } }),
      load: (ids) => tx.client.findMany({ where: { AND: [where, { id: { in: ids } }] } }),
      after: async (id, take) =>
        tx.client.findMany({
          where: id === undefined ? where : { AND: [where, await afterName(context, id)] },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          take,
        }),
      count: () => tx.client.count({ where }),
    },
  )
  const { rows, ...rest } = page
  const open = await openJobs(context, rows)
  const items = rows.map((row) => ({
    ...viewClient(row, open.get(row.id) ?? 0),
    ...(search.detail === 'full' && row.note !== null ? { note: row.note } : {}),
    ...(row.match ? { match: row.match } : {}),
  }))
  return { items, ...rest, ...hintOf(page, { query: search.query, things: 'clients' }) }
}

export type NewClient = {
  name: string
  industry?: string | undefined
  location?: string | undefined
  contact_name?: string | undefined
  note?: string | undefined
}

/** Adds a client. Faults: conflict for a name that is taken. */
export async function createClient(context: Context, input: NewClient) {
  await checkName(context, input.name)
  const at = toDate(context.now)
  const row = await context.tx.client.create({
    data: {
      id: context.newId(),
      name: input.name,
      industry: input.industry ?? '',
      location: input.location ?? '',
      contactName: input.contact_name ?? null,
      note: input.note ?? null,
      createdAt: at,
      updatedAt: at,
    },
  })
  return viewClient(row, 0)
}

export type ClientChange = Partial<NewClient> & {
  client: string
  status?: 'active' | 'inactive' | undefined
  version?: number | undefined
}

/** Changes what is given on a client. Faults: not_found, conflict, invalid when nothing would change. */
export async function updateClient(context: Context, input: ClientChange) {
  const before = await context.tx.client.findFirst({
    where: { AND: [context.where(clientPolicy), { id: input.client }] },
  })
  if (!before) {
    throw new Fault('not_found', "I can't find that client, or it isn't yours to change.", {
      field: 'client',
    })
  }
  const wanted = {
    name: input.name ?? before.name,
    industry: input.industry ?? before.industry,
    location: input.location ?? before.location,
    contactName: input.contact_name ?? before.contactName,
    status: input.status ?? before.status,
    note: input.note ?? before.note,
  }
  const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (key) => wanted[key] !== before[key],
  )
  if (changed.length === 0) {
    throw new Fault('invalid', `Nothing would change for ${before.name}. Say what should be different.`)
  }
  if (changed.includes('name')) await checkName(context, wanted.name, before.id)
  const { count } = await context.tx.client.updateMany({
    where: { id: before.id, version: input.version ?? before.version },
    data: { ...wanted, updatedAt: toDate(context.now), version: { increment: 1 } },
  })
  const after = await context.tx.client.findUniqueOrThrow({ where: { id: before.id } })
  if (count === 0) {
    const stands = [after.name, after.industry, after.location, after.status].filter(Boolean).join(', ')
    throw new Fault('conflict', `Somebody changed this client a moment ago: ${stands}. Please look again.`)
  }
  const open = await openJobs(context, [after])
  const names = changed.map((key) => (key === 'contactName' ? 'contact_name' : key))
  return { ...viewClient(after, open.get(after.id) ?? 0), changed: names }
}

function viewClient(row: Client, open: number) {
  const words = [row.industry, row.location, row.status === 'inactive' ? 'inactive' : '']
  return {
    id: row.id,
    label: row.name,
    detail: words.filter((word) => word !== '').join(' · '),
    name: row.name,
    industry: row.industry,
    location: row.location,
    ...(row.contactName === null ? {} : { contact_name: row.contactName }),
    status: row.status,
    open_jobs: open,
    version: row.version,
  }
}

/** Open openings of each client, of those that the actor may see. */
async function openJobs(context: Context, clients: readonly { id: string }[]): Promise<Map<string, number>> {
  const groups = await context.tx.job.groupBy({
    by: ['clientId'],
    where: {
      AND: [
        context.where(jobPolicy, 'read'),
        { status: 'open', clientId: { in: clients.map((client) => client.id) } },
      ],
    },
    _count: { _all: true },
  })
  return new Map(groups.map((group) => [group.clientId, group._count._all]))
}

async function checkName({ tx }: Context, name: string, own?: string): Promise<void> {
  const other = await tx.client.findUnique({ where: { name }, select: { id: true, name: true } })
  if (!other || other.id === own) return
  throw new Fault('conflict', `There is a client called ${other.name} already. Nothing was changed.`, {
    field: 'name',
    options: [{ id: other.id, label: other.name }],
  })
}

async function afterName({ tx }: Context, id: string): Promise<Prisma.ClientWhereInput> {
  const last = await tx.client.findUnique({ where: { id }, select: { name: true } })
  if (!last) throw pageGone()
  return { OR: [{ name: { gt: last.name } }, { name: last.name, id: { gt: id } }] }
}
