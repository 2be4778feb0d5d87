import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import type { Membership } from './membership.ts'
import { checkOwnTeams } from './own-teams.ts'
import { teamPolicy, userPolicy } from './policy.ts'
import { type TeamRow, teamSelect, unknownTeam, viewTeam } from './team-service.ts'

export type NewTeam = { name: string; members?: string[] | undefined }

/** What a new team will be, checked, before anything is written. Faults: those of createTeam. */
export async function planTeam(context: Context, input: NewTeam) {
  await checkName(context, input.name)
  return { name: input.name, members: await colleagues(context, input.members ?? [], 'members') }
}

/** Makes a team. Faults: conflict for a name that is taken, not_found for a member. */
export async function createTeam(context: Context, input: NewTeam) {
  const { name, members } = await planTeam(context, input)
  const id = context.newId()
  const at = toDate(context.now)
  await context.tx.team.create({ data: { id, name, createdAt: at, updatedAt: at } })
  await addMembers(context, id, members)
  const row = await context.tx.team.findFirst({
    where: { AND: [context.where(teamPolicy), { id }] },
    select: teamSelect,
  })
  if (!row) throw new Fault('denied', 'You may change your own teams only, not make new ones.')
  return viewTeam(row)
}

export type TeamChange = {
  team: string
  name?: string | undefined
  members?: string[] | undefined
  membership: Membership
  version?: number | undefined
}

/** What will change in a team, checked, before anything is written. Faults: those of updateTeam. */
export async function planTeamChange(context: Context, input: TeamChange) {
  const before = await context.tx.team.findFirst({
    where: { AND: [context.where(teamPolicy), { id: input.team }] },
    select: teamSelect,
  })
  if (!before) throw unknownTeam('team')
  const meant = [...new Set(input.members ?? [])]
  const present = before.members.map(({ user }) => user)
  const leaving = input.membership === 'leave'
  const remove = leaving ? present.filter(({ id }) => meant.includes(id)) : []
  const adding = leaving ? [] : meant.filter((id) => present.every((user) => user.id !== id))
  const renamed = input.name !== undefined && input.name !== before.name ? input.name : undefined
  if (renamed === undefined && adding.length + remove.length === 0) {
    throw new Fault(
      'invalid',
      `Nothing would change in ${before.name}. Say a new name, or who joins or leaves.`,
    )
  }
  if (renamed !== undefined) await checkName(context, renamed, before.id)
  return { before, renamed, add: await colleagues(context, adding, 'members'), remove }
}

/** Renames a team and changes who is in it. Faults: not_found, conflict, invalid when nothing would change. */
export async function updateTeam(context: Context, input: TeamChange) {
  const { before, renamed, add, remove } = await planTeamChange(context, input)
  await addMembers(context, before.id, add)
  await context.tx.teamMember.deleteMany({
    where: { teamId: before.id, userId: { in: remove.map(({ id }) => id) } },
  })
  const { count } = await context.tx.team.updateMany({
    where: { id: before.id, version: input.version ?? before.version },
    data: { name: renamed ?? before.name, updatedAt: toDate(context.now), version: { increment: 1 } },
  })
  const after = await context.tx.team.findUniqueOrThrow({ where: { id: before.id }, select: teamSelect })
  if (count === 0) throw changedMeanwhile(after)
  const names = (people: readonly { name: string }[]) => people.map((person) => person.name)
  return {
    ...viewTeam(after),
    added: names(add),
    removed: names(remove),
    ...(renamed === undefined ? {} : { was: before.name }),
  }
}

async function checkName({ tx }: Context, name: string, own?: string): Promise<void> {
  const other = await tx.team.findUnique({ where: { name }, select: { id: true, name: true } })
  if (!other || other.id === own) return
  throw new Fault('conflict', `There is a team called ${other.name} already. Choose another name.`, {
    field: 'name',
  })
}

/** New members are active people of the organisation, and nobody widens their own reach by joining a team. */
async function colleagues(context: Context, ids: readonly string[], field: string) {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const found = await context.tx.user.findMany({
    where: {
      AND: [context.where(userPolicy, 'read'), { id: { in: wanted }, kind: 'internal', status: 'active' }],
    },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  if (found.length < wanted.length) {
    throw new Fault('not_found', "I can't find one of these people among active colleagues.", { field })
  }
  if (wanted.includes(context.actor.id)) await checkOwnTeams(context)
  return found
}

async function addMembers({ tx }: Context, teamId: string, people: readonly { id: string }[]): Promise<void> {
  await tx.teamMember.createMany({
    data: people.map(({ id }) => ({ teamId, userId: id })),
    skipDuplicates: true,
  })
}

function changedMeanwhile(row: TeamRow): Fault {
  const { name, members } = viewTeam(row)
  const who = members.map((member) => member.name).join(', ') || 'nobody'
  return new Fault(
    'conflict',
    `Somebody changed this team a moment ago: it is ${name} with ${who}. Please look again.`,
  )
}
