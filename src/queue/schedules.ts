import { isDeepStrictEqual } from 'node:util'
import type { Temporal } from 'temporal-polyfill'
import { systemUserId } from '../access/authenticate.ts'
import type { Schedule } from '../db/generated/client.ts'
import type { Transaction } from '../db/transaction.ts'
import { toDate, toInstant } from '../platform/clock.ts'
import { defer } from '../tools/outbox.ts'
import type { Waist } from '../tools/waist.ts'
import { nextTime } from './cron.ts'
import type { HouseSchedule } from './house-schedules.ts'

/** Schedules that are looked at in one transaction. */
const most = 50

/**
 * Makes the house's schedules stand in the database as the program has them, on the clocks of the organisation. One whose
 * tool this program does not have is left out. Answers the names of those that stand; none before there is an organisation.
 */
export async function keepHouseSchedules(
  { db, clock, newId, log, tools }: Waist,
  schedules: readonly HouseSchedule[],
): Promise<string[]> {
  const organisation = await db.reads.organisation.findFirst({ select: { timeZone: true } })
  if (!organisation) return []
  const { timeZone } = organisation
  const now = clock.now()
  const known = schedules.filter(({ tool }) => tools.has(tool))
  const names = schedules.map(({ name }) => name)
  const stored = await db.reads.schedule.findMany({ where: { name: { in: names } } })
  for (const { name, tool } of schedules)
    if (!tools.has(tool)) log.info({ schedule: name, tool }, 'a schedule of the house has no tool yet')
  for (const { name, tool, input, cron } of known) {
    const row = stored.find((each) => each.name === name)
    const said = { tool, input: { ...input } as object, cron, timeZone }
    if (row && isDeepStrictEqual(said, pick(row))) continue
    const data = { ...said, nextAt: toDate(nextTime({ cron, timeZone }, now)) }
    const made = { id: newId(), name, ownerId: systemUserId, createdAt: toDate(now), ...data }
    await db.reads.schedule.upsert({ where: { name }, create: made, update: data })
  }
  return known.map(({ name }) => name)
}

function pick({ tool, input, cron, timeZone }: Schedule) {
  return { tool, input, cron, timeZone }
}

/**
 * Writes a call into the outbox for each schedule that is due, and moves it on, in one transaction: two workers fire once.
 * A schedule that was missed, however often, fires once. Answers how many fired.
 */
export async function fireSchedules(waist: Waist): Promise<number> {
  const now = waist.clock.now()
  const due = { enabled: true, nextAt: { lte: toDate(now) } }
  if (!(await waist.db.reads.schedule.findFirst({ where: due, select: { id: true } }))) return 0
  const callId = waist.newId()
  return waist.db.transaction(callId, async (transaction) => {
    const { rows } = await transaction.sql({
      name: 'due_schedules',
      text: `select id from schedule where enabled and next_at <= $1::timestamptz
        order by next_at limit ${most} for update skip locked`,
      values: [now.toString()],
    })
    const ids = rows.map(({ id }) => String(id))
    const schedules = await transaction.db.schedule.findMany({ where: { id: { in: ids } } })
    for (const schedule of schedules) await fire(waist, transaction, { schedule, callId, now })
    return schedules.length
  })
}

type Firing = { schedule: Schedule; callId: string; now: Temporal.Instant }

async function fire(waist: Waist, { db }: Transaction, { schedule, callId, now }: Firing): Promise<void> {
  const { id, name, tool, ownerId, nextAt } = schedule
  const at = toInstant(nextAt)
  const next = nextOf(waist, schedule, now)
  await db.schedule.update({
    where: { id },
    data: next ? { nextAt: toDate(next), lastAt: nextAt } : { enabled: false, lastAt: nextAt },
  })
  if (!waist.tools.has(tool)) {
    waist.log.warn({ schedule: name, tool }, 'a schedule was due, but there is no such tool')
    return
  }
  await defer(
    db,
    {
      effectKey: `schedule:${id}:${at.toString()}`,
      tool,
      input: schedule.input as Record<string, unknown>,
      dueAt: now,
    },
    { callId, ownerId, now, newId: waist.newId, origin: { door: 'queue', initiator: 'system' } },
  )
}

/** When it is due again; undefined, and told, when its times cannot be read: then it is switched off. */
function nextOf({ log }: Waist, schedule: Schedule, now: Temporal.Instant): Temporal.Instant | undefined {
  try {
    return nextTime(schedule, toInstant(schedule.nextAt), now)
  } catch (error) {
    log.error({ schedule: schedule.name, err: error }, 'a schedule cannot be read and is switched off')
    return undefined
  }
}
