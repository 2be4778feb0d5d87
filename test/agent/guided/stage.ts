import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { guided } from '../../../src/agent/guided/guided.ts'
import type { MadeCall, PastMessage, Turn } from '../../../src/agent/mind.ts'
import { Fault } from '../../../src/platform/fault.ts'
import type { Result } from '../../../src/tools/call.ts'
import type { AnyTool } from '../../../src/tools/tool.ts'
import { stageTools } from './stage-tools.ts'

/** A Friday, seen from Berlin. */
export const stageNow = Temporal.Instant.from('2026-11-20T15:00:00Z')

const offered = z.object({ outcome: z.string() })

export type Said = Awaited<ReturnType<ReturnType<typeof createStage>['say']>>

/**
 * A conversation with guided mode over tools that keep everything in memory: calls are parsed by the tool's own schema
 * and run by its own `run`, and what was answered is carried to the next message as JSON.
 */
export function createStage(options: { extra?: readonly AnyTool[]; mayNot?: readonly string[] } = {}) {
  const tools = [...stageTools, ...(options.extra ?? [])]
  const history: PastMessage[] = []
  const may = (tool: AnyTool) => !(options.mayNot ?? []).includes(tool.name)
  return {
    tools,
    say: async (text: string) => {
      const calls: MadeCall[] = []
      const turn: Turn = {
        text,
        speaker: {
          id: me,
          name: 'Rita Recruiter',
          kind: 'internal',
          timeZone: 'Europe/Berlin',
          language: 'en',
          persona: 'recruiter',
        },
        now: stageNow,
        history: [...history],
        tools,
        may,
        call: async (name, input, { initiator }) => {
          const tool = tools.find((one) => one.name === name)
          const made: MadeCall = { tool: name, input, initiator, result: await answer(tool, input, may) }
          calls.push(made)
          return made
        },
        emit: () => undefined,
        signal: new AbortController().signal,
      }
      const reply = await guided(turn)
      history.push({ author: 'person', text, tainted: false, state: null, blocks: null })
      const state: unknown = JSON.parse(JSON.stringify(reply.state ?? null))
      history.push({ author: 'parley', text: reply.text, tainted: false, state, blocks: null })
      const deeds = calls.filter(({ initiator }) => initiator === 'mind')
      return { ...reply, calls, deed: deeds.at(-1), deeds }
    },
  }
}

export const me = '00000000-0000-7000-8000-00000000aaaa'

async function answer(
  tool: AnyTool | undefined,
  input: unknown,
  may: (tool: AnyTool) => boolean,
): Promise<Result> {
  const call = 'call'
  if (!tool) return { outcome: 'denied', call, fault: new Fault('denied', 'There is no such thing.') }
  if (!may(tool))
    return {
      outcome: 'denied',
      call,
      fault: new Fault('denied', 'You may not do that; an admin can grant it.'),
    }
  const parsed = tool.input.safeParse(input)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return {
      outcome: 'refused',
      call,
      fault: new Fault('invalid', issue?.message ?? 'wrong', { field: String(issue?.path[0]) }),
    }
  }
  if (tool.effect === 'irreversible') {
    const card = { title: `Confirm: ${tool.title}` }
    return { outcome: 'pending', call, confirmation: { id: me, tool: tool.name, expiresAt: '', card } }
  }
  try {
    const output = await tool.run(undefined as never, parsed.data, undefined)
    return { outcome: 'done', call, output, card: tool.card?.(output, undefined as never), tainted: false }
  } catch (error) {
    if (error instanceof Fault) return { outcome: 'refused', call, fault: error }
    throw error
  }
}

/** The outcome of a call, for tests that look at nothing else. */
export function outcomeOf(made: MadeCall | undefined): string {
  return made ? offered.parse(made.result).outcome : 'none'
}
