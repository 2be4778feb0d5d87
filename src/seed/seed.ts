import type { Temporal } from 'temporal-polyfill'
import { ensurePartitions } from '../activity/partitions.ts'
import type { Database } from '../db/database.ts'
import { manualClock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { AnyTool } from '../tools/tool.ts'
import { createWaist } from '../tools/waist.ts'
import { createCaller } from './caller.ts'
import { companyDays, makeCompany } from './company.ts'
import { nothingMade } from './made.ts'
import { companyZone } from './people.ts'
import { makePipeline } from './pipeline.ts'

/** How many calls are made at once: as many as the database has connections for changes. */
const abreast = 6

export type SeedParts = {
  db: Database
  log: Log
  secret: string
  tools: readonly AnyTool[]
  /** The seed day is the day that it is now for the company; everything happened before it. */
  now: Temporal.Instant
}

/**
 * Makes the demo company Northwind Staffing in an empty database: the same on every machine, with a history of ninety
 * days that ends today. Everything goes through the waist as the recorded system actor, at the times when it is meant
 * to have happened.
 */
export async function seed({ db, log, secret, tools, now }: SeedParts): Promise<void> {
  const startedAt = performance.now()
  const seedDay = now.toZonedDateTimeISO(companyZone).toPlainDate()
  const began = seedDay.subtract({ days: companyDays }).toZonedDateTime(companyZone).toInstant()
  await ensurePartitions(db.sql, began)
  const callers = Array.from({ length: abreast }, () => {
    const clock = manualClock(began)
    return createCaller(createWaist({ db, clock, log, secret, tools, demo: () => false }), clock)
  })
  const made = nothingMade()
  const [first] = callers
  if (first) await makeCompany(first, made, seedDay)
  await makePipeline(callers, made, seedDay)
  log.info({ ms: Math.round(performance.now() - startedAt) }, 'the demo company is ready')
}
