import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DeskHouse, openDeskHouse } from '../support/desk-house.ts'
import { type FakeMessagesApi, fakeMessagesApi } from '../support/fake-messages-api.ts'
import { says } from '../support/fake-messages-script.ts'
import { stagePipeline } from '../support/pipeline.ts'
import { patience } from '../support/slack-talk.ts'
import type { ChannelUnderTest, Opening } from './contract/channel.ts'
import { openSlackChannel } from './contract/slack.ts'
import { openTeamsChannel } from './contract/teams.ts'
import { openTerminalChannel } from './contract/terminal.ts'
import { openWebChannel } from './contract/web.ts'

const channels: Readonly<
  Record<'slack' | 'teams' | 'web' | 'terminal', { open: Opening; streams: boolean; files: boolean }>
> = {
  slack: { open: openSlackChannel, streams: true, files: true },
  teams: { open: openTeamsChannel, streams: true, files: true },
  web: { open: openWebChannel, streams: true, files: false },
  terminal: { open: openTerminalChannel, streams: false, files: false },
}

/** What no answer to a person may hold. */
const ofTheInside = /at .*\.ts:\d|prisma|postgres|select .* from|TypeError|undefined|\[object/i

describe.each(Object.entries(channels))('the channel %s', (door, { open, streams, files }) => {
  let house: DeskHouse
  let api: FakeMessagesApi
  let channel: ChannelUnderTest

  beforeAll(async () => {
    house = await openDeskHouse()
    await stagePipeline(house)
    channel = await open(house)
    api = await fakeMessagesApi()
  }, 120_000)
  afterAll(async () => {
    await house?.close()
    await api?.close()
  })

  it('brings words to the agent as they were written, and its reply back', async () => {
    const { seen } = await channel.say('find java developers in lisbon')
    expect(seen).toContain('Ana Souza')
    expect(seen).not.toMatch(ofTheInside)
    const { text } = await house.db.message.findFirstOrThrow({
      where: { author: 'person' },
      orderBy: { createdAt: 'desc' },
    })
    expect(text).toBe('find java developers in lisbon')
  })

  it('keeps a talk together, and begins another when asked', async () => {
    const { thread } = await channel.say('find java developers in lisbon')
    const { seen } = await channel.say('show the first one', thread)
    expect(seen).toContain('Senior Java Developer')
    const { seen: elsewhere } = await channel.say('show the first one')
    expect(elsewhere).not.toContain('Senior Java Developer')
  })

  it('shows a card with its buttons, and afterwards what came of it, without buttons', async () => {
    const { seen } = await channel.say('submit bo lindqvist for the backend engineer role at $85/hr pay')
    expect(seen).toContain('Nothing has happened yet')
    expect(await channel.card()).toMatch(/\[Confirm\][\s\S]*\[Cancel\]/)
    const after = await channel.click('Confirm')
    expect(after).toContain('Bo Lindqvist')
    expect(await channel.card()).not.toMatch(/\[Confirm\]|\[Cancel\]/)
    expect(await house.db.submission.count()).toBe(1)
  })

  it('tells what is wrong in plain words, and goes on', async () => {
    const { seen } = await channel.say('move nobody i know to hired')
    expect(seen).not.toMatch(ofTheInside)
    expect(seen.length).toBeGreaterThan(10)
    expect((await channel.say('find java developers in lisbon')).seen).toContain('Ana Souza')
  })

  it('lets in nobody whom Parley does not know, and says what to do', async () => {
    const words = await channel.sayAsStranger('find java developers in lisbon')
    expect(words).toMatch(/sign in|code|who is speaking/i)
    expect(words).not.toMatch(/Ana|Lisbon \(/)
    expect(words).not.toMatch(ofTheInside)
  })

  it('records its calls under its own door', async () => {
    const calls = await house.activity({ actorId: house.as('recruiter').id, tool: 'search_candidates' })
    expect(new Set(calls.map((call) => call.door))).toEqual(new Set([door]))
  })

  // On the web and in the terminal there is no way to send a file.
  if (files)
    it('says what became of a file, and answers the words beside it', async () => {
      const answered = await channel.sayWithFile?.('find java developers in lisbon')
      expect(answered?.seen).toMatch(/did not open your file/)
      expect(answered?.seen).toContain('Ana Souza')
    })

  it('shows an answer as it grows, and in the end the whole of it', async () => {
    const text = Array.from({ length: 400 }, (_, line) => `Line ${line} of a long answer.`).join('\n')
    const { promise: until, resolve: goOn } = Promise.withResolvers<void>()
    api.otherwise(says('Hello.'))
    const other = await openDeskHouse({ model: api })
    try {
      const talking = await open(other)
      api.otherwise(says(text, { pauseAfter: { events: 300, until } }))
      const answered = talking.say('tell me something long')
      if (streams)
        await vi.waitFor(() => {
          expect(talking.growing?.()).toContain('Line 0 of a long answer.')
          expect(talking.growing?.()).not.toContain('Line 399')
        }, patience)
      goOn()
      // White space at a cut is the channel's own.
      const seen = (await answered).seen.replace(/\s/g, '')
      expect(seen).toContain(text.replace(/\s/g, ''))
    } finally {
      await other.close()
    }
  })
})
