import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { reviewersOf } from './reviewers.ts'

/** Hours after which a submission has waited so long that its reviewers are reminded. */
const patience = 24

/**
 * Reminds everybody for whose review submissions have waited longer than a day: each person once on a day of their own
 * zone, with the list of what waits. Returns how many people that are. Faults: denied for anybody but the house itself.
 */
export async function remindOfWaiting(context: Context): Promise<{ reminded: number }> {
  if (context.actor.kind !== 'system') throw new Fault('denied', 'Reminders go out by themselves.')
  const waiting = await context.tx.submission.findMany({
    where: { status: 'submitted', createdAt: { lte: toDate(context.now.subtract({ hours: patience })) } },
    select: { teamId: true, submittedBy: true },
    distinct: ['teamId', 'submittedBy'],
  })
  const asked = new Set<string>()
  for (const teamId of new Set(waiting.map((row) => row.teamId))) {
    const submitters = waiting.filter((row) => row.teamId === teamId).map((row) => row.submittedBy)
    // Nobody is asked about what they put forward themselves.
    for (const { id } of await reviewersOf(context, teamId))
      if (submitters.some((submitter) => submitter !== id)) asked.add(id)
  }
  const people = await context.tx.user.findMany({
    where: { id: { in: [...asked] } },
    select: { id: true, timeZone: true },
  })
  for (const { id, timeZone } of people) {
    await context.deliver({
      effectKey: `submissions-waiting:${context.now.toZonedDateTimeISO(timeZone).toPlainDate()}`,
      port: 'message',
      to: [id],
      tool: 'list_submissions',
      input: { status: 'waiting' },
      weight: 'waits',
    })
  }
  return { reminded: people.length }
}
