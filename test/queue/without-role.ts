import { recordIn } from '../../src/activity/record.ts'
import { type Alias, recordOfSetUp } from '../support/people.ts'
import type { World } from '../support/world.ts'

/** Takes all roles from somebody while `work` goes on, in recorded transactions. */
export async function withoutRole(world: World, alias: Alias, work: () => Promise<void>): Promise<void> {
  const userId = world.as(alias).id
  const roles = await world.db.roleAssignment.findMany({ where: { userId } })
  const { db, newId, clock } = world.waist
  const change = async (take: boolean) => {
    const callId = newId()
    await db.transaction(callId, async ({ db: tx, sql }) => {
      if (take) await tx.roleAssignment.deleteMany({ where: { userId } })
      else await tx.roleAssignment.createMany({ data: roles })
      await recordIn(sql, callId, [recordOfSetUp(callId, newId(), clock.now())])
    })
  }
  await change(true)
  await work()
  await change(false)
}
