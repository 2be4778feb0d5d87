import type { Fault } from '../platform/fault.ts'
import type { Secret } from '../platform/secret.ts'
import { type IssuedCard, tokenOf } from '../tools/button.ts'
import type { Outcome, Result } from '../tools/call.ts'
import type { Form } from '../tools/form.ts'
import type { AnyTool } from '../tools/tool.ts'

/** What a door shows for one message. */
export type Reply = {
  conversation: string | undefined
  mode: 'guided' | 'claude'
  reply: string
  calls: { tool: string; input: unknown; outcome: Outcome; initiator: string }[]
  asks: { tool: string; missing: string } | null
  confirmations: { id: string; tool: string; token: string }[]
  cards: ShownCard[]
  /** True when it may hold pay, personal data or the like: doors where others read along show it one to one. */
  discreet: boolean
  /** True when the message was answered before and this is that answer. */
  repeated?: true
  /** Set when the message could not be taken or kept: not signed in, no such conversation, database down. */
  fault?: Fault
}

export type ShownCard = Omit<IssuedCard, 'buttons'> & {
  buttons: ShownButton[]
}

/** A button as its reader gets it; one with a form asks before it acts. */
export type ShownButton = {
  label: string
  token: string
  style?: 'primary' | 'danger' | undefined
  form?: Form | undefined
}

/** A reply of words alone. */
export function replyOf(reply: string, conversation?: string): Reply {
  return {
    conversation,
    mode: 'guided',
    reply,
    calls: [],
    asks: null,
    confirmations: [],
    cards: [],
    discreet: false,
  }
}

/** True when a reply rests on a call whose answer is not fit for everybody's eyes; an unknown tool counts as one. */
export function isDiscreet(
  tools: ReadonlyMap<string, AnyTool>,
  calls: readonly { tool: string; outcome: Outcome }[],
): boolean {
  return calls.some(({ tool, outcome }) => outcome !== 'denied' && tools.get(tool)?.public !== true)
}

/** The reply to a message that could not even be taken. */
export function unheard(result: Exclude<Result, { outcome: 'done' }>, conversation?: string): Reply {
  if (result.outcome === 'pending') return replyOf('This waits for a confirmation.', conversation)
  return { ...replyOf(result.fault.message, conversation), fault: result.fault }
}

/** A stored card as its reader gets it: each button with the token that clicks it. */
export function withTokens(secret: Secret, card: IssuedCard): ShownCard {
  return {
    ...card,
    buttons: card.buttons.map(({ id, ...button }) => ({ ...button, token: tokenOf(secret, id) })),
  }
}
