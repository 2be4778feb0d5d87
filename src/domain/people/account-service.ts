import { grantsOfRole } from '../../access/standing.ts'
import { obstacleToAssign } from '../../access/touch.ts'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { userPolicy } from './policy.ts'
import { organisationOf } from './service.ts'
import { visibleTeams } from './team-service.ts'
import { roleInWords, userSelect, viewUser } from './user-view.ts'
import { zoneOf } from './zone.ts'

export type NewUser = {
  name: string
  email: string
  kind?: 'internal' | 'candidate' | 'supplier' | 'referrer' | undefined
  role?: string | undefined
  team?: string | undefined
  time_zone?: string | undefined
}

/** What an account will be, checked, before anything is written. Faults: those of createUser. */
export async function planUser(context: Context, input: NewUser) {
  const email = input.email.toLowerCase()
  if (await context.tx.user.findUnique({ where: { email }, select: { id: true } })) throw addressTaken()
  const role = await roleToGive(context, input.role)
  const kind = kindOf(input.kind, role)
  if (kind !== 'internal' && input.team !== undefined) {
    throw new Fault('invalid', 'Only people of the organisation are in teams. Leave the team out.', {
      field: 'team',
    })
  }
  const [team] = input.team === undefined ? [] : await visibleTeams(context, [input.team], 'team')
  const zone =
    input.time_zone === undefined ? (await organisationOf(context)).time_zone : zoneOf(input.time_zone)
  return { name: input.name, email, role, kind, team, zone }
}

/**
 * Makes an account, inside or outside the organisation, and lets the person know by mail. Faults: conflict when the
 * address has an account, denied for a role that gives more than the actor holds, invalid for kinds that do not fit.
 */
export async function createUser(context: Context, input: NewUser) {
  const { tx } = context
  const { name, email, role, kind, team, zone } = await planUser(context, input)
  const id = context.newId()
  const at = toDate(context.now)
  await tx.user.create({ data: { id, email, name, kind, timeZone: zone, createdAt: at, updatedAt: at } })
  if (team) await tx.teamMember.create({ data: { userId: id, teamId: team.id } })
  if (role) {
    await tx.roleAssignment.create({
      data: {
        id: context.newId(),
        userId: id,
        roleId: role.id,
        startsAt: at,
        grantedBy: context.actor.id,
        createdAt: at,
      },
    })
  }
  await context.deliver({
    effectKey: `welcome:${id}`,
    port: 'mail',
    to: [id],
    payload: { template: 'welcome' },
  })
  const row = await tx.user.findFirst({
    where: { AND: [context.where(userPolicy), { id }] },
    select: userSelect,
  })
  if (!row) {
    throw new Fault('denied', 'You may add people to your own teams only. Name one of your teams.', {
      field: 'team',
    })
  }
  return { ...viewUser(row, context.now), next: nextStep(name, role !== undefined) }
}

/** The words for an address that somebody has. */
export function addressTaken(): Fault {
  return new Fault('conflict', 'There is an account with this e-mail address already. Nothing was changed.', {
    field: 'email',
  })
}

type GivenRole = { id: string; name: string; persona: string }

async function roleToGive(context: Context, name: string | undefined): Promise<GivenRole | undefined> {
  if (name === undefined) return undefined
  const role = await context.tx.role.findUnique({
    where: { name },
    select: { id: true, name: true, persona: true },
  })
  if (!role) throw new Fault('not_found', `There is no role “${roleInWords(name)}”.`, { field: 'role' })
  const grants = await grantsOfRole(context.tx, role.id)
  const obstacle = obstacleToAssign(context.actor.rights, grants, { grants: [], superAdmin: false })
  if (!obstacle) return role
  throw new Fault(
    'denied',
    `${obstacle.message} You can make the account without a role, and it is given later.`,
    {
      field: 'role',
      internal: obstacle.internal,
    },
  )
}

const outside = ['candidate', 'supplier', 'referrer'] as const

function kindOf(given: NewUser['kind'], role: GivenRole | undefined): NonNullable<NewUser['kind']> {
  if (role === undefined) return given ?? 'internal'
  const fitting = outside.find((kind) => kind === role.persona) ?? 'internal'
  if (given === undefined || given === fitting) return fitting
  throw new Fault(
    'invalid',
    `The role ${roleInWords(role.name)} is for ${kindWords[fitting]}. Change the kind or the role.`,
    {
      field: 'kind',
      options: [{ label: fitting }],
    },
  )
}

const kindWords: Record<NonNullable<NewUser['kind']>, string> = {
  internal: 'people of the organisation',
  candidate: 'candidates',
  supplier: 'suppliers',
  referrer: 'referrers',
}

function nextStep(name: string, hasRole: boolean): string {
  return hasRole
    ? `${name} gets a mail and signs in with a link sent to that address.`
    : `${name} has no role yet, so there is nothing they may do. A super admin has to give them one.`
}
