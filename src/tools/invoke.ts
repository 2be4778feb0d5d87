import type { Actor } from '../access/actor.ts'
import { whoMayGrant } from '../access/granters.ts'
import { recordIn } from '../activity/record.ts'
import { databaseFault } from '../db/fault.ts'
import type { Transaction } from '../db/transaction.ts'
import { Fault, toFault } from '../platform/fault.ts'
import { asksAsMind, type Call, type Result } from './call.ts'
import { hold, needsConfirmation } from './confirm.ts'
import { cardContextOf, contextOf, type Running } from './context.ts'
import { itemEntries, seenIds } from './seen.ts'
import type { AnyTool, Context } from './tool.ts'
import { beginTrace, entryOf, type Trace } from './trace.ts'
import { validate } from './validate.ts'
import type { Waist } from './waist.ts'

/**
 * What a click or the queue brings along: whether the call needs no further confirmation, and what is settled in its
 * transaction (the click, the row that stored the call), so that it happens once. A fault in `settle` stops the call.
 */
export type Consent = {
  confirmed: boolean
  confirmationId?: string
  settle(transaction: Transaction, actor: Actor, callId: string): Promise<void>
}

/**
 * The waist: every act of everyone goes through here. Limit, authenticate, find and authorise, validate, prepare,
 * confirm, run, record. Never throws for what a caller did: the fault is in the result.
 */
export async function invoke(waist: Waist, asked: Call, consent?: Consent): Promise<Result> {
  const call = forwarded(waist, asked)
  const trace = beginTrace(waist, call)
  if (consent?.confirmationId) trace.confirmationId = consent.confirmationId
  try {
    if (call.address) await waist.limits.address(call.address, call.credential)
    const actor = await waist.authenticate(call.credential)
    trace.actor = actor
    if (actor.kind !== 'system') await waist.limits.person(actor.id, call.tool)
    const tool = await authorise(waist, trace, actor)
    const input = validate(tool.input, call.input)
    trace.input = input
    trace.targets = tool.targets(input)
    const running = { trace, actor, tool, input, consent }
    const prepared = await tool.prepare?.(contextOf(waist, running), input)
    if (call.signal?.aborted)
      throw new Fault('refused', 'This was stopped before it began. Nothing was changed.')
    if (!consent?.confirmed && needsConfirmation(tool, call)) {
      if (call.door === 'queue') throw nobodyToAsk()
      const ending = { outcome: 'pending' } as const
      return await hold(waist, running, (sql) => recordIn(sql, trace.id, [entryOf(waist, trace, ending)]))
    }
    const run = tool.effect === 'read' && !consent ? read : change
    return await run(waist, { ...running, prepared })
  } catch (error) {
    return refuse(waist, trace, error)
  }
}

/**
 * The call that is meant: a tool that forwards stands for the one that its input names, one step and no further.
 * Internal tools belong to the doors alone, so that a name for one is a name for nothing.
 */
function forwarded(waist: Waist, call: Call): Call {
  const tool = waist.tools.get(call.tool)
  const input = tool?.forwards && tool.input.safeParse(call.input)
  if (!tool?.forwards || !input?.success) return call
  const inner = tool.forwards(input.data)
  const meant = waist.tools.get(inner.tool)
  if (meant?.forwards) return call
  return { ...call, ...inner, tool: meant && meant.audience !== 'internal' ? inner.tool : 'unknown' }
}

/** An allow exists and no deny. A model or client cannot tell a hidden tool from one that does not exist. */
async function authorise(waist: Waist, trace: Trace, actor: Actor): Promise<AnyTool> {
  const { call } = trace
  const tool = waist.tools.get(call.tool)
  // What is done later was named by a tool of ours, also when a mind had asked for that one.
  const byMind = asksAsMind(call) && call.door !== 'queue'
  const hidden = !tool || (tool.audience === 'internal' && byMind)
  if (hidden) throw new Fault('denied', notAvailable)
  trace.tool = tool
  const { resource, action } = tool.permission
  const decision = actor.rights.decide(resource, action)
  if (decision.allowed) {
    trace.grant = decision.by
      .map((grant) => `${grant.role}/${grant.id}`)
      .join(' ')
      .slice(0, 200)
    return tool
  }
  if (call.mind === 'claude' || call.mind === 'client') throw new Fault('denied', notAvailable)
  throw new Fault('denied', await whyDenied(waist, actor, tool), {
    internal: `no grant for ${resource}.${action}`,
  })
}

