import { invoke } from '../../tools/invoke.ts'
import type { Entry } from './inbox.ts'
import { sentLately, wasTold } from './inbox-look.ts'
import type { Office } from './office.ts'
import { callerOf, portOf } from './parts.ts'
import type { Posted } from './port.ts'
import { postOnce, wordsOnly } from './post.ts'
import type { Settled } from './settled.ts'

/** Messages that one person may send in a minute, unless the desk is told otherwise. */
const usualMost = 60

/** Why somebody is not let in, and which tool they tried; `always` when they are to be told at any rate. */
type Away = { words: string | undefined; always: boolean; tried?: string }

/** Records somebody who is not let in, and tells them why: in one thread once an hour, unless it is to be always. */
export async function turnAway(
  office: Office,
  entry: Entry,
  { words, always, tried = 'start_conversation' }: Away,
): Promise<Settled> {
  await recordStranger(office, entry, tried)
  if (words === undefined) return { fault: 'stranger_unanswered' }
  const since = office.waist.clock.now().subtract({ hours: 1 })
  const told = { fault: 'stranger', since, lane: entry.lane }
  if (!always && (await wasTold(office.waist, entry.person, told))) return { fault: 'stranger_unanswered' }
  return { posted: await tellAlone(office, entry, words), shown: wordsOnly(words), fault: 'stranger' }
}

/** Leaves a record like that of any call of nobody: what somebody is linked to counts for nothing when they are no member. */
async function recordStranger({ waist }: Office, { person }: Entry, tool: string): Promise<void> {
  const credential = { kind: 'none' } as const
  await invoke(waist, { ...callerOf(person), credential, tool, input: {}, initiator: 'person' })
}

/** A flood of messages is answered once, and what is left out is said. Undefined for an ordinary message. */
export async function stemFlood(office: Office, entry: Entry): Promise<Settled | undefined> {
  const most = office.mostPerMinute ?? usualMost
  if ((await sentLately(office.waist, entry)) <= most) return undefined
  const since = office.waist.clock.now().subtract({ minutes: 1 })
  if (await wasTold(office.waist, entry.person, { fault: 'flood', since }))
    return { fault: 'flood_unanswered' }
  const words = `That was more than ${most} messages in a minute. I answer the first ${most} of a minute and leave out the others; please send again what still matters, a little slower.`
  return { posted: await tellAlone(office, entry, words), shown: wordsOnly(words), fault: 'flood' }
}

/** Says something to the person alone: where nobody else reads along, or so that nobody else sees it. */
export async function tellAlone(office: Office, entry: Entry, words: string): Promise<Posted | undefined> {
  const port = portOf(office, entry.place)
  const { person, place } = entry
  if (place.scope === 'personal')
    return postOnce(port, { place, shown: wordsOnly(words), key: entry.id }, entry.attempts > 1)
  await port.whisper(place, person, words)
  return undefined
}
