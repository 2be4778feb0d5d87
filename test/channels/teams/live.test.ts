import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Live, Shown } from '../../../src/channels/desk/port.ts'
import { bySize } from '../../support/environment.ts'
import { openTeamsBot, type TeamsBot } from '../../support/teams/bot.ts'
import { waitFor } from '../../support/teams/fake-teams.ts'
import { cardsOf, visibleText } from '../../support/teams/looks.ts'
import type { FakeConversation, FakeMessage } from '../../support/teams/state.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
let bot: TeamsBot
/** Ends its streams itself after a short while. */
let hasty: TeamsBot

beforeAll(async () => {
  world = await createWorld()
  bot = await openTeamsBot(world)
  hasty = await openTeamsBot(world, { pace: { startMs: 5, updateMs: 10, streamMs: 80 } })
})

afterAll(async () => {
  await bot.close()
  await hasty.close()
  await world.close()
})

let count = 0

type Begun = {
  chat: FakeConversation
  live: Live
  seen: () => FakeMessage[]
  streamed: () => FakeMessage | undefined
}

function begin(from: TeamsBot = bot): Begun {
  count += 1
  const user = from.teams.addUser({ name: `Person ${count}`, upn: `person${count}@northwind.test` })
  const chat = from.teams.personal(user)
  const place = {
    platform: 'teams',
    tenant: from.teams.tenant,
    channel: chat.id,
    scope: 'personal',
    service: from.teams.serviceUrl,
  } as const
  const live = from.port.answer(place, { key: `key-${count}`, person: from.personOf(user) })
  const seen = () => from.teams.messages(chat, 'bot')
  return { chat, live, seen, streamed: () => seen().find(({ stream }) => stream) }
}

const answer = (text: string, more: Partial<Shown> = {}): Shown => ({
  text,
  markdown: true,
  cards: [],
  generated: true,
  ...more,
})
const words = (messages: readonly FakeMessage[]) => messages.map((one) => visibleText(one))
const informed = ({ streamed }: Begun) => waitFor(() => streamed()?.stream?.shown.length)
const showing = ({ streamed }: Begun, text: string) =>
  waitFor(() => streamed()?.stream?.text.includes(text), { what: `a stream that shows ${text}` })

describe('an answer that is streamed', () => {
  it('says what is done, then shows the words as they grow, and ends as one message', async () => {
    const begun = begin()
    const { live, seen, streamed } = begun
    live.step({ id: '1', title: 'Searching candidates', state: 'working' })
    await informed(begun)
    live.text('Three people ')
    live.text('fit the opening.\n\n')
    await showing(begun, 'Three people')
    live.text('The first is Ada. And ')
    await showing(begun, 'Ada')
    const whole = 'Three people fit the opening.\n\nThe first is Ada. And Bert.'
    const posted = await live.finish(answer(whole))
    expect(words(seen())).toEqual([whole])
    expect(seen()[0]?.id).toBe(posted.message)
    expect(streamed()?.stream).toMatchObject({ state: 'ended', text: whole })
    expect(streamed()?.stream?.shown[0]).toBe('Searching candidates…')
    expect(streamed()?.activity.entities).toContainEqual(
      expect.objectContaining({ additionalType: ['AIGeneratedContent'] }),
    )
  })

  it('is one message and no stream when it is there at once', async () => {
    const { live, seen, streamed } = begin()
    live.text('Yes.')
    await live.finish(answer('Yes.'))
    expect(words(seen())).toEqual(['Yes.'])
    expect(streamed()).toBeUndefined()
  })

  it('takes far fewer updates than there are words', async () => {
    const begun = begin()
    await informed(begun)
    const many = Array.from({ length: 400 }, (_, at) => `word${at} `)
    for (const word of many) begun.live.text(word)
    await showing(begun, 'word')
    await begun.live.finish(answer(many.join('')))
    expect(begun.streamed()?.stream?.sequence).toBeLessThan(20)
    expect(words(begun.seen())).toEqual([many.join('').trim()])
  })

  it('carries cards, and goes on in further messages when it is long', async () => {
    const begun = begin()
    await informed(begun)
    const long = Array.from({ length: 9_000 }, (_, at) => `word${at}`).join(' ')
    const cards = [{ title: 'Ada', buttons: [] }]
    const posted = await begun.live.finish(answer(long, { cards }))
    expect(begun.seen().map(({ id }) => id)).toEqual([...(posted.before ?? []), posted.message])
    expect(cardsOf(begun.seen().at(-1) ?? expect.fail())).toHaveLength(1)
    expect(words(begun.seen()).join(' ').split(/\s+/).slice(0, 9_000)).toEqual(long.split(' '))
  })

  it('may be a card alone, or begin otherwise than what was shown of it', async () => {
    const alone = begin()
    await informed(alone)
    await alone.live.finish(answer('', { cards: [{ title: 'Ada', buttons: [] }] }))
    expect(words(alone.seen())).toEqual(['Ada'])
    const other = begin()
    await informed(other)
    other.live.text('Let me look at that.\n\nOne moment please.\n\n')
    await showing(other, 'Let me look')
    await other.live.finish(answer('Here is what I found.'))
    expect(words(other.seen())).toEqual(['Here is what I found.'])
  })

  it('shows informative updates within their limit', async () => {
    const begun = begin()
    begun.live.step({ id: '1', title: 'x'.repeat(3_000), state: 'working' })
    await informed(begun)
    expect(begun.streamed()?.stream?.shown[0]).toHaveLength(1_000)
    await begun.live.leave()
  })

  it('leaves nothing behind when the answer is given elsewhere', async () => {
    const begun = begin()
    await informed(begun)
    await begun.live.leave()
    expect(begun.seen()).toEqual([])
  })
})

