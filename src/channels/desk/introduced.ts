import { toDate } from '../../platform/clock.ts'
import type { Waist } from '../../tools/waist.ts'
import type { Entry } from './inbox.ts'

/** Hours for which nobody is told again who answers: on platforms with threads every message may begin a conversation. */
const hours = 12

/** True when guided mode has answered this person on this platform a short while ago, in another conversation. */
export async function wasIntroduced(
  { db, clock }: Waist,
  { place: { platform: door } }: Pick<Entry, 'place'>,
  { user, conversation }: { user: string; conversation: string },
): Promise<boolean> {
  const since = toDate(clock.now().subtract({ hours }))
  const before = await db.reads.message.findFirst({
    where: {
      author: 'parley',
      mode: 'guided',
      createdAt: { gte: since },
      conversation: { userId: user, door, id: { not: conversation }, updatedAt: { gte: since } },
    },
    select: { id: true },
  })
  return before !== null
}
