import { afterAll, beforeAll, expect, it } from 'vitest'
import { issueButtons, tokenOf } from '../../src/tools/button.ts'
import { forgetSpent } from '../../src/tools/forget.ts'
import { createWorld, faultOf, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

let asked = 0

/** A change of settings that waits, and the token that confirms it. */
async function held(): Promise<string> {
  asked += 1
  const result = await world
    .as('owner')
    .call('update_settings', { name: `Southwind ${asked}` }, { initiator: 'mind', mind: 'guided' })
  if (result.outcome !== 'pending') throw new Error(`Expected pending, but it is ${result.outcome}`)
  const bound = { allowed: [world.as('owner').id], conversation: undefined }
  const { buttons } = await issueButtons(world.waist, result.confirmation.card, bound)
  return tokenOf(world.waist.secret, buttons[0]?.id ?? '')
}

it('forgets what settled and expired cards would do, a day later, and nothing that can still be clicked', async () => {
  const used = await held()
  expect((await world.as('owner').press(used)).result.outcome).toBe('done')
  const expired = await held()
  world.clock.advance({ hours: 23 })
  expect(await forgetSpent(world.waist)).toEqual({ buttons: 0, confirmations: 0, outbox: 0 })
  expect(faultOf((await world.as('owner').press(used)).result).message).toContain('used already')
  world.clock.advance({ hours: 2 })
  const waiting = await held()
  expect(await forgetSpent(world.waist)).toEqual({ buttons: 1, confirmations: 2, outbox: 0 })
  for (const token of [used, expired])
    expect(faultOf((await world.as('owner').press(token)).result).code).toBe('expired')
  expect((await world.as('owner').press(waiting)).result.outcome).toBe('done')
  world.clock.advance({ hours: 24 * 9 })
  await forgetSpent(world.waist)
  expect(await world.db.button.count()).toBe(0)
  expect(await world.db.confirmation.count()).toBe(0)
})
