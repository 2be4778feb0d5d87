import { systemUserId } from '../../src/access/authenticate.ts'
import { recordIn } from '../../src/activity/record.ts'
import { tools } from '../../src/catalogue.ts'
import { toDate } from '../../src/platform/clock.ts'
import { recordOfSetUp } from './people.ts'
import { type Someone, someoneOf, type World } from './world.ts'

/** A colleague in team Platform with a role of their own: every action of the catalogue, on own rows alone. */
export async function addOwnOnly(world: World): Promise<Someone> {
  const { newId, clock, db } = world.waist
  const now = clock.now()
  const at = toDate(now)
  const [user, role, callId] = [newId(), newId(), newId()]
  const actions = new Set(tools.map(({ permission }) => `${permission.resource} ${permission.action}`))
  const permissions = [...actions].map((pair) => {
    const [resource = '', action = ''] = pair.split(' ')
    return { id: newId(), resource, action, scope: 'own', effect: 'allow', fields: [] }
  })
  await db.transaction(callId, async ({ db: tx, sql }) => {
    await tx.user.create({
      data: {
        id: user,
        email: 'own-only@northwind.test',
        name: 'Oona Only',
        kind: 'internal',
        timeZone: 'UTC',
        createdAt: at,
        updatedAt: at,
      },
    })
    await tx.teamMember.create({ data: { userId: user, teamId: world.teams.Platform ?? '' } })
    await tx.role.create({
      data: { id: role, name: 'own_only', description: 'Own rows.', persona: 'recruiter', agentTools: [] },
    })
    await tx.permission.createMany({ data: permissions })
    await tx.rolePermission.createMany({
      data: permissions.map(({ id }) => ({ roleId: role, permissionId: id })),
    })
    await tx.roleAssignment.create({
      data: {
        id: newId(),
        userId: user,
        roleId: role,
        startsAt: toDate(now.subtract({ hours: 1 })),
        grantedBy: systemUserId,
        createdAt: at,
      },
    })
    await recordIn(sql, callId, [recordOfSetUp(callId, newId(), now)])
  })
  return someoneOf(world.waist, 'own-only@northwind.test', user)
}
