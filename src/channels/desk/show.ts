import type { Credential } from '../../access/credential.ts'
import { withTokens } from '../../agent/reply.ts'
import { Fault } from '../../platform/fault.ts'
import { issueButtons } from '../../tools/button.ts'
import type { Call } from '../../tools/call.ts'
import type { Card } from '../../tools/card.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Copy } from './copies.ts'
import type { Office } from './office.ts'
import { portOf } from './parts.ts'
import type { Posted, Shown } from './port.ts'
import { bindShown, isDead, wordsOnly } from './post.ts'

/** Under whose rights something is read. */
export type Reader = Pick<Call, 'door' | 'address'> & { credential: Credential; user: string }

/** The read that shows a card. */
export type Showing = { tool: string; input: Readonly<Record<string, unknown>> }

/** What a read shows this person now. Faults: those of the call; failed when it has no card. */
export async function cardFor({ waist }: Office, reader: Reader, { tool, input }: Showing): Promise<Card> {
  const { credential, door, address } = reader
  const caller = { credential, door, ...(address ? { address } : {}) }
  const result = await invoke(waist, { ...caller, tool, input, initiator: 'system' })
  if (result.outcome === 'pending')
    throw new Fault('failed', 'This cannot be shown.', { internal: `${tool} waits for a confirmation` })
  if (result.outcome !== 'done') throw result.fault
  if (!result.card) throw new Fault('failed', 'This cannot be shown.', { internal: `${tool} has no card` })
  return result.card
}

/** A card with buttons for this person alone. */
export async function shownTo({ waist }: Office, user: string, card: Card): Promise<Shown> {
  const issued = await issueButtons(waist, card, { allowed: [user], conversation: undefined })
  return { text: '', markdown: false, cards: [withTokens(waist.secret, issued)], generated: false }
}

/** What somebody may see of a card now, or the words why not. Faults: those that are worth another try. */
export async function viewFor(office: Office, reader: Reader, showing: Showing): Promise<Shown> {
  try {
    return await shownTo(office, reader.user, await cardFor(office, reader, showing))
  } catch (error) {
    if (isHidden(error)) return wordsOnly('You can no longer see what was shown here.')
    throw error
  }
}

/** True when it is not for this person's eyes, or not there any more. */
export function isHidden(error: unknown): boolean {
  return (
    error instanceof Fault &&
    ['denied', 'not_found', 'refused', 'unauthenticated', 'expired'].includes(error.code)
  )
}

/** Most times that a card is shown anew because somebody else did so meanwhile. */
const rounds = 5

/** What stands in a chat whose account does not speak for its reader any more. */
const notHere = 'This was shown to somebody for whom this account does not speak any more.'

/** What the reader of a copy may see of it now, if they are still to be met at the account that it was sent to. */
async function viewOf(office: Office, { user, person, tool, input }: Copy): Promise<Shown> {
  const speaker = await office.identities.userOf(portOf(office, person), person)
  if (speaker !== user) return wordsOnly(notHere)
  const reader = { credential: { kind: 'owner', user }, door: 'queue', user } as const
  return viewFor(office, reader, { tool, input })
}

/**
 * Shows a copy anew, as its reader may see it now. When somebody else does so at the same moment it is done once more,
 * so that what stands in the end is not the older of the two. A message that is gone is posted anew. Faults: those of
 * the port and of the read that are worth another try.
 */
export async function reshow(office: Office, id: string): Promise<Shown | undefined> {
  for (let round = 0; round < rounds; round++) {
    const copy = await office.copies.find(id)
    if (!copy) return undefined
    const shown = await viewOf(office, copy)
    const posted = await put(office, copy, shown)
    if (!posted) return shown
    await bindShown(office, posted, shown)
    const live = shown.cards.some(({ buttons }) => buttons.length > 0)
    if (await office.copies.change(copy, { posted, status: live ? 'shown' : 'settled' })) return shown
  }
  return undefined
}

/** Undefined when its place takes no more messages: then there is no such copy any more. */
async function put(office: Office, copy: Copy, shown: Shown): Promise<Posted | undefined> {
  const { posted } = copy
  const port = portOf(office, posted.place)
  try {
    if ((await port.update(posted, shown)) === 'updated') return posted
    const { thread: _, ...place } = posted.place
    return await port.post(place, shown, `${copy.id}:${copy.revision.epochMilliseconds}`)
  } catch (error) {
    if (!isDead(error)) throw error
    await office.copies.change(copy, { posted, status: 'gone' })
    return undefined
  }
}
