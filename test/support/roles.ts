import type { RoleName } from '../../src/access/roles.ts'
import { roleNamed } from '../../src/access/roles.ts'
import { recordIn } from '../../src/activity/record.ts'
import { toDate } from '../../src/platform/clock.ts'
import { type Alias, recordOfSetUp } from './people.ts'
import type { World } from './world.ts'

/** Gives somebody a further built-in role that begins in so many hours, in a recorded transaction. */
export async function giveRole(
  world: World,
  given: { to: Alias; role: RoleName; startsIn: number },
): Promise<void> {
  const { waist, clock } = world
  const callId = waist.newId()
  const now = clock.now()
  await waist.db.transaction(callId, async ({ db, sql }) => {
    await db.roleAssignment.create({
      data: {
        id: waist.newId(),
        userId: world.as(given.to).id,
        roleId: roleNamed(given.role).id,
        startsAt: toDate(now.add({ hours: given.startsIn })),
        grantedBy: world.as('owner').id,
        createdAt: toDate(now),
      },
    })
    await recordIn(sql, callId, [recordOfSetUp(callId, waist.newId(), now)])
  })
}
