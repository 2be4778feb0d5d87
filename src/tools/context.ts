import type { Actor } from '../access/actor.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Origin } from './origin.ts'
import { defer, enqueue } from './outbox.ts'
import type { AnyTool, CardContext, Context } from './tool.ts'
import type { Trace } from './trace.ts'
import type { Waist } from './waist.ts'

/** A call that may run: whose it is, and of which tool. */
export type Running = { trace: Trace; actor: Actor; tool: AnyTool }

/** What a tool is handed. Reads get no transaction: `attempt` and `deliver` belong to changing calls. */
export function contextOf(waist: Waist, { trace, actor, tool }: Running, transaction?: Transaction): Context {
  const now = waist.clock.now()
  const tx = transaction?.db ?? waist.db.reads
  const { call } = trace
  const sender = { callId: trace.id, ownerId: actor.id, now, newId: waist.newId }
  return {
    actor,
    now,
    tx,
    newId: waist.newId,
    call: {
      id: trace.id,
      door: call.door,
      initiator: call.initiator,
      conversation: call.conversation,
      tainted: call.tainted ?? false,
      address: call.address,
      userAgent: call.userAgent,
    },
    where: (policy, action) => actor.rights.where(policy, action ?? actionFor(tool, policy.resource), actor),
    may: (resource, action) => actor.rights.decide(resource, action).allowed,
    mayField: (resource, field) => actor.rights.mayField(resource, 'read', field),
    attempt: (work) => (transaction ? transaction.attempt(work) : work()),
    deliver: (delivery) => {
      if (!transaction) throw new Error('Only a changing call can send something.')
      return enqueue(tx, delivery, sender)
    },
    defer: (deferral) => {
      if (!transaction) throw new Error('Only a changing call can have something done later.')
      return defer(tx, deferral, { ...sender, origin: originOf(trace) })
    },
  }
}

/** What the deferred call inherits: who began this one, and whether outsiders' text was in view. */
function originOf({ call, confirmationId }: Trace): Origin {
  const { door, initiator, mind, tainted, conversation } = call
  return {
    door,
    initiator,
    ...(mind ? { mind } : {}),
    ...(tainted ? { tainted } : {}),
    ...(conversation ? { conversation } : {}),
    ...(confirmationId ? { confirmationId } : {}),
  }
}

/** The tool's own action on its own resource; other resources are only read, unless the service names the action. */
function actionFor(tool: AnyTool, resource: string): string {
  return tool.permission.resource === resource ? tool.permission.action : 'read'
}

export function cardContextOf(waist: Waist, actor: Actor): CardContext {
  return {
    timeZone: actor.timeZone,
    now: waist.clock.now(),
    may: (resource, action) => actor.rights.decide(resource, action).allowed,
  }
}
