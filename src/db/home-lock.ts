import { setTimeout as wait } from 'node:timers/promises'
import { Fault } from '../platform/fault.ts'
import { announce, othersIn } from './presence.ts'

const attempts = 1200

/**
 * Runs `work` while no other process does the same in this folder. Each announces itself and then looks for others:
 * whoever is alone goes on, the rest step back and try again. The lock of a process that died does not count.
 * Throws a Fault when others keep it for about two minutes.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  let others: number[] = []
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const mine = await announce(folder)
    try {
      others = await othersIn(folder, mine)
      if (others.length === 0) return await work()
    } finally {
      await mine.leave()
    }
    await wait(20 + Math.random() * 160)
  }
  throw new Fault(
    'unavailable',
    `Another Parley (process ${others.join(', ')}) has been starting or stopping the database for two minutes. ` +
      'End it, then try again.',
  )
}
