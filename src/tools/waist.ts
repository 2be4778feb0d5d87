import { type Authenticate, createAuthenticate } from '../access/authenticate.ts'
import { createLimits, defaultLimits, type LimitSettings, type Limits } from '../access/limits.ts'
import { createRecorder, type Recorder } from '../activity/record.ts'
import type { Database } from '../db/database.ts'
import type { Clock } from '../platform/clock.ts'
import { idsFrom, type NewId } from '../platform/id.ts'
import type { Log } from '../platform/log.ts'
import { createSecret, type Secret } from '../platform/secret.ts'
import { createRefusals, type Refusals } from './refusals.ts'
import type { AnyTool } from './tool.ts'

/** Everything that a call needs, built once by main. The tools come as values: nothing here knows a name. */
export type Waist = {
  readonly db: Database
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Log
  readonly secret: Secret
  readonly authenticate: Authenticate
  readonly limits: Limits
  readonly recorder: Recorder
  readonly refusals: Refusals
  readonly tools: ReadonlyMap<string, AnyTool>
}

export type WaistParts = {
  db: Database
  clock: Clock
  log: Log
  secret: string
  tools: readonly AnyTool[]
  /** True on a database marked demo, where people may be spoken for by their address from this machine. */
  demo: () => boolean
  limits?: Partial<LimitSettings>
  newId?: NewId
}

export function createWaist({ db, clock, log, secret, tools, demo, limits, newId }: WaistParts): Waist {
  const recorder = createRecorder(db.sql)
  return {
    db,
    clock,
    log,
    newId: newId ?? idsFrom(clock),
    secret: createSecret(secret),
    authenticate: createAuthenticate({ sql: db.sql, demo }),
    limits: createLimits({ ...defaultLimits, ...limits }, () => clock.now().epochMilliseconds / 1000),
    recorder,
    refusals: createRefusals(recorder, log),
    tools: new Map(tools.map((tool) => [tool.name, tool])),
  }
}
