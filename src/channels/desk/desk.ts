import { toFault } from '../../platform/fault.ts'
import type { Deliverer } from '../../tools/outbox.ts'
import { act, takeFeedback } from './acts.ts'
import { pressed } from './clicks.ts'
import { deliverMessage, refreshCards } from './deliver.ts'
import type { Entry } from './inbox.ts'
import { waitingLanes } from './inbox-look.ts'
import { type Held, holdEntry, LostLease } from './lease.ts'
import { type Office, openOffice } from './office.ts'
import { createOutcomes, type Outcomes } from './outcomes.ts'
import { callerOf, type DeskParts, portOf } from './parts.ts'
import { type Desk, type Person, type Shown, threadOf } from './port.ts'
import { bindShown, isWorthAnotherTry } from './post.ts'
import type { Settled } from './settled.ts'
import { viewFor } from './show.ts'
import { tellAlone } from './strangers.ts'
import { hear } from './turn.ts'

/** The desk with what main and the queue need of it. */
export type WorkingDesk = Desk & {
  /** What brings out deliveries of these ports. */
  deliverers: { message: Deliverer; card: Deliverer }
  /** Threads in which something waits to be worked on, such as what a crash left. */
  waiting(): Promise<string[]>
  /** Forgets deliveries that were settled a day ago, and cards of long ago. Returns how many deliveries there were. */
  forget(): Promise<number>
}

/** Hours for which a delivery is tried, and known as delivered after it was settled. */
const keptHours = 24

/** Days for which a card that nobody touched is shown anew when what it is about changes. */
const keptCopyDays = 90

/** What Slack and Teams share: every delivery stored once, worked on in order, answered where it may be read. */
export function createDesk(parts: DeskParts): WorkingDesk {
  const office = openOffice(parts)
  const { inbox, waist } = office
  const running = new Map<string, Held>()
  const outcomes = createOutcomes()

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

  return {
    async take(arrival) {
      const { known, lane, waits } = await inbox.store(arrival)
      if (waits) await wake(office, lane)
      return known ? 'seen' : 'new'
    },
    async stop(place, person) {
      const id = await inbox.requestStop(threadOf(place), person)
      if (id) running.get(id)?.stop()
      return id !== undefined
    },
    async work(thread) {
      for (let entry = await inbox.take(thread); entry; entry = await inbox.take(thread)) await workOn(entry)
    },
    settled: (event, patienceMs) => outcomes.wait(event, patienceMs),
    reshow: (person, message) => lookAgain(office, person, message),
    isMember: (person) => office.identities.isMember(portOf(office, person), person),
    deliverers: {
      message: (parcel) => deliverMessage(office, parcel),
      card: (parcel) => refreshCards(office, parcel),
    },
    waiting: () => waitingLanes(waist),
    async forget() {
      const now = waist.clock.now()
      await office.copies.forget(now.subtract({ hours: 24 * keptCopyDays }))
      return inbox.forget(now.subtract({ hours: keptHours }))
    },
  }
}

/** What is stored is worked on sooner or later; that nobody could be told now only makes it later. */
async function wake({ waist, ...office }: Office, lane: string): Promise<void> {
  try {
    await office.wake(lane)
  } catch (error) {
    waist.log.warn({ err: error }, 'nobody could be told of a delivery')
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
  if (isWorthAnotherTry(error) && entry.attempts < most && age < keptHours) {
    const seconds = Math.max(fault.details.retryAfterSeconds ?? 0, backOff(entry.attempts))
    waist.log.warn({ err: error, entry: entry.id, seconds }, 'a delivery is put off')
    return inbox.putOff(entry, { until: waist.clock.now().add({ seconds }), fault: fault.code })
  }
  waist.log.error({ err: error, entry: entry.id }, 'a delivery is given up')
  const words = 'I could not answer this: something went wrong on the way. Please try again in a while.'
  await tellAlone(office, entry, words).catch((unheard: unknown) =>
    waist.log.error({ err: unheard, entry: entry.id }, 'nobody could be told that a delivery is given up'),
  )
  await inbox.finish(entry, { status: 'dead', fault: fault.code })
  outcomes.settle(entry, undefined)
}

/** What this person may see of a card that was sent to somebody. */
async function lookAgain(office: Office, person: Person, message: string): Promise<Shown | undefined> {
  const { identities, copies } = office
  const user = await identities.userOf(portOf(office, person), person)
  const copy = user && (await copies.at({ platform: person.platform, message, user }))
  if (!copy) return undefined
  const shown = await viewFor(office, { ...callerOf(person), user }, copy)
  await bindShown(office, copy.posted, shown)
  return shown
}
