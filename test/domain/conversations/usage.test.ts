import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { tokensUsed } from '../../../src/domain/conversations/usage-service.ts'
import { defineTool } from '../../../src/tools/tool.ts'
import { createWorld, done, type World } from '../../support/world.ts'

/** Keeps a conversation of whoever calls, with one message for each time given. */
const keepMessages = defineTool({
  name: 'keep_messages',
  title: 'Keep messages',
  description: 'Stores messages for this test.',
  examples: ['one', 'two', 'three'],
  permission: { resource: 'conversation', action: 'create' },
  effect: 'write',
  input: z.strictObject({ times: z.array(z.iso.datetime()) }),
  output: z.object({}),
  targets: () => [],
  run: async ({ tx, newId, actor }, { times }) => {
    const [id, at] = [newId(), new Date('2026-11-01T00:00:00Z')]
    await tx.conversation.create({
      data: {
        id,
        userId: actor.id,
        persona: 'recruiter',
        title: 'Test',
        door: 'web',
        createdAt: at,
        updatedAt: at,
      },
    })
    await tx.message.createMany({
      data: times.map((time, position) => ({
        id: newId(),
        conversationId: id,
        position,
        author: 'parley',
        text: 'words',
        inputTokens: 100 * 10 ** position,
        outputTokens: 1,
        createdAt: new Date(time),
      })),
    })
    return {}
  },
})

let world: World
beforeAll(async () => {
  world = await createWorld({ extra: [keepMessages] })
})
afterAll(() => world.close())

test('tokens are counted by person and by day, over all their conversations', async () => {
  const [rosa, ravi] = [world.as('recruiter'), world.as('recruiter2')]
  const times = [
    '2026-11-19T23:59:59.999Z',
    '2026-11-20T00:00:00Z',
    '2026-11-20T23:59:59.999Z',
    '2026-11-21T00:00:00Z',
  ]
  done(await rosa.call('keep_messages', { times }))
  done(await rosa.call('keep_messages', { times: times.slice(1, 2) }))
  done(await ravi.call('keep_messages', { times: times.slice(0, 1) }))
  const used = (who: string, day: string) => tokensUsed(world.db, who, day)
  expect(await used(rosa.id, '2026-11-19')).toBe(101)
  expect(await used(rosa.id, '2026-11-20')).toBe(1_001 + 10_001 + 101)
  expect(await used(rosa.id, '2026-11-21')).toBe(100_001)
  expect(await used(ravi.id, '2026-11-19')).toBe(101)
  expect(await used(ravi.id, '2026-11-20')).toBe(0)
})
