import type { Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf, pageGone } from '../../db/page.ts'
import { toDate, toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { humanRequestPolicy } from './policy.ts'

const requestInclude = {
  user: { select: { id: true, name: true, email: true, kind: true } },
} satisfies Prisma.HumanRequestInclude

type RequestRow = Prisma.HumanRequestGetPayload<{ include: typeof requestInclude }>

export type RequestSearch = {
  query?: string | undefined
  status?: 'waiting' | 'answered' | 'all' | undefined
  detail: 'concise' | 'full'
  limit: number
  cursor?: string | undefined
}

/** A page of requests for a human, the longest waiting first, or by the person's name when there is a query. */
export async function listHumanRequests(context: Context, search: RequestSearch) {
  const { tx } = context
  const status = search.status ?? (search.query === undefined ? 'waiting' : 'all')
  const where: Prisma.HumanRequestWhereInput = {
    AND: [context.where(humanRequestPolicy), ...(status === 'all' ? [] : [{ status }])],
  }
  const page = await findPage(
    tx,
    { ...search, subject: 'human_request' },
    {
      visible: (ids) =>
        tx.humanRequest.findMany({ where: { AND: [where, { id: { in: ids } }] }, select: { id: true } }),
      load: (ids) =>
        tx.humanRequest.findMany({ where: { AND: [where, { id: { in: ids } }] }, include: requestInclude }),
      after: async (id, take) =>
        tx.humanRequest.findMany({
          where: id === undefined ? where : { AND: [where, await askedAfter(context, id)] },
          include: requestInclude,
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          take,
        }),
      count: () => tx.humanRequest.count({ where }),
    },
  )
  const { rows, ...rest } = page
  const items = rows.map((row) => ({
    ...viewRequest(row, search.detail),
    ...(row.match ? { match: row.match } : {}),
  }))
  const hint = search.query === undefined ? {} : hintOf(page, { query: search.query, things: 'requests' })
  return { items, ...rest, ...hint }
}

/** One request in its own words, and whether the reader may settle it now. Faults: not_found. */
export async function getHumanRequest(context: Context, input: { human_request: string }) {
  const { tx } = context
  const id = { id: input.human_request }
  const row = await tx.humanRequest.findFirst({
    where: { AND: [context.where(humanRequestPolicy, 'read'), id] },
    include: requestInclude,
  })
  if (!row) throw unknownRequest('see')
  const mine = await tx.humanRequest.count({
    where: { AND: [context.where(humanRequestPolicy, 'answer'), id, { status: 'waiting' }] },
  })
  const handler =
    row.handledBy === null
      ? null
      : await tx.user.findUnique({ where: { id: row.handledBy }, select: { id: true, name: true } })
  return {
    ...viewRequest(row, 'full'),
    ...(handler ? { answered_by: handler } : {}),
    may_answer: mine === 1,
  }
}

/** Marks a request as answered by the caller, everywhere that it is shown. Faults: not_found, refused when somebody has answered it already. */
export async function answerHumanRequest(context: Context, input: { human_request: string }) {
  const { tx, actor, now } = context
  const where = { AND: [context.where(humanRequestPolicy), { id: input.human_request }] }
  const { count } = await tx.humanRequest.updateMany({
    where: { AND: [where, { status: 'waiting' }] },
    data: { status: 'answered', handledBy: actor.id, handledAt: toDate(now) },
  })
  const row = await tx.humanRequest.findFirst({ where, include: requestInclude })
  if (!row) throw unknownRequest('answer')
  if (count === 0) throw new Fault('refused', `The request of ${row.user.name} has been answered already.`)
  await context.deliver({
    effectKey: `human-request:${row.id}:settled`,
    port: 'card',
    about: { type: 'human_request', id: row.id },
  })
  return viewRequest(row, 'concise')
}

function unknownRequest(deed: string): Fault {
  return new Fault('not_found', `I can't find that request, or it isn't yours to ${deed}.`, {
    field: 'human_request',
  })
}

function viewRequest(row: RequestRow, detail: 'concise' | 'full') {
  const asked = toInstant(row.createdAt)
  return {
    id: row.id,
    label: row.user.name,
    detail: `${row.user.kind === 'internal' ? 'colleague' : row.user.kind}, ${row.status}`,
    user: row.user,
    status: row.status,
    asked_at: asked.toString(),
    ...(row.handledAt ? { answered_at: toInstant(row.handledAt).toString() } : {}),
    ...(detail === 'full' && row.note !== '' ? { note: row.note } : {}),
  }
}

async function askedAfter({ tx }: Context, id: string): Promise<Prisma.HumanRequestWhereInput> {
  const last = await tx.humanRequest.findUnique({ where: { id }, select: { createdAt: true } })
  if (!last) throw pageGone()
  const { createdAt } = last
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] }
}
