import { toFault } from '../../platform/fault.ts'
import { exposes } from './exposure.ts'
import type { Entry } from './inbox.ts'
import type { Office } from './office.ts'
import { portOf } from './parts.ts'
import type { Live, Place, Posted, Shown } from './port.ts'
import { bindShown, isWorthAnotherTry, placeAfter, postOnce, wordsOnly } from './post.ts'
import type { Thread } from './threads.ts'

export type Answer = {
  shown: Shown
  /** True when the answer rests on something that only its reader may see. */
  discreet: boolean
  /** What the person wrote; it is theirs and no secret in this place. */
  said: string
  /** The conversation that goes on where the answer goes. */
  thread?: Thread | undefined
  /** The answer that was begun in this place, if one was. */
  live?: Live | undefined
  /** True when those who read along need not be told that the answer goes one to one. */
  quiet?: boolean
}

/**
 * Shows an answer where it was asked for, or one to one when others would read along what is not for them. Whatever was
 * once kept private in a conversation keeps all of it private. Faults: those of the port.
 */
export async function publish(office: Office, entry: Entry, answer: Answer): Promise<Posted | undefined> {
  const { shown, thread, live, said } = answer
  const personal = entry.place.scope === 'personal'
  const kept = answer.discreet || thread?.discreet === true
  const discreet = kept || (!personal && (await exposes(office, shown, said)))
  if (discreet && thread) await office.threads.keepDiscreet(thread.conversation)
  if (discreet && !personal) {
    await live?.leave()
    return answerPrivately(office, entry, answer)
  }
  const posted = live ? await live.finish(shown) : await postHere(office, entry, shown)
  await bindShown(office, posted, shown)
  if (thread && personal) await office.threads.goOnAt(thread, { from: entry.place, to: placeAfter(posted) })
  return posted
}

function postHere(office: Office, entry: Entry, shown: Shown): Promise<Posted> {
  const port = portOf(office, entry.place)
  return postOnce(port, { place: entry.place, shown, key: entry.id }, entry.attempts > 1)
}

const inPrivate = 'I answer you in private.'
const cannotWrite =
  'I can only answer this in private, and I cannot write to you one to one. Please open a chat with me and ask me there.'

/** The answer goes one to one, and those who read along see only that. */
async function answerPrivately(office: Office, entry: Entry, answer: Answer): Promise<Posted | undefined> {
  const posted = await postPrivately(office, entry, answer)
  if (posted) {
    await bindShown(office, posted, answer.shown)
    if (answer.thread) await office.threads.goOnPrivately(answer.thread, placeAfter(posted))
  }
  if (answer.quiet) return posted ?? whisper(office, entry)
  const port = portOf(office, entry.place)
  const line = {
    place: entry.place,
    shown: wordsOnly(posted ? inPrivate : cannotWrite),
    key: `${entry.id}:line`,
  }
  try {
    await postOnce(port, line, entry.attempts > 1)
  } catch (error) {
    if (!posted || isWorthAnotherTry(error)) throw error
    office.waist.log.warn({ err: error, entry: entry.id }, 'the line in the channel could not be posted')
  }
  return posted
}

async function whisper(office: Office, { place, person }: Entry): Promise<undefined> {
  await portOf(office, place).whisper(place, person, cannotWrite)
}

/** Undefined when this person cannot be written to one to one. Faults: those that are worth another try. */
async function postPrivately(
  office: Office,
  entry: Entry,
  { shown, thread }: Answer,
): Promise<Posted | undefined> {
  const port = portOf(office, entry.place)
  const chat = () => port.privatePlace(entry.person)
  const goesOn = thread?.privatePlace
  const places = [...(goesOn ? [async () => within(await chat(), goesOn)] : []), chat]
  for (const placeOf of places) {
    try {
      const place = await placeOf()
      return await postOnce(port, { place, shown, key: entry.id }, entry.attempts > 1)
    } catch (error) {
      if (isWorthAnotherTry(error)) throw error
      office.waist.log.warn(
        { code: toFault(error).code, entry: entry.id },
        'a private place takes no messages',
      )
    }
  }
  return undefined
}

/** The thread in which a conversation went on, if it hangs in this chat: its person may write from another account by now. */
function within(chat: Place, thread: Place): Place {
  return thread.channel === chat.channel ? thread : chat
}
