import { type Fault, toFault } from '../../platform/fault.ts'
import { bindButtons } from '../../tools/button.ts'
import type { Entry } from './inbox.ts'
import type { Office } from './office.ts'
import type { ChannelPort, Place, Posted, Shown } from './port.ts'

/**
 * Posts under a key. When an earlier attempt may have posted it already the platform is asked first; one that cannot be
 * asked may get it twice. Faults: those of the port.
 */
export async function postOnce(
  port: ChannelPort,
  { place, shown, key }: { place: Place; shown: Shown; key: string },
  repeated: boolean,
): Promise<Posted> {
  const found = repeated ? await port.find(place, key) : undefined
  return found ?? (await port.post(place, shown, key))
}

/** From now on the buttons of what was posted are clicked from there alone. */
export async function bindShown({ waist }: Office, posted: Posted, shown: Shown): Promise<void> {
  const tokens = shown.cards.flatMap(({ buttons }) => buttons.map(({ token }) => token))
  if (tokens.length > 0) await bindButtons(waist, tokens, [...(posted.before ?? []), posted.message])
}

/** Where an answer to a posted message arrives. */
export function placeAfter({ place, message }: Posted): Place {
  return place.platform === 'slack' && !place.thread ? { ...place, thread: message } : place
}

/** True for what may go well at another time: platforms that are down or ask to wait, and mistakes of ours. */
export function isWorthAnotherTry(error: unknown): boolean {
  const { code } = toFault(error)
  return code === 'limited' || code === 'unavailable' || code === 'failed'
}

/** Attempts that nobody hears of when the database, or a vendor behind a tool, was away. */
const quietAttempts = 4

/**
 * Throws what may pass by itself, so that it is tried again. Told at once, it could not be kept that it was told, and
 * what was said not to have happened would be done by the next attempt.
 */
export function tryLater({ attempts }: Pick<Entry, 'attempts'>, fault: Fault | undefined): void {
  if (fault?.code === 'unavailable' && attempts <= quietAttempts) throw fault
}

/** True for what a platform says when a place takes no more messages. */
export function isDead(error: unknown): boolean {
  const { code, details } = toFault(error)
  return code === 'not_found' && (details.field === undefined || details.field === 'place')
}

/** Words of our own, without cards. */
export function wordsOnly(text: string): Shown {
  return { text, markdown: false, cards: [], generated: false }
}