/** A call that was put off is no freer than the one that put it off, and later nobody is there to click. */
function nobodyToAsk(): Fault {
  return new Fault(
    'refused',
    'This needs a confirmation, and nobody was there to give it. Nothing was changed; please ask for it again.',
  )
}

const notAvailable = "That isn't available to you here. Whoever manages access can tell you what is."

async function whyDenied(waist: Waist, actor: Actor, tool: AnyTool): Promise<string> {
  const deed = `"${tool.title}" isn't part of what you may do here`
  if (actor.kind !== 'internal') return `${deed}. Please ask your contact.`
  const names = await whoMayGrant(waist.db.sql)
  return names.length > 0
    ? `${deed}. ${names.join(' or ')} can grant it.`
    : `${deed}. An owner of Parley can grant it.`
}

type Ready = Running & { input: unknown; prepared: unknown; consent: Consent | undefined }

/** A read waits for its record before it is answered. */
async function read(waist: Waist, ready: Ready): Promise<Result> {
  const done = await produce(waist, ready, contextOf(waist, ready))
  await waist.recorder.add(entryOf(waist, ready.trace, { outcome: 'done' }))
  return done
}

/** A change and its record share one transaction, or neither happens. */
function change(waist: Waist, ready: Ready): Promise<Result> {
  const { trace, actor, tool, consent } = ready
  return waist.db.transaction(trace.id, async (transaction) => {
    await consent?.settle(transaction, actor, trace.id)
    const done = await produce(waist, ready, contextOf(waist, ready, transaction))
    const entry = entryOf(waist, trace, { outcome: 'done' })
    const items = itemEntries(waist, entry, { tool, output: done.output })
    await recordIn(transaction.sql, trace.id, [entry, ...items])
    return done
  })
}

/** Runs the tool and makes its card. Only what the output's schema names leaves; a card that fails is a call that fails. */
async function produce(waist: Waist, { trace, actor, tool, input, prepared }: Ready, context: Context) {
  const output = tool.output.parse(await tool.run(context, input, prepared))
  if (tool.effect === 'read') countSeen(waist, { trace, actor, output })
  const card = tool.card?.(output, cardContextOf(waist, actor))
  return { outcome: 'done', call: trace.id, output, card, tainted: tool.taints?.(output) ?? false } as const
}

/** The budget of distinct records holds for every read, be it asked for in words or by a click. */
function countSeen(
  waist: Waist,
  { trace, actor, output }: Pick<Running, 'trace' | 'actor'> & { output: unknown },
) {
  const ids = seenIds(trace, output)
  if (actor.kind !== 'system') waist.limits.records(actor.id, ids)
  trace.records = ids.length
}

/** Records what did not happen, in a transaction of its own, and answers with the first error, never a later one. */
async function refuse(waist: Waist, trace: Trace, error: unknown): Promise<Result> {
  const fault = error instanceof Fault ? error : (databaseFault(error) ?? toFault(error))
  if (fault.code === 'failed')
    waist.log.error({ tool: trace.tool?.name, call: trace.id, err: error }, 'call failed')
  if (fault.code === 'unauthenticated' && trace.call.address)
    await waist.limits.stranger(trace.call.address, trace.call.credential)
  const outcome = outcomeOf[fault.code]
  try {
    await waist.refusals.record(entryOf(waist, trace, { outcome, fault }))
  } catch (unrecorded) {
    waist.log.error({ call: trace.id, err: unrecorded }, 'a refusal could not be recorded')
  }
  return { outcome, call: trace.id, fault }
}

const outcomeOf = {
  unauthenticated: 'denied',
  denied: 'denied',
  not_found: 'refused',
  invalid: 'refused',
  refused: 'refused',
  conflict: 'refused',
  expired: 'refused',
  limited: 'refused',
  unavailable: 'failed',
  failed: 'failed',
} as const satisfies Record<Fault['code'], 'denied' | 'refused' | 'failed'>
