import type { Waist } from '../../tools/waist.ts'
import type { Entry, Inbox } from './inbox.ts'

/** The reason of the signal when another worker has the entry by now: nothing more is shown by this one. */
export class LostLease extends Error {}

/** The reason of the signal when the person wants no more of the answer. */
class Stopped extends Error {}

export function isLost({ reason }: AbortSignal): boolean {
  return reason instanceof LostLease
}

/** An entry that this process works on. */
export type Held = {
  readonly entry: Entry
  readonly signal: AbortSignal
  stop(): void
  letGo(): void
}

/**
 * Gives a sign of life for as long as somebody works on the entry, and learns with it whether the person asked, in
 * another process, to stop, and whether the entry is lost.
 */
export function holdEntry(
  { inbox, waist, heartBeatMs = 15_000 }: { inbox: Inbox; waist: Waist; heartBeatMs?: number | undefined },
  entry: Entry,
): Held {
  const control = new AbortController()
  if (entry.stopped) control.abort(new Stopped())
  const beat = async () => {
    const { held, stop } = await inbox.extend(entry)
    if (!held) control.abort(new LostLease())
    else if (stop) control.abort(new Stopped())
  }
  const pulse = setInterval(() => {
    // A beat that fails is made up for by the next; three in a row lose the lease, and then the worker is told.
    beat().catch((error: unknown) =>
      waist.log.warn({ err: error, entry: entry.id }, 'a lease was not extended'),
    )
  }, heartBeatMs)
  return {
    entry,
    signal: control.signal,
    stop: () => control.abort(new Stopped()),
    letGo: () => clearInterval(pulse),
  }
}
