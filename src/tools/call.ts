import type { Door } from '../access/actor.ts'
import type { Credential } from '../access/credential.ts'
import type { Fault } from '../platform/fault.ts'
import type { Card } from './card.ts'
import type { Initiator, MindName } from './origin.ts'

/** What a door hands to the waist. */
export type Call = {
  credential: Credential
  door: Door
  tool: string
  input: unknown
  /** person: a click, page or command · mind: a model or client decided it · resolver: guided mode looked something up. */
  initiator: Initiator
  mind?: MindName
  /** True when text that outsiders wrote was in the context of the model that asks. */
  tainted?: boolean
  conversation?: string
  address?: string
  userAgent?: string
  signal?: AbortSignal
}

export type Outcome = 'done' | 'pending' | 'denied' | 'refused' | 'failed'

/** What became of a call. Nothing is thrown: a fault is a value, so that every door has to look at it. */
export type Result =
  | { outcome: 'done'; call: string; output: unknown; card: Card | undefined; tainted: boolean }
  | { outcome: 'pending'; call: string; confirmation: PendingConfirmation }
  | { outcome: 'denied' | 'refused' | 'failed'; call: string; fault: Fault }

/** True when a mind asks, to act or to look something up: internal tools are closed to it, and it confirms nothing itself. */
export function asksAsMind({ initiator }: Pick<Call, 'initiator'>): boolean {
  return initiator === 'mind' || initiator === 'resolver'
}

/** A confirmation that waits for the person: its card was made by the server from the stored arguments. */
export type PendingConfirmation = { id: string; tool: string; expiresAt: string; card: Card }
