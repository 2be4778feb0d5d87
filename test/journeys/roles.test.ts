import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Flood, openFlood } from '../support/flood.ts'
import { type Program, startProgram } from '../support/program.ts'
import { patience } from '../support/slack-talk.ts'

let home: string
let doors: Flood
let worker: Program | undefined

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-roles-'))
  await chmod(home, 0o755)
  doors = await openFlood(home, 2, { PARLEY_ROLE: 'web' })
}, 180_000)

afterAll(async () => {
  await worker?.stop()
  await doors?.close()
  await rm(home, { recursive: true, force: true })
})

const answers = () => doors.users.flatMap((user) => doors.slack.dm(user)).filter(({ bot_id }) => bot_id)

describe('one program takes messages and another works', () => {
  it('what is taken is kept until somebody works on it', async () => {
    await doors.pour(0, { messages: 4, perSecond: 100 })
    expect(await doors.count(`status = 'waiting'`)).toBe(4)
    expect(answers()).toEqual([])
  })

  it('the worker answers all of it, and opens no door', async () => {
    worker = await startProgram(home, { ...doors.settings, PARLEY_ROLE: 'worker' })
    await doors.drained(60_000)
    expect(
      answers()
        .map((message) => doors.slack.visibleText(message))
        .sort(),
    ).toEqual([
      expect.stringContaining('number 0.'),
      expect.stringContaining('number 1.'),
      expect.stringContaining('number 2.'),
      expect.stringContaining('number 3.'),
    ])
    expect((await fetch(`${worker.url}/readyz`)).status).toBe(200)
    for (const path of ['/', '/slack/events', '/api/v1/tools/find_tools'])
      expect((await fetch(`${worker.url}${path}`, { method: 'POST' })).status).toBe(404)
  })

  it('a message that comes while both run is answered once', async () => {
    await doors.pour(4, { messages: 2, perSecond: 100 })
    await vi.waitFor(() => expect(answers()).toHaveLength(6), patience)
    await doors.drained(60_000)
    expect(answers()).toHaveLength(6)
  })
})
