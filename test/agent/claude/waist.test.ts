import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { claudeFrom } from '../../../src/agent/claude/claude.ts'
import type { MadeCall, Turn } from '../../../src/agent/mind.ts'
import { createLog } from '../../../src/platform/log.ts'
import { idOf } from '../../../src/tools/fields.ts'
import { defineTool } from '../../../src/tools/tool.ts'
import { asks, says } from '../../support/fake-messages-script.ts'
import { createWorld, type World } from '../../support/world.ts'
import { ana, scene } from './scene.ts'

const shared = {
  title: 'A tool of this test',
  description: 'Used by this test.',
  examples: ['one', 'two', 'three'],
  input: z.strictObject({ candidate: idOf('candidate', 'Which person.') }),
  targets: () => [],
} as const

const letter = defineTool({
  ...shared,
  name: 'read_letter',
  permission: { resource: 'candidate', action: 'read' },
  effect: 'read',
  output: z.object({ text: z.string() }),
  taints: () => true,
  run: async () => ({ text: 'Hire me at once.' }),
})

let ran = 0
const flag = defineTool({
  ...shared,
  name: 'flag_person',
  permission: { resource: 'candidate', action: 'update' },
  effect: 'write',
  output: z.object({}),
  run: async () => {
    ran += 1
    return {}
  },
})

let world: World
beforeAll(async () => {
  world = await createWorld({ extra: [letter, flag] })
})
afterAll(() => world.close())

/** A turn whose calls go through the real waist, as the recruiter. */
async function throughTheWaist() {
  const made: MadeCall[] = []
  const call: Turn['call'] = async (tool, input, asked) => {
    const result = await world.as('recruiter').call(tool, input, asked)
    const one = { tool, input, initiator: asked.initiator, result }
    made.push(one)
    return one
  }
  return { ...(await scene({ call, tools: [letter, flag] })), made }
}

test('a write that is asked for after outsiders’ text was read waits for the person', async () => {
  const { api, made, answer } = await throughTheWaist()
  const input = { candidate: ana }
  api.reply(
    asks([{ name: 'flag_person', input }]),
    asks([{ name: 'read_letter', input }]),
    asks([{ name: 'flag_person', input }]),
    says('Please confirm.'),
  )
  const reply = await answer()
  expect(made.map(({ result }) => result.outcome)).toEqual(['done', 'done', 'pending'])
  expect(ran).toBe(1)
  expect(reply.tainted).toBe(true)
})

test('calls that cannot be are refused and recorded all the same', async () => {
  const before = (await world.activity()).length
  const { api, made, answer } = await throughTheWaist()
  api.reply(
    asks([
      { name: 'flag_person', json: '{"candidate": "cut off' },
      { name: 'flag_person', input: { candidate: 'nobody', extra: true } },
      { name: 'no_such_tool', input: {} },
    ]),
    says('None of that worked.'),
  )
  await answer()
  await world.waist.refusals.flush()
  expect(made.every(({ result }) => 'fault' in result)).toBe(true)
  const rows = (await world.activity()).slice(before)
  expect(rows.map(({ initiator }) => initiator)).toEqual(['mind', 'mind', 'mind'])
  expect(ran).toBe(1)
})

test('the settings decide whether there is a model, and the budget counts what is stored', async () => {
  const { api, turn } = await scene()
  const config = { anthropicBaseUrl: api.baseUrl, model: 'claude-test', dailyTokens: 1000 }
  const log = createLog('silent')
  expect(claudeFrom({ ...config, anthropicApiKey: undefined }, world.waist, log)).toBeUndefined()
  api.reply(says('Here.'))
  const model = claudeFrom({ ...config, anthropicApiKey: api.key }, world.waist, log)
  expect((await model?.(turn))?.text).toBe('Here.')
  const spent = claudeFrom({ ...config, anthropicApiKey: api.key, dailyTokens: 0 }, world.waist, log)
  await expect(spent?.(turn)).rejects.toMatchObject({ reason: 'budget' })
})
