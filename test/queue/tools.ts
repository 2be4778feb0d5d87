import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { Fault, type FaultCode } from '../../src/platform/fault.ts'
import { choiceOf, idsOf, textOf } from '../../src/tools/fields.ts'
import { defineTool } from '../../src/tools/tool.ts'
import { done, type World } from '../support/world.ts'

const base = {
  description: 'Stands in for the tools of rooms, in tests of the queue only.',
  examples: ['first example', 'second example', 'third example'],
  permission: { resource: 'candidate', action: 'note' },
  output: z.object({}),
  targets: () => [],
  card: () => ({ title: 'For tests' }),
} as const

/** Puts a call of any tool off, as a tool of a room would; with `fail` it undoes that. */
export const putOff = defineTool({
  ...base,
  name: 'put_off',
  title: 'Put a call off',
  effect: 'write',
  input: z.strictObject({
    key: textOf('Effect key.', 100),
    tool: textOf('Which tool.', 64),
    input: z.record(z.string(), z.unknown()).describe('Its input.'),
    at: textOf('When.', 40).optional(),
    fail: z.boolean().default(false).describe('Whether it fails in the end.'),
  }),
  run: async (context, { key, tool, input, at, fail }) => {
    const dueAt = at === undefined ? context.now : Temporal.Instant.from(at)
    await context.defer({ effectKey: key, tool, input, dueAt })
    if (fail) throw new Error('It went wrong after all.')
    return {}
  },
})

/** Tells people of something, as a tool of a room would. */
export const tell = defineTool({
  ...base,
  name: 'tell_people',
  title: 'Tell people',
  effect: 'write',
  input: z.strictObject({
    key: textOf('Effect key.', 100),
    to: idsOf('user', 'Whom.', 20),
    port: choiceOf(['message', 'mail'], 'How.').default('message'),
  }),
  run: async (context, { key, to, port }) => {
    if (port === 'mail') await context.deliver({ port, effectKey: key, to, payload: { template: 'welcome' } })
    else await context.deliver({ port, effectKey: key, to, tool: 'get_my_day', input: {}, weight: 'news' })
    return {}
  },
})

/** What the next calls of `falter` come to: a fault for each entry, and then they are done. */
export const faults: Fault[] = []

export function faultsTo(code: FaultCode, times: number, retryAfterSeconds?: number): void {
  const details = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
  faults.length = 0
  for (let n = 0; n < times; n += 1) faults.push(new Fault(code, `It came to ${code}.`, details))
}

export const falter = defineTool({
  ...base,
  name: 'falter_often',
  title: 'Falter',
  effect: 'write',
  input: z.strictObject({}),
  run: async () => {
    const fault = faults.shift()
    if (fault) throw fault
    return {}
  },
})

/** Reaches further than a note, so that a mind needs a confirmation for it. */
export const reachOut = defineTool({
  ...base,
  name: 'reach_out',
  title: 'Reach out',
  effect: 'outward',
  input: z.strictObject({}),
  preview: async () => ({ facts: [] }),
  run: async () => ({}),
})

export const internalNote = defineTool({
  ...base,
  name: 'note_internally',
  title: 'Note internally',
  audience: 'internal',
  effect: 'write',
  input: z.strictObject({}),
  run: async () => ({}),
})

export const testTools = [putOff, tell, falter, reachOut, internalNote]

/** A candidate of the recruiter, to write notes about. */
export async function makeCandidate(world: World): Promise<string> {
  const input = { name: 'Zelda Quill', headline: 'Backend Developer', location: 'Oslo', skills: ['Go'] }
  return done<{ id: string }>(await world.as('recruiter').call('create_candidate', input)).id
}
