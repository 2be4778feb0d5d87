import type Anthropic from '@anthropic-ai/sdk'
import type { MadeCall, MindReply, Turn } from '../mind.ts'
import { ModelUnavailable, type TokenUsage, whyUnavailable } from '../model-unavailable.ts'
import type { Listener } from './ask.ts'
import type { Answer, ToolRequest } from './gather.ts'
import type { Limits } from './limits.ts'
import type { OwnMessage, Requests } from './requests.ts'
import { notRun, toolResult } from './results.ts'
import { toStore } from './stored-turn.ts'
import { cardsOf, isRead, told } from './told.ts'

export type Talk = {
  requests: Requests
  limits: Limits
  /** Tokens that the speaker may still use today. */
  tokensLeft: number
  ask(params: Anthropic.MessageCreateParamsStreaming, listener: Listener): Promise<Answer>
}

/** How far a turn has come; the truth about it even when it breaks off. */
type Progress = {
  own: OwnMessage[]
  calls: MadeCall[]
  /** Everything that was emitted. */
  said: string
  /** What was emitted of an answer that is not whole yet. */
  unkept: string
  tainted: boolean
  meter: TokenUsage[]
}

/**
 * One turn: the model answers, its calls run, it reads their results, until it calls nothing more. Throws
 * ModelUnavailable when it failed before anything was said or called; otherwise what was said and done is kept, and
 * the reply says why it stops there.
 */
export async function loop(turn: Turn, talk: Talk): Promise<MindReply> {
  const progress: Progress = {
    own: [],
    calls: [],
    said: '',
    unkept: '',
    tainted: talk.requests.tainted,
    meter: [],
  }
  return finish(turn, progress, await endOf(turn, talk, progress))
}

/** Goes through the rounds; what it returns is said at the end, for the model cannot. */
async function endOf(turn: Turn, talk: Talk, progress: Progress): Promise<string> {
  try {
    return await rounds(turn, talk, progress)
  } catch (error) {
    if (isStop(error, turn.signal)) return `Stopped. ${told(progress.calls, turn.tools)}`
    if (!(error instanceof ModelUnavailable)) throw error
    if (progress.calls.length === 0 && progress.said === '') {
      const { reason, message, retryAfterSeconds } = error
      throw new ModelUnavailable(reason, message, {
        retryAfterSeconds,
        usage: total(progress.meter),
        cause: error,
      })
    }
    return `I have to stop here, because ${whyUnavailable[error.reason]}. ${told(progress.calls, turn.tools)}`
  }
}

async function rounds(turn: Turn, talk: Talk, progress: Progress): Promise<string> {
  const { limits, requests } = talk
  for (let round = 0; round < limits.rounds; round += 1) {
    turn.signal.throwIfAborted()
    if (spent(progress) >= talk.tokensLeft) throw new ModelUnavailable('budget', 'no tokens left today')
    const answer = await talk.ask(requests.next(progress.own), {
      signal: turn.signal,
      say: (text) => say(turn, progress, text),
      meter: progress.meter,
    })
    if (answer.stopReason === 'refusal') {
      progress.unkept = ''
      return "I can't help with that one."
    }
    if (answer.content.length > 0) progress.own.push({ role: 'assistant', content: [...answer.content] })
    progress.unkept = ''
    if (answer.requests.length === 0) return lastWord(turn, progress, answer.stopReason)
    progress.own.push({ role: 'user', content: await run(turn, talk, { progress, asked: answer.requests }) })
  }
  turn.signal.throwIfAborted()
  return `I stopped after ${limits.rounds} steps. ${told(progress.calls, turn.tools)}`
}

/** Reads run side by side; as soon as one call may change something, all run in the order they were asked for. */
async function run(
  turn: Turn,
  talk: Talk,
  { progress, asked }: { progress: Progress; asked: readonly ToolRequest[] },
): Promise<Anthropic.ToolResultBlockParam[]> {
  const room = talk.limits.calls - progress.calls.length
  const shown = { fence: talk.requests.fence, mostCharacters: talk.limits.resultCharacters }
  const one = async ({ id, name, input }: ToolRequest, index: number) => {
    if (turn.signal.aborted) return notRun(id, 'The person stopped this turn.')
    if (index >= room)
      return notRun(id, 'Too many calls for one message. Tell the person what is left to do.')
    const made = await turn.call(name, input, {
      initiator: 'mind',
      mind: 'claude',
      tainted: progress.tainted,
    })
    progress.calls.push(made)
    if (made.result.outcome === 'done' && made.result.tainted) progress.tainted = true
    return toolResult(id, made.result, shown)
  }
  if (asked.every(({ name }) => isRead({ tool: name }, turn.tools))) return Promise.all(asked.map(one))
  const results: Anthropic.ToolResultBlockParam[] = []
  for (const [index, request] of asked.entries()) results.push(await one(request, index))
  return results
}

function lastWord(turn: Turn, progress: Progress, stopReason: Answer['stopReason']): string {
  if (stopReason === 'max_tokens' || stopReason === 'model_context_window_exceeded') {
    return 'My answer grew too long and is cut here. Ask me to go on, or for less at once.'
  }
  if (progress.said !== '') return ''
  if (progress.calls.length > 0) return told(progress.calls, turn.tools)
  return 'I have no answer to that. Could you put it another way?'
}

function say(turn: Turn, progress: Progress, text: string) {
  if (text === '') return
  const gap = progress.unkept === '' && progress.said !== '' ? '\n\n' : ''
  progress.unkept += text
  progress.said += gap + text
  turn.emit(gap + text)
}

function finish(turn: Turn, progress: Progress, note: string): MindReply {
  if (note !== '') say(turn, progress, progress.unkept === '' ? note : `\n\n${note}`)
  if (progress.unkept !== '') {
    const last = progress.own.at(-1)
    const block = { type: 'text' as const, text: progress.unkept }
    if (last?.role === 'assistant') last.content.push(block)
    else progress.own.push({ role: 'assistant', content: [block] })
  }
  const blocks = toStore(progress.own)
  return {
    text: progress.said,
    cards: cardsOf(progress.calls, turn.tools),
    ...(blocks ? { blocks } : {}),
    tainted: progress.tainted,
    usage: total(progress.meter),
  }
}

/** True for what an aborted wait or request throws, and not for a fault that happened to come after the abort. */
function isStop(error: unknown, signal: AbortSignal): boolean {
  return (
    signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'))
  )
}

function total(meter: readonly TokenUsage[]): TokenUsage {
  return meter.reduce(
    (sum, { inputTokens, outputTokens }) => ({
      inputTokens: sum.inputTokens + inputTokens,
      outputTokens: sum.outputTokens + outputTokens,
    }),
    { inputTokens: 0, outputTokens: 0 },
  )
}

function spent(progress: Progress): number {
  const { inputTokens, outputTokens } = total(progress.meter)
  return inputTokens + outputTokens
}
