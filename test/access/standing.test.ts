import { afterAll, beforeAll, expect, it } from 'vitest'
import { roleNamed } from '../../src/access/roles.ts'
import { recordIn } from '../../src/activity/record.ts'
import { toDate } from '../../src/platform/clock.ts'
import { recordOfSetUp } from '../support/people.ts'
import { createWorld, days, faultOf, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Gives the referrer, whom an admin may touch, super_admin from tomorrow on. */
async function promoteTomorrow(): Promise<void> {
  const { waist, clock } = world
  const callId = waist.newId()
  const now = clock.now()
  await waist.db.transaction(callId, async ({ db, sql }) => {
    await db.roleAssignment.create({
      data: {
        id: waist.newId(),
        userId: world.as('referrer').id,
        roleId: roleNamed('super_admin').id,
        startsAt: toDate(now.add(days(1))),
        grantedBy: world.as('owner').id,
        createdAt: toDate(now),
      },
    })
    await recordIn(sql, callId, [recordOfSetUp(callId, waist.newId(), now)])
  })
}

it('guards the account of somebody who will be super admin tomorrow', async () => {
  await promoteTomorrow()
  const change = { user: world.as('referrer').id, email: 'mine@northwind.test' }
  const fault = faultOf(await world.as('admin').call('update_user', change))
  expect(fault).toMatchObject({ code: 'denied' })
  expect(fault.message).toContain('may do things that you may not')
  const ended = await world.as('admin').call('deactivate_user', { user: world.as('referrer').id })
  expect(faultOf(ended).code).toBe('denied')
  const byOwner = await world.as('owner').call('deactivate_user', { user: world.as('referrer').id })
  expect(byOwner.outcome).toBe('done')
})
