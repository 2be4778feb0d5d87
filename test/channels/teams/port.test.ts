import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOnly } from '../../../src/channels/desk/post.ts'
import { waitFor } from '../../support/teams/fake-teams.ts'
import { cardsOf, visibleText } from '../../support/teams/looks.ts'
import { faultIn, openPortStage, type PortStage } from '../../support/teams/port-stage.ts'
import type { FakeUser } from '../../support/teams/state.ts'

let stage: PortStage

beforeAll(async () => {
  stage = await openPortStage()
})

afterAll(() => stage.close())

const card = {
  title: 'A card',
  text: 'Something to decide',
  buttons: [{ label: 'Approve', token: 'token-1' }],
}
describe('what is posted', () => {
  it('is labelled when a model wrote it, and asks for feedback when it should', async () => {
    const user = await stage.known()
    const shown = { text: '**Three** fit.', markdown: true, cards: [], generated: true, feedback: true }
    const posted = await stage.bot.port.post(stage.chatOf(user), shown, 'key')
    const message = stage.posted(user).at(-1)
    expect(message?.id).toBe(posted.message)
    expect(message?.activity.entities).toEqual([
      expect.objectContaining({ type: 'https://schema.org/Message', additionalType: ['AIGeneratedContent'] }),
    ])
    expect(message?.activity.channelData).toEqual({ feedbackLoop: { type: 'default' } })
  })

  it('asks its one reader for a card anew, and nobody elsewhere', async () => {
    const user = await stage.known()
    await stage.bot.port.post(stage.chatOf(user), { ...wordsOnly(''), cards: [card] }, 'key')
    const [shown] = cardsOf(stage.posted(user).at(-1) ?? expect.fail())
    expect(shown?.refresh).toMatchObject({ userIds: [user.id] })
    const group = stage.bot.teams.group(user)
    await stage.bot.port.post(stage.placeIn(group, 'group'), { ...wordsOnly(''), cards: [card] }, 'key')
    expect(cardsOf(stage.bot.teams.messages(group)[0] ?? expect.fail())[0]?.refresh).toBeUndefined()
  })

  it('stays in the thread of a channel', async () => {
    const user = await stage.known()
    const channel = stage.bot.teams.channel(user)
    const place = { ...stage.placeIn(channel, 'channel'), thread: '1700000000000' }
    await stage.bot.port.post(place, wordsOnly('Here.'), 'key')
    expect(stage.bot.teams.messages(channel).map(({ thread }) => thread)).toEqual(['1700000000000'])
  })

  it('takes several messages when it is long, and all of them are updated', async () => {
    const user = await stage.known()
    const chat = stage.bot.teams.personal(user)
    const long = Array.from({ length: 9_000 }, (_, at) => `word${at}`).join(' ')
    const posted = await stage.bot.port.post(stage.chatOf(user), wordsOnly(long), 'key')
    const messages = stage.bot.teams.messages(chat, 'bot')
    expect(messages.map(({ id }) => id)).toEqual([...(posted.before ?? []), posted.message])
    expect(messages.length).toBeGreaterThan(1)
    expect(
      messages
        .map((one) => visibleText(one))
        .join(' ')
        .split(/\s+/),
    ).toEqual(long.split(' '))
    expect(await stage.bot.port.update(posted, wordsOnly('Short.'))).toBe('updated')
    expect(stage.bot.teams.messages(chat, 'bot').map((one) => visibleText(one))).toEqual(['Short.'])
  })

  it('leaves no half of it when a part is refused', async () => {
    const user = await stage.known()
    const long = 'word '.repeat(9_000)
    stage.bot.teams.fail({ on: 'send', skip: 1, status: 502, code: 'ServiceError' })
    const fault = await faultIn(stage.bot.port.post(stage.chatOf(user), wordsOnly(long), 'key'))
    expect(fault.code).toBe('unavailable')
    expect(stage.posted(user)).toEqual([])
  })

  it('is gone when somebody deleted it', async () => {
    const user = await stage.known()
    const posted = await stage.bot.port.post(stage.chatOf(user), wordsOnly('Hello'), 'key')
    stage.bot.teams.fail({ on: 'update', status: 404, code: 'ActivityNotFoundInConversation' })
    expect(await stage.bot.port.update(posted, wordsOnly('Again'))).toBe('gone')
    expect(await stage.bot.port.update(posted, wordsOnly('Again'))).toBe('updated')
  })

  it('is whispered one to one', async () => {
    const user = await stage.known()
    const group = stage.bot.teams.group(user)
    await stage.bot.port.whisper(stage.placeIn(group, 'group'), stage.bot.personOf(user), 'Only for you.')
    expect(stage.bot.teams.messages(group)).toEqual([])
    expect(visibleText(stage.posted(user).at(-1) ?? expect.fail())).toBe('Only for you.')
  })

  it('cannot be asked for', async () => {
    expect(await stage.bot.port.find(stage.chatOf(stage.somebody()), 'key')).toBeUndefined()
  })
})

