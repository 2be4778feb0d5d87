import { createConverse } from '../../src/agent/converse.ts'
import { tools as catalogue } from '../../src/catalogue.ts'
import { connect } from '../../src/db/database.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLog } from '../../src/platform/log.ts'
import { seed } from '../../src/seed/seed.ts'
import type { AnyTool } from '../../src/tools/tool.ts'
import { createWaist } from '../../src/tools/waist.ts'
import { createDatabase } from './database.ts'

/** The demo company on a database of its own, answered by guided mode; `extra` tools stand in the catalogue too. */
export async function openCompany(extra: readonly AnyTool[] = []) {
  const database = await createDatabase()
  const db = connect(database.appUrl)
  const parts = { db, log: createLog('silent'), secret: 'a secret of this test run' }
  const now = systemClock.now()
  await seed({ ...parts, tools: catalogue, now })
  const limits = { perPersonAndTool: 1_000_000, recordsPerHour: 1_000_000 }
  const tools = [...catalogue, ...extra]
  const waist = createWaist({ ...parts, clock: systemClock, tools, demo: () => true, limits })
  return {
    waist,
    converse: createConverse(waist, { model: undefined }),
    sql: db.sql,
    now,
    close: async () => {
      await db.close()
      await database.drop()
    },
  }
}

export type Company = Awaited<ReturnType<typeof openCompany>>
