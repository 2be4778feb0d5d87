import type { Waist } from '../../tools/waist.ts'
import { type Place, threadOf } from '../desk/port.ts'

/** True when we take part in this thread: somebody has addressed us in it before. */
export async function attends({ db }: Pick<Waist, 'db'>, place: Place): Promise<boolean> {
  const thread = threadOf(place)
  const known = await db.reads.deskThread.findFirst({
    where: { platform: place.platform, thread },
    select: { id: true },
  })
  if (known) return true
  const spoken = await db.reads.inboxEntry.findFirst({ where: { thread }, select: { id: true } })
  return spoken !== null
}
