import type { Entry } from './inbox.ts'
import { sentLately, wasTold } from './inbox-look.ts'
import type { Office } from './office.ts'
import { portOf } from './parts.ts'
import type { Posted } from './port.ts'
import { postOnce, wordsOnly } from './post.ts'
import type { Settled } from './settled.ts'

/** Messages that one person may send in a minute, unless the desk is told otherwise. */
const usualMost = 60

/** Tells somebody who is not let in why, in one thread once an hour at the most. `always` for an answer to a code. */
export async function turnAway(
  office: Office,
  entry: Entry,
  { words, always }: { words: string | undefined; always: boolean },
): Promise<Settled> {
  if (words === undefined) return { fault: 'stranger_unanswered' }
  const since = office.waist.clock.now().subtract({ hours: 1 })
  const told = { fault: 'stranger', since, lane: entry.lane }
  if (!always && (await wasTold(office.waist, entry.person, told))) return { fault: 'stranger_unanswered' }
  return { posted: await tellAlone(office, entry, words), shown: wordsOnly(words), fault: 'stranger' }
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
