import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { residentMegabytes } from '../bench/resident.ts'
import { bySize } from '../support/environment.ts'
import { type Flood, openFlood } from '../support/flood.ts'

const perSecond = 100
const seconds = bySize({ small: 3, medium: 30, prove: 30 })
const messages = perSecond * seconds
const warmUp = bySize({ small: 100, medium: 600, prove: 600 })
const writers = 100

let home: string
let flood: Flood

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-flood-'))
  await chmod(home, 0o755)
  flood = await openFlood(home, writers)
}, 180_000)

afterAll(async () => {
  await flood?.close()
  await rm(home, { recursive: true, force: true })
})

/** What the bot answered to one writer, by the numbers of their messages. */
function answersTo(user: string): number[] {
  const root = flood.threads.get(user) ?? ''
  const dm = flood.slack.dm(user)
  return dm
    .filter(({ bot_id, thread_ts }) => bot_id && thread_ts === root)
    .map((message) => Number(/number (\d+)/.exec(flood.slack.visibleText(message))?.[1]))
}

describe(`${messages} messages, ${perSecond} a second, while the model hangs`, () => {
  it('are all stored and acknowledged, then answered in the order of each thread, in steady memory', async () => {
    await flood.pour(0, { messages: warmUp, perSecond: 20 })
    await flood.drained(120_000)
    const warm = await residentMegabytes(flood.pid())

    const release = flood.holdModel()
    await flood.pour(warmUp, { messages, perSecond })
    expect(await flood.count('true')).toBe(warmUp + messages)
    expect(await flood.count(`status in ('waiting', 'working')`)).toBe(messages)

    release()
    await flood.drained(600_000)
    expect(await flood.count(`status <> 'done'`)).toBe(0)
    for (const [index, user] of flood.users.entries()) {
      const asked = Array.from(
        { length: (warmUp + messages) / writers },
        (_, round) => round * writers + index,
      )
      expect(answersTo(user)).toEqual(asked)
    }
    expect((await residentMegabytes(flood.pid())) / warm).toBeLessThan(1.2)
  }, 900_000)
})
