import { startEmbedded } from '../../src/db/embedded.ts'
import { Fault } from '../../src/platform/fault.ts'
import { createLog } from '../../src/platform/log.ts'

/**
 * A program that uses the built-in database, for tests that kill it: prints its addresses, or the fault, as one line of
 * JSON, and leaves on SIGTERM, SIGINT, or when its standard input ends.
 */
const [home = '', ...settings] = process.argv.slice(2)

try {
  const { ownerUrl, appUrl, stop } = await startEmbedded({ home, log: createLog('warn'), settings })
  const leave = () => void stop().then(() => process.exit(0))
  process.once('SIGTERM', leave)
  process.once('SIGINT', leave)
  process.stdin.once('end', leave).resume()
  process.stdout.write(`${JSON.stringify({ ownerUrl, appUrl })}\n`)
} catch (error) {
  const fault = error instanceof Fault ? error : undefined
  process.stdout.write(
    `${JSON.stringify({ fault: { code: fault?.code, message: fault?.message ?? String(error), internal: fault?.internal } })}\n`,
  )
  process.exit(1)
}
