import type { Db } from '../../db/client.ts'

/** Shortest name that is looked for; shorter ones are in every other word. */
const shortest = 5

/** Most characters that are looked through. */
const longest = 50_000

/**
 * True when a text names a candidate whom `said` does not name: what would be told to whoever reads along. It answers for
 * all candidates, whoever asks, and tells no more than that.
 */
export async function namesCandidate(db: Db, text: string, said: string): Promise<boolean> {
  const spoken = text.slice(0, longest).toLowerCase()
  const own = said.slice(0, longest).toLowerCase()
  const found = await db.$queryRaw<unknown[]>`
    select 1 from candidate where length(name) >= ${shortest}
      and strpos(${spoken}, lower(name)) > 0 and strpos(${own}, lower(name)) = 0 limit 1`
  return found.length > 0
}
