import type { Policy } from '../../access/policy.ts'
import type { Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf, pageGone } from '../../db/page.ts'
import { toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import { putBack } from '../../tools/outbox.ts'
import type { Context } from '../../tools/tool.ts'

/** What has left, or was to leave, belongs to whoever caused it. */
const deliveryPolicy: Policy<Prisma.OutboxWhereInput> = {
  resource: 'delivery',
  own: (actor) => ({ ownerId: actor.id }),
  team: (actor) => ({ ownerId: actor.id }),
}

const shown = {
  id: true,
  kind: true,
  port: true,
  tool: true,
  status: true,
  fault: true,
  attempts: true,
  ownerId: true,
  recipientId: true,
  createdAt: true,
  settledAt: true,
} satisfies Prisma.OutboxSelect

type Row = Prisma.OutboxGetPayload<{ select: typeof shown }>

export type UndeliveredSearch = {
  query?: string | undefined
  status: 'dead' | 'held'
  limit: number
  cursor?: string | undefined
}

/** A page of what did not leave, the latest first, or by the person's name when there is a query. Never what it says. */
export async function listUndelivered(context: Context, search: UndeliveredSearch) {
  const { tx } = context
  const where: Prisma.OutboxWhereInput = {
    AND: [context.where(deliveryPolicy), { status: search.status }, await aboutPeople(context, search.query)],
  }
  // People are found by the words; among what concerns them the order is that of time.
  const page = await findPage<Row>(
    tx,
    { subject: 'user', limit: search.limit, cursor: search.cursor },
    {
      visible: async () => [],
      load: async () => [],
      after: async (id, take) =>
        tx.outbox.findMany({
          where: id === undefined ? where : { AND: [where, await before(context, id)] },
          select: shown,
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take,
        }),
      count: () => tx.outbox.count({ where }),
    },
  )
  const { rows, ...rest } = page
  const names = await namesOf(context, rows)
  const items = rows.map((row) => viewOf(row, names))
  const hint = search.query === undefined ? {} : hintOf(page, { query: search.query, things: 'deliveries' })
  return { items, ...rest, ...hint }
}

/** Puts what was given up back, to be tried now. Faults: not_found, refused when it is not given up. */
export async function retryDelivery(context: Context, { delivery }: { delivery: string }) {
  const { tx, now } = context
  const row = await tx.outbox.findFirst({
    where: { AND: [context.where(deliveryPolicy), { id: delivery }] },
    select: shown,
  })
  if (!row) throw new Fault('not_found', "I can't find that delivery.", { field: 'delivery' })
  if (!(await putBack(tx, row.id, now)))
    throw new Fault('refused', 'That has not been given up, so there is nothing to put back.', {
      field: 'delivery',
    })
  return viewOf({ ...row, status: 'waiting' }, await namesOf(context, [row]))
}

async function aboutPeople({ tx }: Context, query: string | undefined): Promise<Prisma.OutboxWhereInput> {
  if (query === undefined) return {}
  const words = query.split(/\s+/).filter(Boolean)
  const people = await tx.user.findMany({
    where: { AND: words.map((word) => ({ name: { contains: word, mode: 'insensitive' } })) },
    select: { id: true },
  })
  const ids = people.map(({ id }) => id)
  return { OR: [{ recipientId: { in: ids } }, { recipientId: null, ownerId: { in: ids } }] }
}

async function before({ tx }: Context, id: string): Promise<Prisma.OutboxWhereInput> {
  const last = await tx.outbox.findUnique({ where: { id }, select: { createdAt: true } })
  if (!last) throw pageGone()
  const { createdAt } = last
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}

/** Whom it was for; the owner of a call, and of what goes to everybody who sees a card. */
function personOf({ recipientId, ownerId }: Row): string {
  return recipientId ?? ownerId
}

async function namesOf({ tx }: Context, rows: readonly Row[]): Promise<Map<string, string>> {
  const users = await tx.user.findMany({
    where: { id: { in: rows.map(personOf) } },
    select: { id: true, name: true },
  })
  return new Map(users.map(({ id, name }) => [id, name]))
}

function viewOf(row: Row, names: ReadonlyMap<string, string>) {
  const who = names.get(personOf(row)) ?? 'Parley'
  const tool = row.tool === null ? '' : `: ${row.tool.replaceAll('_', ' ')}`
  const what = `${row.kind === 'call' ? 'call' : row.port}${tool}`
  return {
    id: row.id,
    label: `${what} for ${who}`,
    detail: row.fault ?? row.status,
    who,
    what,
    status: row.status,
    attempts: row.attempts,
    since: toInstant(row.createdAt).toString(),
    why: row.fault ?? 'nothing is known',
  }
}
