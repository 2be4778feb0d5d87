import type { Prisma } from '../../db/generated/client.ts'
import { dayToDate, toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { countByStatus, refreshSubmissions } from '../candidates/service.ts'
import { findColleague } from '../people/service.ts'
import { checkPayRights } from './create-service.ts'
import { type CloseReason, checkStart, closedAs, isLive, skillLists } from './job-terms.ts'
import { type JobRow, jobInclude, viewJob } from './job-view.ts'
import { type GivenPay, type Pay, payOf } from './pay.ts'
import { activeIn, visibleJob } from './service.ts'

export type JobChange = GivenPay & {
  job: string
  title?: string | undefined
  description?: string | undefined
  owner?: string | undefined
  location?: string | undefined
  workplace?: string | undefined
  employment?: string | undefined
  level?: string | undefined
  required_skills?: string[] | undefined
  wished_skills?: string[] | undefined
  headcount?: number | undefined
  starts_on?: string | undefined
  status?: 'open' | 'on_hold' | 'draft' | undefined
  version?: number | undefined
}

/**
 * Changes what is given on an opening that is not closed. Faults: not_found, refused for a closed one, invalid for
 * values that make no sense and when nothing would change, conflict when somebody was faster.
 */
export async function updateJob(context: Context, input: JobChange) {
  const before = await visibleJob(context, input.job)
  if (!isLive(before.status)) throw closedAlready(before)
  checkPayRights(context, input)
  checkStart(input.starts_on, context.now.toZonedDateTimeISO(context.actor.timeZone))
  if (input.owner !== undefined) await findColleague(context, input.owner)
  const wanted = columns(input, before)
  const changed = Object.keys(fieldOf).filter((column) =>
    differs(before, wanted, column as Column),
  ) as Column[]
  if (changed.length === 0) {
    throw new Fault('invalid', `Nothing would change on ${before.reference}. Say what should be different.`)
  }
  const after = await save(context, before, { data: wanted, version: input.version })
  if (shown.some((column) => changed.includes(column))) await refreshSubmissions(context, { jobId: after.id })
  return { ...viewJob(context, after), changed: [...new Set(changed.map((column) => fieldOf[column]))] }
}

/**
 * Closes an opening for good. Its applications stay where they stand. Faults: not_found, refused when it is closed
 * already, conflict.
 */
export async function closeJob(
  context: Context,
  input: { job: string; reason: CloseReason; version?: number | undefined },
) {
  const before = await closable(context, input.job)
  const at = toDate(context.now)
  const after = await save(context, before, {
    data: { status: closedAs[input.reason], closedAt: at, closeReason: input.reason },
    version: input.version,
  })
  await refreshSubmissions(context, { jobId: after.id })
  return {
    ...viewJob(context, after),
    reason: input.reason,
    closed_at: context.now.toString(),
    still_active: activeIn(await countByStatus(context, after.id)),
  }
}

/** The opening to be closed and how many are still on their way, after the same checks. */
export async function previewClosing(context: Context, id: string) {
  const row = await closable(context, id)
  return { job: viewJob(context, row), still_active: activeIn(await countByStatus(context, id)) }
}

async function closable(context: Context, id: string): Promise<JobRow> {
  const row = await visibleJob(context, id)
  if (!isLive(row.status)) throw closedAlready(row)
  return row
}

/** The columns that make up an opening, each with the input field that sets it. */
const fieldOf = {
  title: 'title',
  description: 'description',
  ownerId: 'owner',
  location: 'location',
  workplace: 'workplace',
  employment: 'employment',
  level: 'level',
  requiredSkills: 'required_skills',
  wishedSkills: 'wished_skills',
  headcount: 'headcount',
  startsOn: 'starts_on',
  status: 'status',
  payMin: 'pay',
  payMax: 'pay',
  currency: 'pay',
  rateUnit: 'pay',
  billMax: 'bill_max',
} as const
type Column = keyof typeof fieldOf

/** What cards of submissions show of an opening: its name, its state, and where pay stands in its range. */
const shown: readonly Column[] = ['title', 'status', 'payMin', 'payMax']

type Columns = Pick<JobRow, Column>

function columns(input: JobChange, before: JobRow): Columns {
  const given = input.pay_min ?? input.pay_max ?? input.bill_max
  const pay: Pay = given === undefined ? before : payOf(input, before)
  return {
    title: input.title ?? before.title,
    description: input.description ?? before.description,
    ownerId: input.owner ?? before.ownerId,
    location: input.location ?? before.location,
    workplace: input.workplace ?? before.workplace,
    employment: input.employment ?? before.employment,
    level: input.level ?? before.level,
    ...skillLists(input.required_skills ?? before.requiredSkills, input.wished_skills ?? before.wishedSkills),
    headcount: input.headcount ?? before.headcount,
    startsOn: input.starts_on === undefined ? before.startsOn : dayToDate(input.starts_on),
    status: input.status ?? before.status,
    payMin: pay.payMin,
    payMax: pay.payMax,
    currency: pay.currency,
    rateUnit: pay.rateUnit,
    billMax: pay.billMax,
  }
}

function differs(before: JobRow, wanted: Columns, column: Column): boolean {
  return JSON.stringify(before[column]) !== JSON.stringify(wanted[column])
}

async function save(
  context: Context,
  before: JobRow,
  change: { data: Prisma.JobUncheckedUpdateManyInput; version: number | undefined },
): Promise<JobRow> {
  const { count } = await context.tx.job.updateMany({
    where: { id: before.id, version: change.version ?? before.version },
    data: { ...change.data, updatedAt: toDate(context.now), version: { increment: 1 } },
  })
  const after = await context.tx.job.findUniqueOrThrow({ where: { id: before.id }, include: jobInclude })
  if (count > 0) return after
  if (!isLive(after.status)) throw closedAlready(after)
  const stands = `${after.title}, ${after.status.replaceAll('_', ' ')}, ${after.location}`
  throw new Fault(
    'conflict',
    `Somebody changed ${after.reference} a moment ago: ${stands}. Please look again.`,
  )
}

function closedAlready(row: JobRow): Fault {
  const why = row.closeReason === null ? '' : ` (${row.closeReason.replaceAll('_', ' ')})`
  return new Fault(
    'refused',
    `${row.reference} is closed${why} and stays so. Open a new one if it comes back.`,
    {
      field: 'job',
    },
  )
}
