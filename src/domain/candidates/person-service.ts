import { dayToDate, toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Rate } from '../../platform/money.ts'
import type { Context } from '../../tools/tool.ts'
import { passOn } from './hand-over-service.ts'
import { knownPerson, refuseKnown, refuseMark } from './known-service.ts'
import { type Level, levelIn } from './level.ts'
import { candidatePolicy } from './policy.ts'
import { refreshSubmissions, visibleCandidate } from './service.ts'
import { canonicalSkills } from './skills.ts'

/** What a recruiter writes of a person. */
export type PersonFields = {
  name: string
  headline: string
  email?: string | undefined
  phone?: string | undefined
  level?: Level | undefined
  location: string
  open_to_remote?: boolean | undefined
  skills?: readonly string[] | undefined
  years_experience?: number | undefined
  available_on?: string | undefined
  expected_rate?: Rate | undefined
  source?: string | undefined
  resume?: string | undefined
  owner?: string | undefined
}

type PersonChange = { [F in keyof PersonFields]?: PersonFields[F] | undefined }

/**
 * Adds a person. Faults: refused when the person is known already, in the actor's team or in another one; denied for an
 * owner outside the actor's scope; refused when the owner is in no team.
 */
export async function addCandidate(
  context: Context,
  input: PersonFields,
): Promise<{ id: string; name: string }> {
  const known = await knownPerson(context, input)
  if (known) throw refuseKnown(known, input)
  const { ownerId, teamId } = await ownership(context, input.owner)
  const id = context.newId()
  const at = toDate(context.now)
  await context.tx.candidate.create({
    data: {
      id,
      ownerId,
      teamId,
      ...personColumns(input),
      name: input.name,
      headline: input.headline,
      level: input.level ?? levelIn(input.headline),
      location: input.location,
      skills: canonicalSkills(input.skills ?? []),
      yearsExperience: input.years_experience ?? 0,
      source: input.source ?? 'direct',
      createdAt: at,
      updatedAt: at,
    },
  })
  const within = await context.tx.candidate.count({
    where: { AND: [{ id }, context.where(candidatePolicy, 'create')] },
  })
  if (within !== 1) {
    throw new Fault('denied', 'You can add people for yourself and for your team. Choose an owner there.', {
      field: 'owner',
    })
  }
  return { id, name: input.name }
}

/** Changes what is known of a person. Faults: not_found, conflict, refused when an address or number is another's. */
export async function editCandidate(
  context: Context,
  {
    candidate,
    expected_version,
    ...input
  }: PersonChange & { candidate: string; expected_version?: number | undefined },
): Promise<{ id: string; name: string; version: number; changed: string[] }> {
  const row = await visibleCandidate(context, candidate, 'update')
  if (expected_version !== undefined && expected_version !== row.version) throw changedSince(row.name)
  const changed = Object.entries(input).flatMap(([field, value]) => (value === undefined ? [] : [field]))
  if (changed.length === 0) throw new Fault('invalid', `What should change for ${row.name}?`)
  const known = await knownPerson(context, { email: input.email, phone: input.phone }, candidate)
  if (known) throw refuseMark(known)
  const { count } = await context.tx.candidate.updateMany({
    where: { id: row.id, version: row.version },
    data: {
      ...personColumns(input),
      ...(input.owner === undefined ? {} : { ownerId: await colleague(context, input.owner, row.teamId) }),
      updatedAt: toDate(context.now),
      version: { increment: 1 },
    },
  })
  if (count !== 1) throw changedSince(row.name)
  if (input.name !== undefined && input.name !== row.name)
    await refreshSubmissions(context, { candidateId: row.id })
  if (input.owner !== undefined && input.owner !== row.ownerId)
    await passOn(context, { candidate: row.id, owner: input.owner })
  return { id: row.id, name: input.name ?? row.name, version: row.version + 1, changed }
}

/** Writes a note on a candidate. It counts as outsiders' text when an outsider's text was in view while it was made. */
export async function writeNote(
  context: Context,
  { candidate, note }: { candidate: string; note: string },
): Promise<{ id: string; candidate: { id: string; name: string }; at: string }> {
  const row = await visibleCandidate(context, candidate, 'note')
  const id = context.newId()
  await context.tx.candidateNote.create({
    data: {
      id,
      candidateId: row.id,
      authorId: context.actor.id,
      text: note,
      tainted: context.call.tainted || context.actor.kind !== 'internal',
      createdAt: toDate(context.now),
    },
  })
  return { id, candidate: { id: row.id, name: row.name }, at: context.now.toString() }
}

function personColumns(input: PersonChange) {
  return {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.headline === undefined ? {} : { headline: input.headline }),
    ...(input.email === undefined ? {} : { email: input.email }),
    ...(input.phone === undefined ? {} : { phone: input.phone }),
    ...(input.level === undefined ? {} : { level: input.level }),
    ...(input.location === undefined ? {} : { location: input.location }),
    ...(input.open_to_remote === undefined ? {} : { openToRemote: input.open_to_remote }),
    ...(input.skills === undefined ? {} : { skills: canonicalSkills(input.skills) }),
    ...(input.years_experience === undefined ? {} : { yearsExperience: input.years_experience }),
    ...(input.available_on === undefined ? {} : { availableOn: dayToDate(input.available_on) }),
    ...(input.source === undefined ? {} : { source: input.source }),
    // A résumé is always the person's own text, whoever pastes it.
    ...(input.resume === undefined ? {} : { resume: input.resume, resumeTainted: true }),
    ...rateColumns(input.expected_rate),
  }
}

/** The columns of an expected rate; none when it is not given. */
export function rateColumns(rate: Rate | undefined) {
  return rate === undefined ? {} : { expectedPay: rate.amount, currency: rate.currency, rateUnit: rate.unit }
}

/** Who will own a new person and in which team: the named colleague, or the actor. */
async function ownership(
  context: Context,
  owner: string | undefined,
): Promise<{ ownerId: string; teamId: string }> {
  const ownerId = owner ?? context.actor.id
  const user = await context.tx.user.findFirst({
    where: { id: ownerId, kind: 'internal', status: 'active' },
    include: { teams: { orderBy: { teamId: 'asc' } } },
  })
  if (!user)
    throw new Fault('not_found', "I can't find that colleague. Who should own this person?", {
      field: 'owner',
    })
  const shared = user.teams.find(({ teamId }) => context.actor.teams.includes(teamId))
  const team = shared ?? user.teams[0]
  if (!team) {
    const whose = owner === undefined ? 'You are' : `${user.name} is`
    throw new Fault('refused', `${whose} in no team. Name a colleague who is in one as the owner.`, {
      field: 'owner',
    })
  }
  return { ownerId, teamId: team.teamId }
}

/** A colleague of the same team; another team takes a person over by a hand-over. */
async function colleague(context: Context, owner: string, teamId: string): Promise<string> {
  const member = await context.tx.teamMember.findFirst({
    where: { userId: owner, teamId, user: { kind: 'internal', status: 'active' } },
  })
  if (member) return owner
  throw new Fault('refused', 'The owner has to be in the same team. Another team can ask for a hand-over.', {
    field: 'owner',
  })
}

function changedSince(name: string): Fault {
  return new Fault(
    'conflict',
    `Somebody has changed ${name} in the meantime. Please look again, then tell me what to change.`,
  )
}
