import type Anthropic from '@anthropic-ai/sdk'
import type { Fault } from '../../platform/fault.ts'
import type { PendingConfirmation, Result } from '../../tools/call.ts'
import { clean } from './clean.ts'
import { defuse, type Fence } from './fence.ts'

/** What became of a call, as the model reads it: data, a fault in our words, or that a person has to confirm. */
export function toolResult(
  id: string,
  result: Result,
  shown: { fence: Fence; mostCharacters: number },
): Anthropic.ToolResultBlockParam {
  if (result.outcome === 'done') {
    const { fence, mostCharacters } = shown
    const json = jsonOf(result.output ?? {}, result.tainted ? defuse : clean)
    const kept = shortened(json, mostCharacters)
    return block(id, result.tainted ? fence(kept) : kept)
  }
  if (result.outcome === 'pending') return block(id, JSON.stringify(waiting(result.confirmation)))
  return block(id, jsonOf(refusal(result.outcome, result.fault), clean), true)
}

/** The result of a call that was asked for and never made. */
export function notRun(id: string, why: string): Anthropic.ToolResultBlockParam {
  return block(id, JSON.stringify({ outcome: 'not run', message: why }), true)
}

function block(id: string, content: string, isError = false): Anthropic.ToolResultBlockParam {
  return { type: 'tool_result', tool_use_id: id, content, ...(isError ? { is_error: true } : {}) }
}

function waiting(confirmation: PendingConfirmation) {
  return {
    outcome: 'waits for confirmation',
    message:
      'Nothing has happened yet. The person sees a card with a button and has to confirm there; only then is it done.',
    confirmation: confirmation.id,
    expires_at: confirmation.expiresAt,
  }
}

/** Only what is meant for the person: never the internal text, a cause or a stack. */
function refusal(outcome: 'denied' | 'refused' | 'failed', fault: Fault) {
  const { field, options, retryAfterSeconds } = fault.details
  return { outcome, message: fault.message, field, options, retry_after_seconds: retryAfterSeconds }
}

/** JSON with every text in it made safe to show. */
function jsonOf(value: unknown, safe: (text: string) => string): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'string' ? safe(item) : item))
}

function shortened(json: string, most: number): string {
  if (json.length <= most) return json
  return `${json.slice(0, most).toWellFormed()}\n(Cut here: ${json.length - most} more characters. Ask for less, or for one row.)`
}
