import { toFault } from '../../platform/fault.ts'
import { act, takeFeedback } from './acts.ts'
import { pressed } from './clicks.ts'
import { type Entry, isQuick } from './inbox.ts'
import { nextIn } from './inbox-look.ts'
import { type Held, holdEntry, LostLease } from './lease.ts'
import type { Office } from './office.ts'
import type { Outcomes } from './outcomes.ts'
import { isWorthAnotherTry } from './post.ts'
import type { Settled } from './settled.ts'
import { createShares } from './shares.ts'
import { tellAlone } from './strangers.ts'
import { hear } from './turn.ts'

/** Turns of one person that this process works on at once; others have the rest of it. */
const usualTurnsAtOnce = 4

/** Works on what waits in the inbox, in this process. */
export type Worker = {
  /** Works on a lane until nothing waits in it. */
  work(lane: string): Promise<void>
  /** Stops the answer to this entry, if it is worked on here. */
  stop(id: string): void
}

export function createWorker(office: Office, outcomes: Outcomes): Worker {
  const { inbox, waist } = office
  const running = new Map<string, Held>()
  const shares = createShares(office.mostTurnsAtOnce ?? usualTurnsAtOnce)

  const workOn = async (entry: Entry): Promise<void> => {
    const held = holdEntry(office, entry)
    running.set(entry.id, held)
    try {
      const settled = await settle(office, entry, held.signal)
      await inbox.finish(entry, { status: 'done', posted: settled.posted, fault: settled.fault })
      outcomes.settle(entry, settled.shown)
    } catch (error) {
      await goWrong(office, entry, { error, outcomes })
    } finally {
      held.letGo()
      running.delete(entry.id)
    }
  }

  /** False when nothing in the lane can be worked on. */
  const workOnOne = async (lane: string): Promise<boolean> => {
    const entry = await inbox.take(lane)
    if (entry) await workOn(entry)
    return entry !== undefined
  }

  return {
    async work(lane) {
      const person = await nextIn(waist, lane)
      if (!person) return
      if (!isQuick(lane)) return shares.workFor(person, lane, workOnOne)
      while (await workOnOne(lane));
    },
    stop: (id) => running.get(id)?.stop(),
  }
}

function settle(office: Office, entry: Entry, signal: AbortSignal): Promise<Settled> {
  const { content } = entry
  switch (content.kind) {
    case 'message':
      return hear(office, { entry, said: content, signal })
    case 'click':
      return pressed(office, entry, content)
    case 'act':
      return act(office, entry, content)
    case 'feedback':
      return takeFeedback(office, entry, content)
  }
}

/** Hours for which a delivery is tried. */
const triedHours = 24

/** Attempts after which a mistake of ours is given up. */
const mostMistakes = 5

/** Seconds to wait after so many attempts: 2, 4, 8 … up to ten minutes. */
function backOff(attempts: number): number {
  return Math.min(2 ** attempts, 600)
}

/**
 * Puts the entry off for another try, or gives it up, with words to the person if they can be reached at all. A platform
 * that is down is waited for during a day.
 */
async function goWrong(
  office: Office,
  entry: Entry,
  { error, outcomes }: { error: unknown; outcomes: Outcomes },
): Promise<void> {
  const { inbox, waist } = office
  if (error instanceof LostLease) return
  const fault = toFault(error)
  const age = waist.clock.now().since(entry.receivedAt).total('hours')
  const most = fault.code === 'failed' ? mostMistakes : Number.POSITIVE_INFINITY
  if (isWorthAnotherTry(error) && entry.attempts < most && age < triedHours) {
    const seconds = Math.max(fault.details.retryAfterSeconds ?? 0, backOff(entry.attempts))
    waist.log.warn({ err: error, entry: entry.id, seconds }, 'a delivery is put off')
    return inbox.putOff(entry, { until: waist.clock.now().add({ seconds }), fault: fault.code })
  }
  waist.log.error({ err: error, entry: entry.id }, 'a delivery is given up')
  // What was asked for may be done, with only the answer refused by the platform.
  const words =
    'I could not answer this: something went wrong on the way. It may be done all the same, so please look before you ask again.'
  await tellAlone(office, entry, words).catch((unheard: unknown) =>
    waist.log.error({ err: unheard, entry: entry.id }, 'nobody could be told that a delivery is given up'),
  )
  await inbox.finish(entry, { status: 'dead', fault: fault.code })
  outcomes.settle(entry, undefined)
}
