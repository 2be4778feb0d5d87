import { tools } from '../../src/catalogue.ts'
import { connect } from '../../src/db/database.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLog } from '../../src/platform/log.ts'
import { openQueue } from '../../src/queue/queue.ts'
import { createWaist } from '../../src/tools/waist.ts'

/**
 * A process that works on the queue, for tests that kill it: takes the addresses of database and Redis, and leaves in order
 * when its standard input ends.
 */
const [ownerUrl = '', appUrl = '', redisUrl] = process.argv.slice(2)

const db = connect(appUrl)
const waist = createWaist({
  db,
  clock: systemClock,
  log: createLog('error'),
  secret: 'a secret of this test run',
  tools,
  demo: () => true,
  limits: { perPersonAndTool: 1_000_000, recordsPerHour: 1_000_000 },
})
const queue = openQueue({
  config: { redisUrl, role: 'worker' },
  database: { ownerUrl, appUrl },
  waist,
  deliverers: {},
  threads: undefined,
  schedules: [],
  pace: { sweepMs: 500, leaseMs: 3_000, patienceMs: 1_000 },
})
process.stdin
  .once('end', () => void queue.close().then(() => db.close().then(() => process.exit(0))))
  .resume()
