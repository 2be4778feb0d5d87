import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createConverse } from '../../../src/agent/converse.ts'
import { tools } from '../../../src/catalogue.ts'
import { choiceOf, dayOf, idOf, textOf } from '../../../src/tools/fields.ts'
import { defineTool } from '../../../src/tools/tool.ts'
import { createWorld, type World } from '../../support/world.ts'

const folder = new URL('../../../src/agent/guided/', import.meta.url)

it('holds no name of a tool', () => {
  const named = readdirSync(folder).flatMap((file) => {
    const source = readFileSync(new URL(file, folder), 'utf8')
    return tools
      .filter(({ name }) => new RegExp(`\\b${name}\\b`).test(source))
      .map(({ name }) => `${file}: ${name}`)
  })
  expect(named).toEqual([])
})

/** A tool that nobody thought of when the reader was written. */
const lendLaptop = defineTool({
  name: 'lend_laptop',
  title: 'Lend a laptop',
  description: 'Lends a laptop of the office to a colleague until a day. Returns who has it and until when.',
  examples: [
    'lend a laptop to Rosa until Friday',
    'give ravi menon a windows laptop',
    'mona needs a laptop until next week, a mac',
  ],
  permission: { resource: 'desk', action: 'ask' },
  effect: 'write',
  input: z.strictObject({
    user: idOf('user', 'Who borrows it.'),
    system: choiceOf(['mac', 'windows', 'linux'], 'Which kind of laptop.', {
      mac: ['macbook', 'apple'],
    }).optional(),
    until: dayOf('The day on which it comes back.', ['until']),
    note: textOf('What it is needed for.', 200, { cues: ['for', 'because'] }).optional(),
  }),
  output: z.object({ name: z.string(), until: z.string() }),
  targets: ({ user }) => [{ type: 'user', id: user }],
  run: async ({ tx }, { user, until }) => ({
    name: (await tx.user.findUniqueOrThrow({ where: { id: user } })).name,
    until,
  }),
  card: ({ name, until }) => ({ title: `${name} has a laptop until ${until}` }),
})

describe('a tool that is added to the catalogue', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ extra: [lendLaptop] })
  })
  afterAll(() => world.close())

  const say = async (text: string, conversation?: string) =>
    createConverse(world.waist, { model: undefined })({
      credential: world.as('recruiter').credential,
      door: 'terminal',
      text,
      ...(conversation ? { conversation } : {}),
    })
  const made = ({ calls }: Awaited<ReturnType<typeof say>>) =>
    calls.filter(({ initiator }) => initiator === 'mind')

  it('is understood by its examples alone, in other words than theirs', async () => {
    const ravi = world.as('recruiter2').id
    const whole = await say('please lend ravi menon an apple laptop until 2027-03-05')
    expect(made(whole)).toMatchObject([
      { tool: 'lend_laptop', outcome: 'done', input: { user: ravi, system: 'mac', until: '2027-03-05' } },
    ])
    expect(whole.reply).toContain('Ravi Menon has a laptop until 2027-03-05')
  })

  it('is asked for the one field that lacks, and completed by the next message', async () => {
    const asked = await say('mona lindqvist needs a laptop')
    expect(asked.asks).toEqual({ tool: 'lend_laptop', missing: 'until' })
    expect(made(asked)).toEqual([])
    const answered = await say('until 2027-04-01', asked.conversation)
    expect(made(answered)).toMatchObject([
      { tool: 'lend_laptop', outcome: 'done', input: { user: world.as('manager').id, until: '2027-04-01' } },
    ])
  })

  it('tells who is unknown, and offers who comes nearest', async () => {
    const unknown = await say('lend a laptop to Ravi Mennon until 2027-03-05')
    expect(JSON.stringify(unknown)).toContain('Ravi Menon')
  })
})
