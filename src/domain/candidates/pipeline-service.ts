import type { Prisma } from '../../db/generated/client.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { filtersOf } from './application-service.ts'
import { applicationItem, applicationNames } from './application-view.ts'
import { applicationPolicy } from './policy.ts'
import { type Status, statuses, statusLabels } from './stages.ts'

export type PipelineView = {
  job?: string | undefined
  team?: string | undefined
  owner?: string | undefined
  status?: Status | undefined
  limit: number
  cursor?: string | undefined
}

/**
 * The pipeline of an opening, team or owner, or all that the actor may see: how many applications stand in each stage,
 * and of each stage one page of at most `limit`, whoever waits longest first.
 */
export async function pipelineOf(context: Context, view: PipelineView) {
  const where: Prisma.ApplicationWhereInput = {
    AND: [
      context.where(applicationPolicy),
      ...filtersOf({ job: view.job, owner: view.owner, status: view.status }),
      ...(view.team ? [{ teamId: view.team }] : []),
    ],
  }
  const groups = await context.tx.application.groupBy({ by: ['status'], where, _count: { _all: true } })
  const stages = statuses.map((status) => ({
    status,
    label: statusLabels[status],
    count: groups.find((group) => group.status === status)?._count._all ?? 0,
  }))
  const skip = view.cursor === undefined ? 0 : shownOf(view.cursor)
  const items = []
  for (const { status, count } of stages) {
    if (count <= skip) continue
    const rows = await context.tx.application.findMany({
      where: { AND: [where, { status }] },
      orderBy: [{ statusChangedAt: 'asc' }, { id: 'asc' }],
      skip,
      take: view.limit,
      include: applicationNames,
    })
    items.push(...rows.map((row) => applicationItem(context, row)))
  }
  const more = stages.some(({ count }) => count > skip + view.limit)
  return {
    stages,
    ...(view.job ? { job: view.job } : {}),
    items,
    total: stages.reduce((sum, { count }) => sum + count, 0),
    ...(more ? { next_cursor: Buffer.from(String(skip + view.limit)).toString('base64url') } : {}),
  }
}

/** How many rows of each stage the pages before have shown. Faults: invalid for a cursor that is none of ours. */
function shownOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new Fault('invalid', 'That page does not exist. Leave the cursor out to begin again.', {
    field: 'cursor',
  })
}
