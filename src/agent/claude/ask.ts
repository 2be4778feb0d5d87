import type Anthropic from '@anthropic-ai/sdk'
import type { Log } from '../../platform/log.ts'
import { ModelUnavailable, type TokenUsage } from '../model-unavailable.ts'
import { events } from './events.ts'
import { type Answer, gather } from './gather.ts'
import type { Limits } from './limits.ts'

export type Wire = {
  client: Anthropic
  limits: Limits
  log: Log
  /** Waits so many milliseconds; rejects when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

export type Listener = {
  signal: AbortSignal
  say(text: string): void
  /** One entry a try, for those that failed too. */
  meter: TokenUsage[]
}

/**
 * One answer of the model. A service that is busy or breaks off is asked again a few times, as long as nothing was
 * said yet: text that a person has read is not taken back, and no tool runs before an answer is whole.
 */
export async function ask(
  wire: Wire,
  params: Anthropic.MessageCreateParamsStreaming,
  { signal, say, meter }: Listener,
): Promise<Answer> {
  const { client, limits, log, sleep } = wire
  for (let attempt = 1; ; attempt += 1) {
    let said = false
    const usage = { inputTokens: 0, outputTokens: 0 }
    meter.push(usage)
    try {
      const speak = (text: string) => {
        said = true
        say(text)
      }
      return await gather(events(client, params, { signal, idleMs: limits.idleMs }), speak, usage)
    } catch (error) {
      const pause = said ? undefined : pauseBefore(error, attempt, limits)
      if (pause === undefined) throw error
      log.warn(
        { attempt, pause, reason: error instanceof Error ? error.message : 'unknown' },
        'model asked again',
      )
      await sleep(pause, signal)
    }
  }
}

const passing = new Set(['rate_limited', 'overloaded', 'broken_stream'])

/** Milliseconds to wait before the next try; undefined when there shall be none. */
function pauseBefore(error: unknown, attempt: number, limits: Limits): number | undefined {
  if (!(error instanceof ModelUnavailable) || !passing.has(error.reason) || attempt >= limits.attempts) return
  const pause =
    error.retryAfterSeconds === undefined
      ? limits.backoffMs * 2 ** (attempt - 1)
      : error.retryAfterSeconds * 1000
  return pause <= limits.longestWaitMs ? pause : undefined
}
