import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRecorder } from '../../src/activity/record.ts'
import { recordOfSetUp } from '../support/people.ts'
import { createWorld, faultOf, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('records that are written together', () => {
  const entryOf = (id: string, targetId: string | null) => ({
    ...recordOfSetUp(id, id, world.clock.now()),
    targetId,
  })

  it('do not fail with one that the database refuses', async () => {
    const recorder = createRecorder(world.sql)
    const ids = Array.from({ length: 5 }, () => world.waist.newId())
    const written = await Promise.allSettled(
      ids.map((id, index) => recorder.add(entryOf(id, index === 2 ? 'no id at all' : null))),
    )
    expect(written.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, true, true])
    expect(await world.db.activityLog.count({ where: { id: { in: ids } } })).toBe(4)
  })
})

describe('a conversation that is no id', () => {
  it('is refused, and the refusal is recorded', async () => {
    const call = { conversation: 'the last one', author: 'person', text: 'hello' }
    const result = await world.as('recruiter').call('add_message', call, { conversation: call.conversation })
    expect(faultOf(result).code).toBe('invalid')
    expect((await world.activity()).at(-1)).toMatchObject({ tool: 'add_message', conversationId: null })
  })
})
