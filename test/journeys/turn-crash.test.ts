import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bySize } from '../support/environment.ts'
import { says } from '../support/fake-messages-script.ts'
import { type Flood, openFlood } from '../support/flood.ts'

const rounds = bySize({ small: 2, medium: 6, prove: 30 })
const writers = 10
/** Each writer says so many things at once in every round. */
const each = 3

let home: string
let flood: Flood

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-turns-'))
  await chmod(home, 0o755)
  flood = await openFlood(home, writers)
  let answered = 0
  flood.model.otherwise(({ body }) => {
    const last = JSON.stringify(body.messages.at(-1)?.content)
    answered += 1
    return says(`You said ${/number \d+/.exec(last)?.[0]}.`, { after: pause(answered % 5 === 0 ? 600 : 60) })
  })
}, 180_000)

afterAll(async () => {
  await flood?.close()
  await rm(home, { recursive: true, force: true })
})

/** Everything that was answered; each answer names the message that it is for, or owns up to an interruption. */
function answers() {
  return flood.users
    .flatMap((user) => flood.slack.dm(user))
    .filter(({ bot_id }) => bot_id)
    .map((message) => flood.slack.visibleText(message))
}

describe(`the program is killed in the middle of turns, ${rounds} times`, () => {
  it('afterwards every message has its answer or an honest notice, and none has two', async () => {
    let written = 0
    for (let round = 0; round < rounds; round += 1) {
      await flood.pour(written, { messages: writers * each, perSecond: 500 })
      written += writers * each
      const settledBefore = await flood.count('settled_at is not null')
      while ((await flood.count('settled_at is not null')) === settledBefore) await pause(5)
      await pause((round * 37) % 200)
      // The kill has to come in between, or this test would prove nothing.
      expect(await flood.count('settled_at is null')).toBeGreaterThan(0)
      await flood.kill()
    }
    await flood.drained(240_000)
    expect(await flood.count(`status = 'dead'`)).toBe(0)
    const said = answers()
    const notices = said.filter((text) => /interrupted/i.test(text)).length
    const named = Array.from({ length: written }, (_, number) => {
      const exactly = new RegExp(`number ${number}\\.`)
      return said.filter((text) => exactly.test(text)).length
    })
    expect(named.filter((times) => times > 1)).toEqual([])
    expect(named.filter((times) => times === 1).length + notices).toBe(written)
  }, 900_000)
})
