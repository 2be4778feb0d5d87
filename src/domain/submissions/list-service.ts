import type { Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf, pageGone } from '../../db/page.ts'
import type { Context } from '../../tools/tool.ts'
import { submissionPolicy } from './policy.ts'
import {
  type SubmissionRow,
  type SubmissionStatus,
  submissionColumns,
  viewSubmission,
} from './submission-view.ts'

export type SubmissionSearch = {
  query?: string | undefined
  status?: 'waiting' | Exclude<SubmissionStatus, 'submitted'> | undefined
  whose: 'mine' | 'everyone'
  job?: string | undefined
  candidate?: string | undefined
  team?: string | undefined
  submitted_by?: string | undefined
  detail?: 'concise' | 'full' | undefined
  limit: number
  cursor?: string | undefined
}

/**
 * Submissions that the actor may see: those that wait first, the oldest of them first, then the others, the latest
 * first; or by fit when there is a query. Faults: invalid or expired for a cursor that is none or whose row is gone.
 */
export async function listSubmissions(context: Context, search: SubmissionSearch) {
  const { tx } = context
  const where = { AND: [context.where(submissionPolicy), ...filtersOf(context, search)] }
  const among = (ids: string[]) => ({ AND: [where, { id: { in: ids } }] })
  const page = await findPage<SubmissionRow>(
    tx,
    { ...search, subject: 'submission' },
    {
      visible: (ids) => tx.submission.findMany({ where: among(ids), select: { id: true } }),
      load: (ids) => tx.submission.findMany({ where: among(ids), select: submissionColumns }),
      after: (id, take) => inOrder(context, where, { id, take }),
      count: () => tx.submission.count({ where }),
    },
  )
  const waiting = await tx.submission.count({ where: { AND: [where, { status: 'submitted' }] } })
  const { rows, ...rest } = page
  const items = rows.map((row) => ({
    ...viewSubmission(context, row, search.detail === 'full'),
    ...(row.match ? { match: row.match } : {}),
  }))
  const plain = search.query === undefined && search.status === 'waiting'
  const hint = plain ? {} : hintOf(page, { query: search.query, things: 'submissions' })
  return { items, waiting, ...rest, ...hint }
}

function filtersOf({ actor }: Context, search: SubmissionSearch): Prisma.SubmissionWhereInput[] {
  return [
    ...(search.status === undefined
      ? []
      : [{ status: search.status === 'waiting' ? 'submitted' : search.status }]),
    ...(search.whose === 'mine' ? [{ submittedBy: actor.id }] : []),
    ...(search.job === undefined ? [] : [{ jobId: search.job }]),
    ...(search.candidate === undefined ? [] : [{ candidateId: search.candidate }]),
    ...(search.team === undefined ? [] : [{ teamId: search.team }]),
    ...(search.submitted_by === undefined ? [] : [{ submittedBy: search.submitted_by }]),
  ]
}

type Place = { id: string | undefined; take: number }

async function inOrder(
  context: Context,
  where: Prisma.SubmissionWhereInput,
  { id, take }: Place,
): Promise<SubmissionRow[]> {
  const { tx } = context
  const last = id === undefined ? undefined : await lastShown(context, id)
  const waiting =
    last === undefined || last.status === 'submitted'
      ? await tx.submission.findMany({
          where: { AND: [where, { status: 'submitted' }, ...(last ? [later(last)] : [])] },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          take,
          select: submissionColumns,
        })
      : []
  if (waiting.length === take) return waiting
  const settled = await tx.submission.findMany({
    where: {
      AND: [
        where,
        { status: { not: 'submitted' } },
        ...(last && last.status !== 'submitted' ? [earlier(last)] : []),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: take - waiting.length,
    select: submissionColumns,
  })
  return [...waiting, ...settled]
}

type Shown = { id: string; createdAt: Date; status: string }

async function lastShown({ tx }: Context, id: string): Promise<Shown> {
  const row = await tx.submission.findUnique({
    where: { id },
    select: { id: true, createdAt: true, status: true },
  })
  if (!row) throw pageGone()
  return row
}

function later({ id, createdAt }: Shown): Prisma.SubmissionWhereInput {
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] }
}

function earlier({ id, createdAt }: Shown): Prisma.SubmissionWhereInput {
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}
