import type { Person, Place } from '../desk/port.ts'
import { slackFault } from './fault.ts'
import { postOne } from './messages.ts'
import { renderMessage } from './render.ts'
import type { Room, Rooms } from './rooms.ts'

/**
 * Says something that only this person sees: ephemerally where others read along, as a message one to one otherwise,
 * also where Slack shows the person nothing in that place.
 */
export async function whisper(
  rooms: Rooms,
  { place, person }: { place: Place; person: Person },
  text: string,
): Promise<void> {
  const messages = renderMessage({ text, markdown: false, cards: [], generated: false })
  if (place.scope === 'personal') return rooms.in(place, (room) => say(room, messages))
  try {
    await rooms.in(place, (room) => sayTo(room, person.subject, messages))
  } catch (error) {
    if (slackFault(error).details.field !== 'place') throw error
    const privately = await rooms.privately({ ...person, tenant: place.tenant })
    await rooms.in(privately, (room) => say(room, messages))
  }
}

type Messages = ReturnType<typeof renderMessage>

async function say(room: Room, messages: Messages): Promise<void> {
  for (const message of messages) await postOne(room, message)
}

async function sayTo({ client, place }: Room, user: string, messages: Messages): Promise<void> {
  const { channel, thread } = place
  for (const message of messages)
    await client.chat.postEphemeral({ channel, user, ...(thread ? { thread_ts: thread } : {}), ...message })
}
