import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../access/actor.ts'
import type { Result } from '../tools/call.ts'
import type { Card } from '../tools/card.ts'
import type { AnyTool } from '../tools/tool.ts'

/** Who a mind speaks with; no secret and no right, only what helps to phrase. */
export type Speaker = Pick<Actor, 'id' | 'name' | 'kind' | 'timeZone' | 'language'> & {
  persona: Actor['personas'][number]
}

/** On whose initiative a call is made, and whether outsiders' text was in the model's context. */
export type Asked = { initiator: 'mind' | 'resolver'; mind: 'claude' | 'guided'; tainted?: boolean }

/** A call that a mind made, as the reply lists it. */
export type MadeCall = {
  tool: string
  input: unknown
  initiator: 'mind' | 'resolver'
  result: Result
}

/** An earlier message of the conversation. */
export type PastMessage = {
  author: 'person' | 'parley'
  text: string
  tainted: boolean
  state: unknown
  blocks: unknown
}

/** One message to answer, with everything that a mind may use. */
export type Turn = {
  text: string
  /** The conversation in which it is said, once there is one. */
  conversation?: string
  speaker: Speaker
  now: Temporal.Instant
  /** Oldest first, without the message to answer. */
  history: readonly PastMessage[]
  /** True when the speaker was told a short while ago, in another conversation, who answers here. */
  introduced: boolean
  /** Every tool that is not internal. The waist decides what the speaker may do. */
  tools: readonly AnyTool[]
  /** True when the speaker may use this tool; a hint for what to show, since the waist decides anyway. */
  may(tool: AnyTool): boolean
  /** Runs a call through the waist and keeps it for the reply. */
  call(tool: string, input: unknown, asked: Asked): Promise<MadeCall>
  /** Text as it grows, for doors that stream. */
  emit(text: string): void
  signal: AbortSignal
}

export type MindReply = {
  text: string
  cards: readonly Card[]
  /** The one field that guided mode still needs. */
  asks?: { tool: string; missing: string }
  /** What guided mode remembers for the next message; plain JSON. */
  state?: unknown
  /** The model's own turn with its tool results, for the next request; plain JSON. */
  blocks?: unknown
  tainted: boolean
  usage?: { inputTokens: number; outputTokens: number }
}
