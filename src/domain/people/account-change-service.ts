import { endLinksOf } from '../../access/links.ts'
import { endSessionsOf } from '../../access/sessions.ts'
import { countSuperAdmins, standingToCome } from '../../access/standing.ts'
import { type Deed, obstacleToTouch } from '../../access/touch.ts'
import type { Prisma } from '../../db/generated/client.ts'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { addressTaken } from './account-service.ts'
import { endIdentitiesOf } from './identity-service.ts'
import type { Membership } from './membership.ts'
import { checkOwnTeams } from './own-teams.ts'
import { userPolicy } from './policy.ts'
import { visibleTeams } from './team-service.ts'
import { type UserRow, userSelect, viewUser } from './user-view.ts'
import { zoneOf } from './zone.ts'

export type AccountChange = {
  user: string
  name?: string | undefined
  email?: string | undefined
  teams?: string[] | undefined
  membership: Membership
  time_zone?: string | undefined
  status?: 'active' | undefined
  version?: number | undefined
}

/** What will change on an account, checked, before anything is written. Faults: those of updateUser. */
export async function planAccount(context: Context, input: AccountChange) {
  const before = await touchable(context, input.user)
  const { data, changed } = plan(before, input)
  const teams = await planTeams(context, before, input)
  if (teams.join.length + teams.leave.length > 0) changed.push('teams')
  if (changed.length === 0) {
    throw new Fault('invalid', `Nothing would change for ${before.name}. Say what should be different.`)
  }
  if (changed.includes('status')) await checkTouch(context, before.id, 'issue_sign_in_link')
  if (data.email !== undefined) await checkAddress(context, before, data.email)
  return { before, data, teams, changed }
}

/**
 * Changes an account. A new e-mail address and bringing somebody back need every permission that the person holds, since
 * whoever reads the new address could sign in as them: the old one is told, and open doors are shut. Faults: not_found,
 * denied, conflict, invalid when nothing would change.
 */
export async function updateUser(context: Context, input: AccountChange) {
  const { tx } = context
  const { before, data, teams, changed } = await planAccount(context, input)
  await tx.teamMember.createMany({
    data: teams.join.map(({ id }) => ({ teamId: id, userId: before.id })),
    skipDuplicates: true,
  })
  await tx.teamMember.deleteMany({
    where: { userId: before.id, teamId: { in: teams.leave.map(({ id }) => id) } },
  })
  const after = await save(context, before, { data, version: input.version })
  if (data.email !== undefined) {
    await shutDoors(context, before.id)
    await endIdentitiesOf(context, before.id, 'address')
    await context.deliver({
      effectKey: `address-changed:${context.call.id}`,
      port: 'mail',
      to: [before.id],
      payload: { template: 'address_changed', address: before.email },
    })
  }
  return { ...viewUser(after, context.now), changed }
}

/**
 * Ends an account: the person is signed out everywhere and cannot come back in. Faults: not_found, denied, refused for
 * one's own account, for one that is ended already and for the last super admin.
 */
export async function deactivateUser(
  context: Context,
  input: { user: string; version?: number | undefined },
) {
  const before = await touchable(context, input.user)
  await checkDeactivation(context, before)
  const after = await save(context, before, { data: { status: 'deactivated' }, version: input.version })
  const sessions = await shutDoors(context, before.id)
  await endIdentitiesOf(context, before.id, 'all')
  return {
    ...viewUser(after, context.now),
    sessions_ended: sessions,
    leaves: await leavesBehind(context, before.id),
  }
}

/** What a confirmation of a deactivation says, after the same checks. */
export async function previewDeactivation(context: Context, id: string) {
  const row = await touchable(context, id, 'deactivate')
  await checkDeactivation(context, row)
  return { user: viewUser(row, context.now), leaves: await leavesBehind(context, id) }
}

/** The account as the actor may change it now. Faults: not_found. */
export async function touchable(context: Context, id: string, action?: string): Promise<UserRow> {
  const row = await context.tx.user.findFirst({
    where: { AND: [context.where(userPolicy, action), { id, kind: { not: 'system' } }] },
    select: userSelect,
  })
  if (!row)
    throw new Fault('not_found', "I can't find that person, or they aren't yours to change.", {
      field: 'user',
    })
  return row
}

