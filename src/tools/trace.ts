import canonicalize from 'canonicalize'
import type { Actor } from '../access/actor.ts'
import type { Entry } from '../activity/record.ts'
import type { Fault } from '../platform/fault.ts'
import { isId } from '../platform/id.ts'
import type { Call, Outcome } from './call.ts'
import type { Target } from './origin.ts'
import { redact } from './redact.ts'
import type { AnyTool } from './tool.ts'
import type { Waist } from './waist.ts'

/** What is known of a call so far; the record is made from it, however far the call came. */
export type Trace = {
  readonly id: string
  readonly call: Call
  readonly startedAt: number
  actor?: Actor
  tool?: AnyTool
  input?: unknown
  grant?: string
  targets: readonly Target[]
  confirmationId?: string
  records: number
}

export function beginTrace(waist: Waist, call: Call): Trace {
  return { id: waist.newId(), call, startedAt: performance.now(), targets: [], records: 0 }
}

/** The SHA-256 HMAC of an input in canonical form (RFC 8785), so that the digest tells nothing to who lacks the key. */
export function digest(waist: Waist, input: unknown): string {
  return waist.secret.mac('arguments', canonicalize(input ?? null) ?? 'null')
}

/** How a call ended. */
export type Ending = { outcome: Outcome; fault?: Fault }

/** The row of the memory for this call. */
export function entryOf(waist: Waist, trace: Trace, { outcome, fault }: Ending): Entry {
  const { call, tool, actor } = trace
  return {
    class: classOf(tool, outcome),
    at: waist.clock.now().toString({ fractionalSecondDigits: 3 }),
    id: waist.newId(),
    callId: trace.id,
    actorId: actor?.id ?? null,
    credential: actor ? [actor.credential, actor.credentialId].filter(Boolean).join(':') : null,
    door: call.door,
    initiator: call.initiator,
    // A name that is no tool of ours is somebody's text, and texts are not recorded.
    tool: waist.tools.has(call.tool) ? call.tool : 'unknown',
    effect: tool?.effect ?? 'read',
    outcome,
    fault: fault?.code ?? null,
    targetType: trace.targets[0]?.type ?? null,
    targetId: trace.targets[0]?.id ?? null,
    // As a door was told it; what is no id cannot be recorded as one.
    conversationId: call.conversation && isId(call.conversation) ? call.conversation : null,
    confirmationId: trace.confirmationId ?? null,
    argsDigest: trace.input === undefined ? null : digest(waist, trace.input),
    grant: trace.grant ?? null,
    tainted: call.tainted ?? false,
    repeats: 1,
    records: trace.records,
    durationMs: Math.round(performance.now() - trace.startedAt),
    address: call.address ?? null,
    userAgent: call.userAgent?.slice(0, 300) ?? null,
    metadata: tool && trace.input !== undefined ? redact(tool.input, trace.input) : {},
  }
}

/** Refusals, powers and sign-ins are kept as security, with a retention of their own. */
function classOf(tool: AnyTool | undefined, outcome: Outcome): Entry['class'] {
  if (outcome === 'denied' || !tool || tool.effect === 'power' || tool.permission.resource === 'session')
    return 'security'
  return tool.effect === 'read' ? 'read' : 'write'
}
