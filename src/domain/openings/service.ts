import { toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { countByStatus } from '../candidates/service.ts'
import { type JobRow, jobInclude, viewJob } from './job-view.ts'
import { jobPolicy } from './policy.ts'

/** The opening with this id, if the actor may do `action` on it (default: the tool's own). Faults: not_found. */
export async function visibleJob(context: Context, id: string, action?: string): Promise<JobRow> {
  const row = await context.tx.job.findFirst({
    where: { AND: [context.where(jobPolicy, action), { id }] },
    include: jobInclude,
  })
  if (!row)
    throw new Fault('not_found', "I can't find that opening, or it isn't yours to see.", { field: 'job' })
  return row
}

/** One opening with its applications counted by status; `full` adds its free text. Faults: not_found. */
export async function getJob(context: Context, input: { job: string; detail: 'concise' | 'full' }) {
  const row = await visibleJob(context, input.job)
  return {
    ...viewJob(context, row),
    wished_skills: row.wishedSkills,
    applications: await countByStatus(context, row.id),
    opened_at: toInstant(row.createdAt).toString(),
    ...(row.closedAt ? { closed_at: toInstant(row.closedAt).toString() } : {}),
    ...(row.closeReason === null ? {} : { close_reason: row.closeReason }),
    ...(input.detail === 'full' ? { description: row.description } : {}),
  }
}

/** How many people are still on their way in counts by status. */
export function activeIn(applications: Readonly<Record<string, number>>): number {
  return Object.entries(applications)
    .filter(([status]) => status !== 'hired' && status !== 'rejected')
    .reduce((sum, [, count]) => sum + count, 0)
}