async function checkDeactivation(context: Context, row: UserRow): Promise<void> {
  if (row.id === context.actor.id) {
    throw new Fault('refused', "You can't end your own account. Please ask another admin.", { field: 'user' })
  }
  if (row.status === 'deactivated')
    throw new Fault('refused', `${row.name}'s account has ended already.`, { field: 'user' })
  await checkTouch(context, row.id, 'deactivate')
}

async function checkTouch(context: Context, user: string, deed: Deed): Promise<void> {
  const touched = await standingToCome(context.tx, user)
  // A confirmation is prepared outside a transaction, where rows cannot be locked; the call itself counts again.
  const superAdmins = touched.superAdmin ? await countSuperAdmins(context.tx) : 0
  const obstacle = obstacleToTouch(context.actor.rights, touched, { deed, superAdmins })
  if (obstacle) throw new Fault('denied', obstacle.message, { internal: obstacle.internal })
}

type Plan = { data: Prisma.UserUpdateManyMutationInput & { email?: string }; changed: string[] }

function plan(before: UserRow, input: AccountChange): Plan {
  const wanted = {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.email === undefined ? {} : { email: input.email.toLowerCase() }),
    ...(input.time_zone === undefined ? {} : { timeZone: zoneOf(input.time_zone) }),
    ...(input.status === undefined ? {} : { status: input.status }),
  }
  const names = { name: 'name', email: 'email', timeZone: 'time_zone', status: 'status' } as const
  const keys = (Object.keys(names) as (keyof typeof names)[]).filter(
    (key) => wanted[key] !== undefined && wanted[key] !== before[key],
  )
  return {
    data: Object.fromEntries(keys.map((key) => [key, wanted[key]])),
    changed: keys.map((key) => names[key]),
  }
}

type Teams = { join: { id: string; name: string }[]; leave: { id: string; name: string }[] }

async function planTeams(context: Context, before: UserRow, input: AccountChange): Promise<Teams> {
  const meant = new Set(input.teams ?? [])
  const present = before.teams.map(({ team }) => team)
  if (input.membership === 'leave') return { join: [], leave: present.filter(({ id }) => meant.has(id)) }
  const join = [...meant].filter((id) => present.every((team) => team.id !== id))
  if (join.length === 0) return { join: [], leave: [] }
  if (before.kind !== 'internal') {
    throw new Fault(
      'invalid',
      `${before.name} is not of the organisation, and only its people are in teams.`,
      { field: 'teams' },
    )
  }
  if (before.id === context.actor.id) await checkOwnTeams(context)
  return { join: await visibleTeams(context, join, 'teams'), leave: [] }
}

async function checkAddress(context: Context, before: UserRow, email: string): Promise<void> {
  await checkTouch(context, before.id, 'change_email')
  const other = await context.tx.user.findUnique({ where: { email }, select: { id: true } })
  if (other && other.id !== before.id) throw addressTaken()
}

/** Ends sessions and open links; says how many sessions there were. */
async function shutDoors({ tx, now }: Context, user: string): Promise<number> {
  await endLinksOf(tx, user, now)
  return await endSessionsOf(tx, user, now)
}

async function save(
  context: Context,
  before: UserRow,
  change: { data: Prisma.UserUpdateManyMutationInput; version: number | undefined },
): Promise<UserRow> {
  const { count } = await context.tx.user.updateMany({
    where: { id: before.id, version: change.version ?? before.version },
    data: { ...change.data, updatedAt: toDate(context.now), version: { increment: 1 } },
  })
  const after = await context.tx.user.findUniqueOrThrow({ where: { id: before.id }, select: userSelect })
  if (count > 0) return after
  const { name, email, detail } = viewUser(after, context.now)
  throw new Fault(
    'conflict',
    `Somebody changed this account a moment ago: ${name}, ${email}, ${detail}. Please look again.`,
  )
}

/** How many open things the person owns, which somebody else should take over. */
async function leavesBehind({ tx }: Context, id: string) {
  const { _count } = await tx.user.findUniqueOrThrow({
    where: { id },
    select: {
      _count: {
        select: {
          ownedJobs: { where: { status: { in: ['draft', 'open', 'on_hold'] } } },
          ownedCandidates: true,
          ownedApplications: { where: { status: { notIn: ['hired', 'rejected'] } } },
        },
      },
    },
  })
  return {
    jobs: _count.ownedJobs,
    candidates: _count.ownedCandidates,
    applications: _count.ownedApplications,
  }
}
