import type { Deliverer } from '../../tools/outbox.ts'
import { deliverMessage, refreshCards } from './deliver.ts'
import { isQuick } from './inbox.ts'
import { waitingLanes } from './inbox-look.ts'
import { type Office, openOffice } from './office.ts'
import { createOutcomes } from './outcomes.ts'
import { callerOf, type DeskParts, portOf } from './parts.ts'
import { type Desk, type Person, type Shown, threadOf } from './port.ts'
import { bindShown } from './post.ts'
import { viewFor } from './show.ts'
import { createWorker } from './worker.ts'
/** The desk with what main and the queue need of it. */
export type WorkingDesk = Desk & {
  /** What brings out deliveries of these ports. */
  deliverers: { message: Deliverer; card: Deliverer }
  /** Threads in which something waits to be worked on, such as what a crash left. */
  waiting(): Promise<string[]>
  /** True for a thread of clicks and the like, which should not wait for turns. */
  isQuick(thread: string): boolean
  /** Forgets deliveries that were settled a day ago, and cards of long ago. Returns how many deliveries there were. */
  forget(): Promise<number>
}

/** Hours for which a delivery is known as delivered after it was settled. */
const keptHours = 24

/** Days for which a card that nobody touched is shown anew when what it is about changes. */
const keptCopyDays = 90

/** What Slack and Teams share: every delivery stored once, worked on in order, answered where it may be read. */
export function createDesk(parts: DeskParts): WorkingDesk {
  const office = openOffice(parts)
  const { inbox, waist } = office
  const outcomes = createOutcomes()
  const worker = createWorker(office, outcomes)

  return {
    async take(arrival) {
      const { known, lane, waits } = await inbox.store(arrival)
      if (waits) await wake(office, lane)
      return known ? 'seen' : 'new'
    },
    async stop(place, person) {
      const id = await inbox.requestStop(threadOf(place), person)
      if (id) worker.stop(id)
      return id !== undefined
    },
    work: worker.work,
    isQuick,
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
