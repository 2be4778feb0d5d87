import pg from 'pg'

const retryMs = 1_000

/**
 * Listens to a channel of the database on a connection of its own, which is opened anew when it is lost. `heard` is called
 * for every notice, and after each connecting, since what was said in between is unheard.
 */
export function listen(
  appUrl: string,
  channel: string,
  { heard, errors }: { heard: () => void; errors: (error: unknown) => void },
): { close(): Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const later = () => {
    if (closed) return
    clearTimeout(timer)
    timer = setTimeout(() => void connect(), retryMs)
    timer.unref()
  }
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: appUrl, keepAlive: true })
    client = fresh
    fresh.on('notification', heard)
    fresh.on('error', errors)
    fresh.once('end', later)
    try {
      await fresh.connect()
      await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
      heard()
    } catch (error) {
      errors(error)
      later()
    }
  }
  void connect()
  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      // A connection that was never made, or is lost already, has nothing to end.
      await client?.end().catch(errors)
    },
  }
}
