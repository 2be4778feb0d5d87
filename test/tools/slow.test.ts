import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type AnyTool, defineTool } from '../../src/tools/tool.ts'
import { createWorld, faultOf, type World } from '../support/world.ts'

/** Sleeps in the database for longer than its statement may take. */
const sleeper = (name: string, effect: AnyTool['effect']) =>
  defineTool({
    name,
    title: 'Sleep',
    description: 'Sleeps.',
    examples: ['one', 'two', 'three'],
    permission: { resource: 'desk', action: 'ask' },
    effect,
    input: z.strictObject({}),
    output: z.object({}),
    targets: () => [],
    run: async ({ tx }) => {
      await tx.$queryRaw`set local statement_timeout = 50`
      await tx.$queryRaw`select pg_sleep(30)::text`
      return {}
    },
  })

let world: World
beforeAll(async () => {
  world = await createWorld({ extra: [sleeper('sleep_long', 'write')] })
})
afterAll(() => world.close())

describe('a statement that does not end', () => {
  it('is given up by the server on every connection of the program', async () => {
    const { rows } = await world.sql({ text: 'show statement_timeout', values: [] })
    expect(rows).toEqual([{ statement_timeout: '1min' }])
    await world.waist.db.transaction(world.waist.newId(), async ({ sql }) => {
      expect((await sql({ text: 'show statement_timeout', values: [] })).rows).toEqual(rows)
      const idle = await sql({ text: 'show idle_in_transaction_session_timeout', values: [] })
      expect(idle.rows).toEqual([{ idle_in_transaction_session_timeout: '1min' }])
    })
  })

  it('is said in plain words, recorded, and leaves its connection to the next', async () => {
    for (let n = 0; n < 8; n++) {
      const fault = faultOf(await world.as('recruiter').call('sleep_long', {}))
      expect(fault.code).toBe('unavailable')
      expect(fault.message).toContain('took too long')
    }
    expect((await world.activity()).at(-1)).toMatchObject({ tool: 'sleep_long', outcome: 'failed' })
    expect((await world.as('recruiter').call('start_conversation', {})).outcome).toBe('done')
  })
})