describe('a stream that ends before its answer', () => {
  it('by the Stop of the person says so, and the rest is a message of its own', async () => {
    const begun = begin()
    await informed(begun)
    bot.teams.stop(begun.chat)
    begun.live.text('Three people fit.\n\nThe first ')
    await waitFor(() => begun.live.stopped.aborted)
    await begun.live.finish(answer('Stopped.'))
    expect(words(begun.seen()).at(-1)).toBe('Stopped.')
  })

  it('because Teams ended it is no Stop, and its message gets the whole', async () => {
    const begun = begin()
    await informed(begun)
    begun.live.text('Three people fit.\n\nThe first ')
    await showing(begun, 'Three people fit.')
    bot.teams.ageStreams(130_000)
    begun.live.text('is Ada.\n\nThe second is Bert.\n\n')
    const whole = 'Three people fit.\n\nThe first is Ada.\n\nThe second is Bert.'
    await begun.live.finish(answer(whole))
    expect(begun.live.stopped.aborted).toBe(false)
    expect(words(begun.seen())).toEqual([whole])
  })

  it('in time by ourselves stands with what there is, and gets the whole in the end', async () => {
    const begun = begin(hasty)
    await informed(begun)
    begun.live.text('Three people fit.\n\nThe first ')
    await waitFor(() => begun.streamed()?.stream?.state === 'ended')
    expect(words(begun.seen())[0]).toContain('Three people fit.')
    const whole = `Three people fit.\n\n${'And more. '.repeat(50)}`.trim()
    await begun.live.finish(answer(whole))
    expect(words(begun.seen())).toEqual([whole])
    expect(begun.live.stopped.aborted).toBe(false)
  })

  it('and whose message is gone by then gets a new one', async () => {
    const begun = begin(hasty)
    await waitFor(() => begun.streamed()?.stream?.state === 'ended')
    hasty.teams.fail({ on: 'update', status: 404, code: 'ActivityNotFoundInConversation' })
    await begun.live.finish(answer('Here it is.'))
    expect(words(begun.seen()).at(-1)).toBe('Here it is.')
  })

  it.each([
    [405, 'MethodNotAllowed', undefined],
    [429, 'TooManyRequests', undefined],
    [403, 'ContentStreamNotAllowed', 'Content stream is not allowed'],
    [502, 'ServiceError', undefined],
  ])('before it began is a message like any other: %i %s', async (status, code, message) => {
    const begun = begin()
    bot.teams.fail({ on: 'stream', status, code, ...(message ? { message } : {}) })
    const before = bot.teams.requests.length
    begun.live.text('Three people fit.\n\n')
    await waitFor(() => bot.teams.requests.length > before)
    await begun.live.finish(answer('Three people fit.'))
    expect(words(begun.seen())).toEqual(['Three people fit.'])
    expect(begun.live.stopped.aborted).toBe(false)
  })

  it('of an update that was refused ends with the whole all the same', async () => {
    const begun = begin()
    await informed(begun)
    bot.teams.fail({ on: 'stream', status: 429, code: 'TooManyRequests' })
    begun.live.text('Three people fit.\n\nThe first ')
    const asked = () =>
      bot.teams.requests.filter(({ path }) => path.includes(encodeURIComponent(begun.chat.id)))
    await waitFor(() => asked().length > 1)
    await begun.live.finish(answer('Three people fit.\n\nThe first is Ada.'))
    expect(words(begun.seen())).toEqual(['Three people fit.\n\nThe first is Ada.'])
  })

  it('by an end whose answer was lost is one message all the same', async () => {
    const begun = begin()
    await informed(begun)
    begun.live.text('Three people fit.\n\nThe first ')
    await showing(begun, 'Three people fit.')
    bot.teams.fail({ on: 'stream', after: true, status: 502, code: 'ServiceError' })
    await begun.live.finish(answer('Three people fit.\n\nThe first is Ada.'))
    expect(words(begun.seen())).toEqual(['Three people fit.\n\nThe first is Ada.'])
  })

  it('does not disturb another answer in the same chat', async () => {
    const first = begin()
    await informed(first)
    const place = {
      platform: 'teams',
      tenant: bot.teams.tenant,
      channel: first.chat.id,
      scope: 'personal',
      service: bot.teams.serviceUrl,
    } as const
    const person = { platform: 'teams', tenant: bot.teams.tenant, subject: 'x' } as const
    const second = bot.port.answer(place, { key: 'other', person })
    const asked = bot.teams.requests.length
    second.text('Second.\n\n')
    await waitFor(() => bot.teams.requests.length > asked)
    await second.finish(answer('Second.'))
    await first.live.finish(answer('First.'))
    expect(words(first.seen()).toSorted()).toEqual(['First.', 'Second.'])
  })
})

it('whatever comes in whatever pieces, the whole is there in the end', async () => {
  const piece = fc.constantFrom(
    'a ',
    'word ',
    '**bold** ',
    '\n\n',
    '- item\n',
    '`code` ',
    '```\nx = 1\n```\n',
    '😀 ',
    '| a |\n',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 30 }), async (pieces) => {
      const text = pieces.join('')
      fc.pre(text.trim() !== '')
      const begun = begin()
      await informed(begun)
      for (const one of pieces) begun.live.text(one)
      await begun.live.finish(answer(text))
      const plain = begin()
      await plain.live.finish(answer(text))
      expect(words(begun.seen())).toEqual(words(plain.seen()))
      expect(bot.teams.complaints).toEqual([])
    }),
    { numRuns: bySize({ small: 20, medium: 100, prove: 500 }) },
  )
})
