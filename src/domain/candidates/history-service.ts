import type { Prisma } from '../../db/generated/client.ts'
import { pageGone } from '../../db/page.ts'
import { toInstant } from '../../platform/clock.ts'
import type { Context } from '../../tools/tool.ts'
import { applicationItem } from './application-view.ts'
import { cursorOf, rowOfCursor } from './cursor.ts'
import { sayReason } from './reasons.ts'
import { visibleApplication } from './service.ts'

/** Every move of an application, the latest first, with who, why, when and through which door. Faults: not_found. */
export async function historyOf(
  context: Context,
  input: { application: string; limit: number; cursor?: string | undefined },
) {
  const application = await visibleApplication(context, input.application)
  const where = { applicationId: application.id }
  const after = input.cursor === undefined ? undefined : rowOfCursor(input.cursor)
  if (after !== undefined && (await context.tx.statusChange.count({ where: { ...where, id: after } })) === 0)
    throw pageGone()
  const [total, rows] = await Promise.all([
    context.tx.statusChange.count({ where }),
    context.tx.statusChange.findMany({
      where,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: input.limit + 1,
      ...(after ? { cursor: { id: after }, skip: 1 } : {}),
      include: { actor: { select: { id: true, name: true } } },
    }),
  ])
  const shown = rows.slice(0, input.limit)
  const undone = new Set(rows.flatMap(({ undoes }) => (undoes ? [undoes] : [])))
  const last = shown.at(-1)
  return {
    application: applicationItem(context, application),
    items: shown.map((row) => changeItem(context, row, undone)),
    total,
    ...(rows.length > input.limit && last ? { next_cursor: cursorOf(last.id) } : {}),
  }
}

type ChangeRow = Prisma.StatusChangeGetPayload<{ include: { actor: { select: { id: true; name: true } } } }>

function changeItem(context: Context, row: ChangeRow, undone: ReadonlySet<string>) {
  const reason = sayReason(row.reason)
  const { rate, ...facts } = row.facts as Record<string, unknown>
  const shown =
    rate !== undefined && context.mayField('application', 'agreed_rate') ? { ...facts, rate } : facts
  return {
    id: row.id,
    ...(row.fromStatus ? { from: row.fromStatus } : {}),
    to: row.toStatus,
    ...(reason ? { reason } : {}),
    ...(row.note ? { note: row.note } : {}),
    facts: shown,
    by: row.actor,
    door: row.door,
    at: toInstant(row.at).toString(),
    ...(row.undoes ? { undoes: row.undoes } : {}),
    ...(undone.has(row.id) ? { undone: true } : {}),
  }
}
