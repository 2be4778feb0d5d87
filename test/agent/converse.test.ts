import { afterAll, beforeAll, expect, it } from 'vitest'
import { createConverse } from '../../src/agent/converse.ts'
import type { Model } from '../../src/agent/minds.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const say = (model: Model) =>
  createConverse(world.waist, { model })({
    credential: world.as('recruiter').credential,
    door: 'terminal',
    text: 'set my time zone',
  })

it('tells what was done when the answer breaks off after it', async () => {
  const reply = await say(async (turn) => {
    const asked = { initiator: 'mind', mind: 'claude' } as const
    await turn.call('set_my_preferences', { time_zone: 'Europe/Madrid' }, asked)
    throw new Error('broken')
  })
  const recruiter = await world.db.user.findUniqueOrThrow({ where: { id: world.as('recruiter').id } })
  expect(recruiter.timeZone).toBe('Europe/Madrid')
  expect(reply.fault?.code).toBe('failed')
  expect(reply.reply).toContain(
    `this was done: ${world.waist.tools.get('set_my_preferences')?.title}. Please look`,
  )
  expect(reply.reply).not.toContain('nothing was changed')
})

it('says plainly that the database cannot be reached', async () => {
  const reply = await say(() => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })))
  expect(reply.fault?.code).toBe('unavailable')
  expect(reply.reply).toContain("can't reach its database")
})
