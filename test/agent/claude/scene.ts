import { Temporal } from 'temporal-polyfill'
import { afterEach } from 'vitest'
import { z } from 'zod'
import { type ClaudeDeps, claude } from '../../../src/agent/claude/claude.ts'
import type { Asked, MadeCall, MindReply, Turn } from '../../../src/agent/mind.ts'
import { Fault } from '../../../src/platform/fault.ts'
import { createLog } from '../../../src/platform/log.ts'
import type { Result } from '../../../src/tools/call.ts'
import { choiceOf, idOf, limit, textOf } from '../../../src/tools/fields.ts'
import { type AnyTool, defineTool } from '../../../src/tools/tool.ts'
import { type FakeMessagesApi, fakeMessagesApi } from '../../support/fake-messages-api.ts'

export const ana = '01890a5d-ac96-774b-bcce-b302099a8057'

const nothing = { targets: () => [], run: async () => ({}) }

const searchPeople = defineTool({
  name: 'search_people',
  title: 'Search people',
  description: 'Finds people by name or skill and returns their ids.',
  examples: ['find ana', 'who knows rust', 'java people in berlin', 'a fourth example'],
  permission: { resource: 'candidate', action: 'read' },
  effect: 'read',
  featured: ['recruiter'],
  input: z.strictObject({ query: textOf('Words to look for.', 200, { kind: 'query' }), limit }),
  output: z.object({ items: z.array(z.object({ id: z.uuid(), label: z.string() })) }),
  ...nothing,
  run: async () => ({ items: [] }),
})

const readResume = defineTool({
  name: 'read_resume',
  title: 'Read a résumé',
  description: 'Returns the whole résumé of a person.',
  examples: ['show her cv', 'read the résumé', 'open cv of ana'],
  permission: { resource: 'candidate', action: 'read' },
  effect: 'read',
  input: z.strictObject({ candidate: idOf('candidate', 'Whose résumé.') }),
  output: z.object({ resume: z.string() }),
  ...nothing,
  run: async () => ({ resume: '' }),
})

const changeStatus = defineTool({
  name: 'change_status',
  title: 'Change a status',
  description: 'Moves an application to another stage and returns the new state.',
  examples: ['move ana to screened', 'reject him', 'put her on hold'],
  permission: { resource: 'application', action: 'update' },
  effect: 'write',
  input: z.strictObject({
    application: idOf('application', 'Which application.'),
    status: choiceOf(['screened', 'hired'], 'The new stage.', { screened: ['screening'] }),
    on: z.iso.date().optional().describe('The day.'),
    count: z.int().optional().describe('Any whole number.'),
  }),
  output: z.object({ status: z.string() }),
  ...nothing,
  run: async () => ({ status: '' }),
})

export const handmade: readonly AnyTool[] = [searchPeople, readResume, changeStatus]

/** What the waist of a scene answers for a tool; by default everything is done and empty. */
export type Answers = Record<string, (input: unknown, asked: Asked) => Result | Promise<Result>>

export type Scene = {
  api: FakeMessagesApi
  turn: Turn
  /** Calls in the order in which they began. */
  begun: { tool: string; input: unknown; asked: Asked }[]
  emitted: string[]
  stop: AbortController
  /** Milliseconds that the mind asked to wait. */
  pauses: number[]
  answer(deps?: Partial<ClaudeDeps>): Promise<MindReply>
}

const opened: FakeMessagesApi[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((api) => api.close()))
})

export function done(output: unknown, more: { tainted?: boolean; title?: string } = {}): Result {
  const card = more.title === undefined ? undefined : { title: more.title }
  return { outcome: 'done', call: ana, output, card, tainted: more.tainted ?? false }
}

/** A turn of a recruiter with hand-made tools, a waist of a few lines, and a fake service of its own. */
export async function scene(given: Partial<Turn> & { answers?: Answers } = {}): Promise<Scene> {
  const { answers = {}, ...rest } = given
  const api = await fakeMessagesApi()
  opened.push(api)
  const begun: Scene['begun'] = []
  const emitted: string[] = []
  const pauses: number[] = []
  const stop = new AbortController()
  const turn: Turn = {
    text: 'move ana to screened',
    speaker: {
      id: '01890a5d-ac96-774b-bcce-b302099a8058',
      name: 'Rita Recruiter',
      kind: 'internal',
      timeZone: 'Europe/London',
      language: 'en',
      persona: 'recruiter',
    },
    now: Temporal.Instant.from('2026-11-20T10:05:00Z'),
    history: [],
    introduced: false,
    tools: handmade,
    may: () => true,
    call: async (tool, input, asked) => {
      begun.push({ tool, input, asked })
      const result = await resultOf(rest.tools ?? handmade, answers, { tool, input, asked })
      return { tool, input, initiator: asked.initiator, result } satisfies MadeCall
    },
    emit: (text) => {
      emitted.push(text)
    },
    signal: stop.signal,
    ...rest,
  }
  const answer = (deps: Partial<ClaudeDeps> = {}) =>
    claude({
      apiKey: api.key,
      baseUrl: api.baseUrl,
      model: 'claude-test',
      log: createLog('silent'),
      sleep: async (milliseconds) => {
        pauses.push(milliseconds)
      },
      ...deps,
    })(turn)
  return { api, turn, begun, emitted, stop, pauses, answer }
}

async function resultOf(
  tools: readonly AnyTool[],
  answers: Answers,
  { tool: name, input, asked }: { tool: string; input: unknown; asked: Asked },
): Promise<Result> {
  const tool = tools.find((one) => one.name === name)
  if (!tool) return { outcome: 'refused', call: ana, fault: new Fault('not_found', 'There is no such tool.') }
  const read = tool.input.safeParse(input)
  if (!read.success) {
    const fault = new Fault('invalid', 'status is not one of screened, hired.', {
      field: 'status',
      options: [{ label: 'screened' }],
      internal: 'zod said a secret thing',
    })
    return { outcome: 'refused', call: ana, fault }
  }
  return answers[name]?.(input, asked) ?? done({})
}

/** The tool results that the newest message of a request carries. */
export function resultsIn(
  { api }: Scene,
  request: number,
): { content: string; is_error?: boolean | undefined }[] {
  const blocks = api.requests[request]?.body.messages.at(-1)?.content ?? []
  return blocks.flatMap((block) => (block.type === 'tool_result' ? [block] : []))
}
