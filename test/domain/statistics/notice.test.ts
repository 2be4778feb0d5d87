import { afterAll, beforeAll, expect, test } from 'vitest'
import { invoke } from '../../../src/tools/invoke.ts'
import { createWorld, done, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('the notice is confirmed once, and keeps its first time', async () => {
  const input = { name: 'New Colleague', email: 'new@northwind.test', role: 'viewer' }
  const { id } = done<{ id: string }>(await world.system('create_user', input))
  const read = () => world.db.user.findUniqueOrThrow({ where: { id } })
  expect((await read()).noticeAcknowledgedAt).toBeNull()
  const confirm = () =>
    invoke(world.waist, {
      credential: { kind: 'demo', email: 'new@northwind.test', loopback: true },
      door: 'web',
      initiator: 'person',
      tool: 'acknowledge_activity_notice',
      input: {},
    })
  const first = done(await confirm())
  world.clock.advance({ hours: 5 })
  expect(done(await confirm())).toEqual(first)
  const { noticeAcknowledgedAt, version } = await read()
  expect({ acknowledged_at: noticeAcknowledgedAt?.toISOString() }).toEqual({
    acknowledged_at: new Date(String(first.acknowledged_at)).toISOString(),
  })
  expect(version).toBe(2)
})
