import type { Log } from '../platform/log.ts'

const quietMs = 30_000

/**
 * Logs what goes wrong with the queue's connections. While a server is away each of them says so again and again, so the
 * same words are logged once in half a minute.
 */
export function errorsOf(log: Log): (error: unknown) => void {
  const told = new Map<string, number>()
  return (error) => {
    const words = error instanceof Error ? error.message || error.name : String(error)
    const now = performance.now()
    if (now - (told.get(words) ?? -quietMs) < quietMs) return
    if (told.size > 100) told.clear()
    told.set(words, now)
    log.warn({ err: error }, 'the queue has trouble; what waits stays in the database and is tried again')
  }
}
