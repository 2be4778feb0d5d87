import type { Temporal } from 'temporal-polyfill'
import type { LimitSettings } from '../../src/access/limits.ts'
import { tools as catalogue } from '../../src/catalogue.ts'
import { connect, type Database } from '../../src/db/database.ts'
import { type Clock, manualClock, systemClock } from '../../src/platform/clock.ts'
import { createLog } from '../../src/platform/log.ts'
import type { Call, Result } from '../../src/tools/call.ts'
import { invoke } from '../../src/tools/invoke.ts'
import { press } from '../../src/tools/press.ts'
import type { AnyTool } from '../../src/tools/tool.ts'
import { createWaist, type Waist } from '../../src/tools/waist.ts'
import { createDatabase } from './database.ts'
import { type Alias, addPeople } from './people.ts'

export type World = Awaited<ReturnType<typeof createWorld>>
export type Someone = ReturnType<typeof someoneOf>

type Options = { extra?: readonly AnyTool[]; limits?: Partial<LimitSettings>; people?: boolean }

/**
 * A whole Parley on a PostgreSQL database of its own: the people of Northwind Staffing, the house's catalogue (and
 * `extra` tools), and a clock that the test moves. Close it at the end.
 */
export async function createWorld(options: Options = {}) {
  const database = await createDatabase()
  const db = connect(database.appUrl)
  const clock = manualClock(systemClock.now().round('millisecond'))
  const waist = waistOf(db, clock, options)
  const made = options.people === false ? undefined : await addPeople(db, clock.now().subtract(days(100)))
  return {
    waist,
    clock,
    /** For looking at rows. */
    db: db.reads,
    sql: db.sql,
    database,
    teams: made?.teams ?? {},
    /** Someone who acts by their address, as in the demo. */
    as: (alias: Alias) => someoneOf(waist, `${alias}@northwind.test`, made?.people[alias] ?? ''),
    /** A call of the recorded system actor, for setting the stage. */
    system: (tool: string, input: unknown) =>
      invoke(waist, { credential: system, door: 'system', initiator: 'system', tool, input }),
    /** What was recorded, oldest first, without the making of the people. */
    activity: () =>
      db.reads.activityLog.findMany({
        where: { tool: { not: 'seed' } },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      }),
    close: async () => {
      await waist.refusals.flush()
      await db.close()
      await database.drop()
    },
  }
}

const system = { kind: 'system', purpose: 'seed' } as const

function waistOf(db: Database, clock: Clock, { extra = [], limits }: Options): Waist {
  const plenty = { perAddress: 1_000_000, perPersonAndTool: 1_000_000, recordsPerHour: 1_000_000 }
  return createWaist({
    db,
    clock,
    log: createLog('silent'),
    secret: 'a secret of this test run',
    tools: [...catalogue, ...extra],
    demo: () => true,
    limits: { ...plenty, ...limits },
  })
}

/** Somebody of that address, and what they can do. */
export function someoneOf(waist: Waist, email: string, id: string) {
  const credential = { kind: 'demo', email, loopback: true } as const
  return {
    credential,
    id,
    call: (tool: string, input: unknown, more: Partial<Call> = {}): Promise<Result> =>
      invoke(waist, { credential, door: 'terminal', initiator: 'person', tool, input, ...more }),
    press: (token: string) => press(waist, { credential, door: 'terminal', token }),
  }
}

/** The output of a call that has to have been done; anything else fails the test with its fault. */
export function done<T = Record<string, unknown>>(result: Result): T {
  if (result.outcome !== 'done') {
    const why =
      result.outcome === 'pending'
        ? 'waits for confirmation'
        : `${result.fault.code}: ${result.fault.message} ${result.fault.internal ?? ''}`
    throw new Error(`Expected done, but it ${why}`)
  }
  return result.output as T
}

/** The fault of a call that has to have been refused. */
export function faultOf(result: Result) {
  if (result.outcome === 'done' || result.outcome === 'pending')
    throw new Error(`Expected a fault, but it is ${result.outcome}`)
  return result.fault
}

export const days = (count: number) => ({ hours: 24 * count }) satisfies Temporal.DurationLike
