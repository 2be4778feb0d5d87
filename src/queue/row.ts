import { systemUserId } from '../access/authenticate.ts'
import { Fault, type FaultCode, toFault } from '../platform/fault.ts'
import { invoke } from '../tools/invoke.ts'
import type { Origin } from '../tools/origin.ts'
import {
  type Claimed,
  claimRow,
  type Deliverer,
  type Ending,
  type Port,
  parcelOf,
  type Receipt,
  settleRow,
} from '../tools/outbox.ts'
import type { Waist } from '../tools/waist.ts'
import { mostAttempts, secondsUntilRetry } from './backoff.ts'
import type { Leases } from './leases.ts'

/** Who brings parcels out, by port; rows of other ports wait. */
export type Deliverers = Partial<Record<Port, Deliverer>>

export type Bench = { waist: Waist; deliverers: Deliverers; leases: Leases }

/**
 * Works on one row of the outbox, if it is due and nobody else has it: makes the call, or brings the delivery out, and
 * settles the row. Never throws: a row whose end cannot be written stays in hand until its lease runs out.
 */
export async function workOnRow(bench: Bench, id: string): Promise<void> {
  const { waist, leases } = bench
  try {
    const now = waist.clock.now()
    const row = await claimRow(waist.db.reads, id, {
      now,
      until: leases.until(),
      ports: Object.keys(bench.deliverers),
    })
    if (row)
      await leases.during(row, () => (row.kind === 'call' ? makeCall(bench, row) : bringOut(bench, row)))
  } catch (error) {
    waist.log.warn({ outbox: id, err: error }, 'a row of the outbox was left for later')
  }
}

/** Makes a deferred call for its owner. The row is settled in the transaction of the call, so that it happens once. */
async function makeCall(bench: Bench, row: Claimed): Promise<void> {
  const { waist } = bench
  const origin = row.origin as Origin
  const { initiator, mind, tainted, conversation, confirmationId } = origin
  const result = await invoke(
    waist,
    {
      credential:
        row.ownerId === systemUserId
          ? { kind: 'system', purpose: 'queue' }
          : { kind: 'owner', user: row.ownerId },
      door: 'queue',
      tool: row.tool ?? '',
      input: row.payload,
      initiator,
      ...(mind ? { mind } : {}),
      ...(tainted ? { tainted } : {}),
      ...(conversation ? { conversation } : {}),
    },
    {
      confirmed: confirmationId !== undefined,
      ...(confirmationId ? { confirmationId } : {}),
      settle: async ({ db }, _actor, call) => {
        const end = { status: 'done', outcome: { call }, at: waist.clock.now() } as const
        if (!(await settleRow(db, row, end))) throw takenOver()
      },
    },
  )
  if ('fault' in result) await settleFault(bench, row, result.fault)
}

/** The lease ran out while this call was on its way, and somebody else makes or has made it. */
function takenOver(): Fault {
  return new Fault('conflict', 'Another worker took this over. This attempt changed nothing.')
}

async function bringOut(bench: Bench, row: Claimed): Promise<void> {
  const deliver = bench.deliverers[row.port as Port]
  if (!deliver) return
  let receipt: Receipt
  try {
    receipt = await deliver(parcelOf(row))
  } catch (error) {
    return settleFault(bench, row, toFault(error))
  }
  await settle(bench, row, endingOf(receipt))
}

function endingOf(receipt: Receipt): Ending {
  if (receipt.outcome === 'held') return { status: 'held', fault: receipt.why }
  return { status: 'done', outcome: { ...receipt } }
}

/** What may pass by itself. A conflict only does where nothing has left: in a call. */
const passing: ReadonlySet<FaultCode> = new Set(['limited', 'unavailable', 'failed'])

/** Tries again later what may pass, and gives up what will not or has not; that is told once, as an error. */
async function settleFault(bench: Bench, row: Claimed, fault: Fault): Promise<void> {
  const { log } = bench.waist
  const passes = passing.has(fault.code) || (row.kind === 'call' && fault.code === 'conflict')
  const told = { outbox: row.id, port: row.port, tool: row.tool, attempts: row.attempts, err: fault }
  if (passes && row.attempts < mostAttempts) {
    const seconds = secondsUntilRetry(row.attempts, fault.details.retryAfterSeconds ?? 0, Math.random())
    const dueAt = bench.waist.clock.now().add({ milliseconds: Math.round(seconds * 1_000) })
    if (await settle(bench, row, { status: 'waiting', fault: fault.message, dueAt }))
      log.info({ ...told, seconds: Math.round(seconds) }, 'something of the outbox will be tried again')
  } else if (await settle(bench, row, { status: 'dead', fault: fault.message })) {
    log.error(told, 'something of the outbox was given up')
  }
}

function settle({ waist }: Bench, row: Claimed, end: Ending): Promise<boolean> {
  return settleRow(waist.db.reads, row, { ...end, at: waist.clock.now() })
}