describe('what the service refuses', () => {
  const post = (user: FakeUser) => stage.bot.port.post(stage.chatOf(user), wordsOnly('Hello'), 'key')

  it.each([
    [429, 'TooManyRequests', 'limited'],
    [412, 'PreconditionFailed', 'limited'],
    [502, 'ServiceError', 'unavailable'],
    [504, 'ServiceError', 'unavailable'],
    [403, 'BotNotInConversationRoster', 'not_found'],
    [403, 'BotDisabledByAdmin', 'not_found'],
    [403, 'MessageWritesBlocked', 'not_found'],
    [404, 'ConversationNotFound', 'not_found'],
    [413, 'MessageSizeTooBig', 'refused'],
    [400, 'BadSyntax', 'refused'],
  ])('%i %s is a fault: %s', async (status, code, expected) => {
    const user = await stage.known()
    stage.bot.teams.fail({ on: 'send', status, code })
    const fault = await faultIn(post(user))
    expect(fault.code).toBe(expected)
    expect(fault.details.field).toBe(expected === 'not_found' ? 'place' : undefined)
    expect(fault.message).not.toContain(code)
  })

  it('with a long wait is told with it; with a short one it is waited', async () => {
    const user = await stage.known()
    stage.bot.teams.fail({ on: 'send', status: 429, code: 'TooManyRequests', retryAfterSeconds: 60 })
    expect((await faultIn(post(user))).details.retryAfterSeconds).toBe(60)
    stage.bot.teams.fail({ on: 'send', status: 429, code: 'TooManyRequests', retryAfterSeconds: 0 })
    expect((await post(user)).message).toMatch(/^\d+$/)
  })

  it('because our token has ended is tried once more with a fresh one', async () => {
    const user = await stage.known()
    await post(user)
    stage.bot.teams.expireTokens()
    const before = stage.bot.teams.tokensGranted()
    expect((await post(user)).message).toMatch(/^\d+$/)
    expect(stage.bot.teams.tokensGranted()).toBe(before + 1)
  })

  it('a place that names another service is sent neither words nor a token', async () => {
    const place = { ...stage.chatOf(stage.somebody()), service: 'https://evil.example.test/' }
    expect((await faultIn(stage.bot.port.post(place, wordsOnly('Hello'), 'key'))).code).toBe('refused')
  })
})

describe('an answer in a group', () => {
  it('shows that it is being written, and is posted whole', async () => {
    const user = await stage.known()
    const group = stage.bot.teams.group(user)
    const live = stage.bot.port.answer(stage.placeIn(group, 'group'), {
      key: 'k',
      person: stage.bot.personOf(user),
    })
    live.text('Three')
    await waitFor(() => group.typing > 0)
    await live.finish(wordsOnly('Three fit.'))
    expect(stage.bot.teams.messages(group).map((one) => visibleText(one))).toEqual(['Three fit.'])
  })
})
