import { afterAll, beforeAll, expect, it } from 'vitest'
import { giveRole } from '../support/roles.ts'
import { createWorld, faultOf, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

it('guards the account of somebody who will be super admin tomorrow', async () => {
  // Of all people an admin may touch the referrer.
  await giveRole(world, { to: 'referrer', role: 'super_admin', startsIn: 24 })
  const change = { user: world.as('referrer').id, email: 'mine@northwind.test' }
  const fault = faultOf(await world.as('admin').call('update_user', change))
  expect(fault).toMatchObject({ code: 'denied' })
  expect(fault.message).toContain('may do things that you may not')
  const ended = await world.as('admin').call('deactivate_user', { user: world.as('referrer').id })
  expect(faultOf(ended).code).toBe('denied')
  const byOwner = await world.as('owner').call('deactivate_user', { user: world.as('referrer').id })
  expect(byOwner.outcome).toBe('done')
})
