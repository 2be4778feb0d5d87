import type { Prisma } from '../../db/generated/client.ts'
import { dateToDay } from '../../platform/clock.ts'
import type { RateUnit } from '../../platform/money.ts'
import type { Context } from '../../tools/tool.ts'

export const jobInclude = {
  client: { select: { id: true, name: true } },
  team: { select: { id: true, name: true } },
  owner: { select: { id: true, name: true } },
} satisfies Prisma.JobInclude

export type JobRow = Prisma.JobGetPayload<{ include: typeof jobInclude }>
export type JobView = ReturnType<typeof viewJob>

/** An opening as lists and answers show it; pay and bill rate are left out for those from whom they are hidden. */
export function viewJob(context: Pick<Context, 'mayField'>, row: JobRow) {
  const unit = row.rateUnit as RateUnit
  return {
    id: row.id,
    label: row.title,
    detail: `${row.reference} · ${row.client.name} · ${row.location}`,
    reference: row.reference,
    title: row.title,
    client: row.client,
    team: row.team,
    owner: row.owner,
    status: row.status,
    location: row.location,
    workplace: row.workplace,
    employment: row.employment,
    level: row.level,
    headcount: row.headcount,
    required_skills: row.requiredSkills,
    ...(row.startsOn ? { starts_on: dateToDay(row.startsOn).toString() } : {}),
    ...(context.mayField('job', 'pay_range')
      ? { pay: { min: row.payMin, max: row.payMax, currency: row.currency, unit } }
      : {}),
    ...(context.mayField('job', 'bill_rate') && row.billMax !== null
      ? { bill_max: { amount: row.billMax, currency: row.currency, unit } }
      : {}),
    version: row.version,
  }
}
