import { dateToDay, dayToDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { applicationItem, factsOf } from './application-view.ts'
import { applicationPolicy } from './policy.ts'
import { visibleApplication } from './service.ts'
import { standingOf } from './standing.ts'

/** Days after the end of a hold beyond which nobody is told of it any more. */
const lateDays = 14

/** One application with why it stands where it stands, and whether the reader may move it. Faults: not_found. */
export async function getApplication(context: Context, { application }: { application: string }) {
  const row = await visibleApplication(context, application)
  const mine = await context.tx.application.count({
    where: { AND: [{ id: row.id }, context.where(applicationPolicy, 'update')] },
  })
  return { ...applicationItem(context, row), ...factsOf(context, standingOf(row)), may_move: mine === 1 }
}

/**
 * Tells the owner of each application on hold that the day has come until which it was to wait, once for each such day,
 * in the owner's own zone. Returns how many there are. Faults: denied for anybody but the house itself.
 */
export async function remindOfEndedHolds(context: Context): Promise<{ ended: number }> {
  if (context.actor.kind !== 'system') throw new Fault('denied', 'Reminders go out by themselves.')
  const today = context.now.toZonedDateTimeISO('UTC').toPlainDate()
  const rows = await context.tx.application.findMany({
    where: {
      status: 'on_hold',
      // Somewhere it may be tomorrow already.
      holdUntil: {
        gte: dayToDate(today.subtract({ days: lateDays })),
        lte: dayToDate(today.add({ days: 1 })),
      },
      owner: { status: 'active' },
    },
    select: { id: true, holdUntil: true, owner: { select: { id: true, timeZone: true } } },
    orderBy: [{ holdUntil: 'asc' }, { id: 'asc' }],
  })
  const ended = rows.flatMap(({ id, holdUntil, owner }) => {
    const there = context.now.toZonedDateTimeISO(owner.timeZone).toPlainDate()
    const until = holdUntil && dateToDay(holdUntil)
    return until && until.until(there).sign >= 0 ? [{ id, until: until.toString(), owner: owner.id }] : []
  })
  for (const { id, until, owner } of ended) {
    await context.deliver({
      effectKey: `hold-ended:${id}:${until}`,
      port: 'message',
      to: [owner],
      tool: 'get_application',
      input: { application: id },
      weight: 'news',
      about: { type: 'application', id },
    })
  }
  return { ended: ended.length }
}
