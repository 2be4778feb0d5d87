import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findPostmaster } from '../../src/db/postmaster.ts'

/**
 * Waits for the end of the test run that started it, however that comes, and takes the run's PostgreSQL along: the
 * built-in server is made to outlive its program, which is wrong for a run that was killed.
 */
const folder = process.argv[2]
if (folder === undefined) throw new Error('The guardian needs the folder of the server.')

process.stdin.once('end', async () => {
  const server = await findPostmaster(join(folder, 'postgres'))
  if (server) process.kill(server.pid, 'SIGQUIT')
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
})
process.stdin.resume()
