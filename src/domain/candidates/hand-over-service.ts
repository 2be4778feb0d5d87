import { rankMatches } from '../../db/match.ts'
import { toDate, toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { pageAfter } from './cursor.ts'
import { candidatePolicy, handOverPolicy } from './policy.ts'

export type HandOverAsk = { email?: string | undefined; name?: string | undefined; note?: string | undefined }

/**
 * Finds whom a hand-over is about without telling anything of them. Faults: invalid without a name or address;
 * not_found for somebody nobody knows; refused for one's own people, several of that name, or without a team.
 */
export async function planHandOver(
  context: Context,
  ask: HandOverAsk,
): Promise<{ candidate: string; team: string; who: string }> {
  const who = ask.email ?? ask.name
  if (who === undefined) {
    throw new Fault('invalid', 'Whom do you want to take over? Give the e-mail address or the full name.', {
      field: 'email',
    })
  }
  const [team] = context.actor.teams
  if (team === undefined) throw new Fault('refused', 'You are in no team that could take somebody over.')
  const rows = await namesakes(context, ask)
  const ids = rows.map(({ id }) => id)
  const own = await context.tx.candidate.findFirst({
    where: { AND: [{ id: { in: ids } }, context.where(candidatePolicy, 'read')] },
    select: { id: true, name: true },
  })
  if (own) {
    throw new Fault(
      'refused',
      `${own.name} is with your team already. For somebody else of that name, give their e-mail.`,
      {
        options: [{ id: own.id, label: own.name }],
      },
    )
  }
  const [only, ...others] = ids
  if (only === undefined) throw new Fault('not_found', `Nobody here knows ${who}. You can add them yourself.`)
  if (others.length > 0) {
    throw new Fault('invalid', `There is more than one person called ${who}. Which e-mail address?`, {
      field: 'email',
    })
  }
  return { candidate: only, team, who }
}

/** Asks the team that knows a person to hand them over. Faults: those of planHandOver, refused when asked already. */
export async function askHandOver(
  context: Context,
  ask: HandOverAsk,
): Promise<{ id: string; who: string; status: 'asked' }> {
  const { candidate, team, who } = await planHandOver(context, ask)
  const waiting = await context.tx.handOver.findFirst({
    where: { candidateId: candidate, teamId: team, status: 'asked' },
  })
  if (waiting)
    throw new Fault('refused', `Your team has asked for ${who} already. The answer is still to come.`)
  const { ownerId } = await context.tx.candidate.findUniqueOrThrow({
    where: { id: candidate },
    select: { ownerId: true },
  })
  const id = context.newId()
  await context.tx.handOver.create({
    data: {
      id,
      candidateId: candidate,
      requestedBy: context.actor.id,
      teamId: team,
      note: ask.note ?? null,
      askedOf: ownerId,
      askedFor: who,
      createdAt: toDate(context.now),
    },
  })
  await context.deliver({
    effectKey: `hand-over:${id}:asked`,
    port: 'message',
    to: [ownerId],
    tool: 'get_hand_over',
    input: { hand_over: id },
    weight: 'waits',
    about: { type: 'hand_over', id },
  })
  return { id, who, status: 'asked' }
}

/**
 * Answers a request for a person whom the actor's side has. Accepted, the person belongs to the asking colleague and
 * team; applications stay with the teams that work on them. Faults: not_found; refused when it was answered before.
 */
export async function settleHandOver(
  context: Context,
  input: { hand_over: string; answer: 'accept' | 'decline' },
): Promise<{
  id: string
  status: 'accepted' | 'declined'
  candidate: { id: string; name: string }
  requester: { id: string; name: string }
}> {
  const row = await context.tx.handOver.findFirst({
    where: { AND: [{ id: input.hand_over }, context.where(handOverPolicy, 'answer')] },
    include: names,
  })
  if (!row) throw new Fault('not_found', "I can't find that request, or it isn't yours to answer.")
  const status = input.answer === 'accept' ? 'accepted' : 'declined'
  const at = toDate(context.now)
  const { count } = await context.tx.handOver.updateMany({
    where: { id: row.id, status: 'asked' },
    data: { status, answeredBy: context.actor.id, answeredAt: at, version: { increment: 1 } },
  })
  if (count !== 1)
    throw new Fault('refused', `The request for ${row.candidate.name} has been answered already.`)
  if (status === 'accepted') {
    await context.tx.candidate.update({
      where: { id: row.candidate.id },
      data: { ownerId: row.requestedBy, teamId: row.teamId, updatedAt: at, version: { increment: 1 } },
    })
    await passOn(context, { candidate: row.candidate.id, owner: row.requestedBy })
  }
  await context.deliver({
    effectKey: `hand-over:${row.id}:answered`,
    port: 'message',
    to: [row.requestedBy],
    tool: 'get_hand_over',
    input: { hand_over: row.id },
    weight: 'news',
  })
  await context.deliver({
    effectKey: `hand-over:${row.id}:settled`,
    port: 'card',
    about: { type: 'hand_over', id: row.id },
  })
  return { id: row.id, status, candidate: row.candidate, requester: row.requester }
}

/** Requests for a person that still wait are for whoever has them now: the new owner is asked, and older cards change. */
export async function passOn(
  context: Context,
  { candidate, owner }: { candidate: string; owner: string },
): Promise<void> {
  const waiting = await context.tx.handOver.findMany({ where: { candidateId: candidate, status: 'asked' } })
  for (const { id } of waiting) {
    const about = { type: 'hand_over', id } as const
    await context.deliver({
      effectKey: `hand-over:${id}:asked`,
      port: 'message',
      to: [owner],
      tool: 'get_hand_over',
      input: { hand_over: id },
      weight: 'waits',
      about,
    })
    await context.deliver({ effectKey: `hand-over:${id}:passed:${context.call.id}`, port: 'card', about })
  }
}

const names = {
  candidate: { select: { id: true, name: true } },
  requester: { select: { id: true, name: true } },
  team: { select: { id: true, name: true } },
} as const

export type HandOverRow = Awaited<ReturnType<typeof waitingHandOvers>>[number]

/** Requests that wait for the actor's answer, the oldest first. */
export function waitingHandOvers(context: Context) {
  return context.tx.handOver.findMany({
    where: { AND: [{ status: 'asked' }, context.where(handOverPolicy, 'answer')] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: names,
  })
}

/** The same as a list, narrowed by the words of the person's name. */
export async function findHandOvers(
  context: Context,
  asked: { query?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const waiting = await waitingHandOvers(context)
  const items = waiting.map((row) => ({
    id: row.id,
    label: `${row.candidate.name} for team ${row.team.name}`,
    detail: `asked by ${row.requester.name}`,
    active: true,
    candidate: row.candidate,
    requester: row.requester,
    team: row.team,
    at: toInstant(row.createdAt).toString(),
  }))
  const query = nameIn(asked.query ?? '')
  if (query === '') return pageAfter(items, asked)
  const people = new Set(waiting.map((row) => row.candidate.id))
  const ranked = await rankMatches(context.tx, { subject: 'candidate', query }, async (ids) =>
    ids.filter((id) => people.has(id)).map((id) => ({ id })),
  )
  const found = ranked.flatMap(({ id, match }) =>
    items.filter((item) => item.candidate.id === id).map((item) => ({ ...item, match })),
  )
  return pageAfter(found, asked)
}

const idle = /^(?:hand-?overs?|requests?|waiting|open|pending|answers?|for|of|the)$/i

/** What is left of the words when those are gone that every hand-over goes by. */
function nameIn(query: string): string {
  return query
    .split(/\s+/)
    .filter((word) => !idle.test(word))
    .join(' ')
}

/** Everybody of that address, or else of that name, in whichever team. */
function namesakes({ tx }: Context, { email, name }: HandOverAsk): Promise<{ id: string }[]> {
  if (email !== undefined) return tx.candidate.findMany({ where: { email }, select: { id: true } })
  return tx.$queryRaw<{ id: string }[]>`
    select c.id::text from candidate c where fold(c.name) = fold(${name ?? ''}) order by c.id limit 20`
}
