import { toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { candidatePolicy, handOverPolicy, handOverReaderPolicy } from './policy.ts'

const include = {
  candidate: { select: { id: true, name: true } },
  requester: { select: { id: true, name: true } },
  team: { select: { id: true, name: true } },
} as const

/**
 * One request for a person, as each side may see it: whoever asks reads their own words for the person until the person
 * is theirs. Faults: not_found.
 */
export async function getHandOver(context: Context, { hand_over }: { hand_over: string }) {
  const { tx, actor } = context
  const row = await tx.handOver.findFirst({
    where: { AND: [{ id: hand_over }, context.where(handOverReaderPolicy, 'read')] },
    include,
  })
  if (!row) throw new Fault('not_found', "I can't find that request, or it isn't yours to see.")
  const [mine, visible, answerer] = await Promise.all([
    tx.handOver.count({
      where: { AND: [{ id: row.id, status: 'asked' }, context.where(handOverPolicy, 'answer')] },
    }),
    tx.candidate.count({
      where: { AND: [{ id: row.candidate.id }, context.where(candidatePolicy, 'read')] },
    }),
    row.answeredBy === null
      ? null
      : tx.user.findUnique({ where: { id: row.answeredBy }, select: { id: true, name: true } }),
  ])
  const known = visible === 1 || row.askedOf === actor.id || row.answeredBy === actor.id
  const who = known ? row.candidate.name : (row.askedFor ?? 'the person you asked for')
  return {
    id: row.id,
    label: `${who} for team ${row.team.name}`,
    detail: `asked by ${row.requester.name}`,
    status: statusOf(row.status),
    who,
    ...(visible === 1 ? { candidate: row.candidate } : {}),
    requester: row.requester,
    team: row.team,
    ...(row.note === null ? {} : { note: row.note }),
    asked_at: toInstant(row.createdAt).toString(),
    ...(row.answeredAt ? { answered_at: toInstant(row.answeredAt).toString() } : {}),
    ...(answerer ? { answered_by: answerer } : {}),
    may_answer: mine === 1,
  }
}

const statuses = ['asked', 'accepted', 'declined'] as const

function statusOf(text: string): (typeof statuses)[number] {
  const status = statuses.find((one) => one === text)
  if (!status) throw new Error(`The status ${text} of a hand-over is unknown.`)
  return status
}
