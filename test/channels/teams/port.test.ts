import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person, Place } from '../../../src/channels/desk/port.ts'
import { wordsOnly } from '../../../src/channels/desk/post.ts'
import { createReferences } from '../../../src/channels/desk/references.ts'
import { toFault } from '../../../src/platform/fault.ts'
import { openTeamsBot, type TeamsBot } from '../../support/teams/bot.ts'
import { waitFor } from '../../support/teams/fake-teams.ts'
import { cardsOf, visibleText } from '../../support/teams/looks.ts'
import type { FakeConversation, FakeUser } from '../../support/teams/state.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
let bot: TeamsBot

beforeAll(async () => {
  world = await createWorld()
  bot = await openTeamsBot(world)
})

afterAll(async () => {
  await bot.close()
  await world.close()
})

let count = 0
const somebody = (more: Partial<FakeUser> = {}) => {
  count += 1
  return bot.teams.addUser({ name: `Person ${count}`, upn: `person${count}@northwind.test`, ...more })
}

/** Somebody whose first message was heard. */
async function heard(more: Partial<FakeUser> = {}): Promise<FakeUser> {
  const user = somebody(more)
  await bot.teams.install(user)
  return user
}

function placeIn(conversation: FakeConversation, scope: Place['scope'] = 'personal'): Place {
  const { tenant, serviceUrl } = bot.teams
  return { platform: 'teams', tenant, channel: conversation.id, scope, service: serviceUrl }
}

const card = {
  title: 'A card',
  text: 'Something to decide',
  buttons: [{ label: 'Approve', token: 'token-1' }],
}
const chatOf = (user: FakeUser) => placeIn(bot.teams.personal(user))
const faultOf = async (work: Promise<unknown>) => toFault(await work.catch((error: unknown) => error))

describe('the profile of a person', () => {
  it('has the user principal name as address, never the mail', async () => {
    const user = await heard({ mail: 'owner@northwind.test' })
    expect(await bot.port.profile(bot.personOf(user))).toEqual({
      name: user.name,
      address: user.upn,
      standing: 'member',
    })
  })

  it('tells guests, people of other tenants, and those who have left', async () => {
    const guest = await heard({ role: 'guest' })
    const external = somebody({ upn: 'sam_elsewhere.test#EXT#@northwind.test' })
    await bot.teams.install(external)
    const leaver = await heard()
    leaver.left = true
    const standings = await Promise.all(
      [guest, external, leaver].map(async (user) => (await bot.port.profile(bot.personOf(user))).standing),
    )
    expect(standings).toEqual(['guest', 'guest', 'deactivated'])
    const foreign: Person = { platform: 'teams', tenant: 'another', subject: guest.aad }
    expect(await bot.port.profile(foreign)).toEqual({ name: '', address: undefined, standing: 'foreign' })
  })

  it('is found where somebody speaks who never installed the bot', async () => {
    const user = somebody({ installed: false })
    const conversation = bot.teams.group(user)
    await bot.teams.react(user, (await bot.teams.say({ user, conversation, text: 'hm' })).message)
    expect((await bot.port.profile(bot.personOf(user))).address).toBe(user.upn)
  })
})

describe('a private place', () => {
  it('is where somebody installed the bot', async () => {
    const user = await heard()
    expect((await bot.port.privatePlace(bot.personOf(user))).channel).toBe(bot.teams.personal(user).id)
  })

  it('is opened for somebody who never wrote, once', async () => {
    const user = somebody()
    const creations = () => bot.teams.requests.filter(({ path }) => path === '/v3/conversations').length
    const before = creations()
    const place = await bot.port.privatePlace(bot.personOf(user))
    expect(place).toEqual(chatOf(user))
    await bot.port.post(place, wordsOnly('Good morning'), 'key')
    expect(await bot.port.privatePlace(bot.personOf(user))).toEqual(place)
    expect(creations()).toBe(before + 1)
  })

  it.each(['BotNotInConversationRoster', 'BotDisabledByAdmin'])(
    'that is refused is not asked for again: %s',
    async (code) => {
      const user = somebody()
      bot.teams.fail({ on: 'create', status: 403, code })
      const first = await faultOf(bot.port.privatePlace(bot.personOf(user)))
      expect([first.code, first.details.field]).toEqual(['not_found', 'place'])
      expect((await faultOf(bot.port.privatePlace(bot.personOf(user)))).code).toBe('not_found')
      expect(await createReferences(world.waist).of(bot.personOf(user))).toBe('dead')
      await bot.teams.install(user)
      expect(await bot.port.privatePlace(bot.personOf(user))).toEqual(chatOf(user))
    },
  )

  it('is dead after the bot was taken away, and alive once it is installed again', async () => {
    const user = await heard()
    await bot.teams.uninstall(user)
    expect((await faultOf(bot.port.privatePlace(bot.personOf(user)))).details.field).toBe('place')
    await bot.teams.install(user)
    expect((await bot.port.privatePlace(bot.personOf(user))).channel).toBe(bot.teams.personal(user).id)
  })
})

describe('what is posted', () => {
  it('is labelled when a model wrote it, and asks for feedback when it should', async () => {
    const user = await heard()
    const shown = { text: '**Three** fit.', markdown: true, cards: [], generated: true, feedback: true }
    const posted = await bot.port.post(chatOf(user), shown, 'key')
    const message = bot.teams.messages(bot.teams.personal(user), 'bot').at(-1)
    expect(message?.id).toBe(posted.message)
    expect(message?.activity.entities).toEqual([
      expect.objectContaining({ type: 'https://schema.org/Message', additionalType: ['AIGeneratedContent'] }),
    ])
    expect(message?.activity.channelData).toEqual({ feedbackLoop: { type: 'default' } })
  })

  it('asks its one reader for a card anew, and nobody elsewhere', async () => {
    const user = await heard()
    await bot.port.post(chatOf(user), { ...wordsOnly(''), cards: [card] }, 'key')
    const [shown] = cardsOf(bot.teams.messages(bot.teams.personal(user), 'bot').at(-1) ?? expect.fail())
    expect(shown?.refresh).toMatchObject({ userIds: [user.id] })
    const group = bot.teams.group(user)
    await bot.port.post(placeIn(group, 'group'), { ...wordsOnly(''), cards: [card] }, 'key')
    expect(cardsOf(bot.teams.messages(group)[0] ?? expect.fail())[0]?.refresh).toBeUndefined()
  })

  it('stays in the thread of a channel', async () => {
    const user = await heard()
    const channel = bot.teams.channel(user)
    const place = { ...placeIn(channel, 'channel'), thread: '1700000000000' }
    await bot.port.post(place, wordsOnly('Here.'), 'key')
    expect(bot.teams.messages(channel).map(({ thread }) => thread)).toEqual(['1700000000000'])
  })

  it('takes several messages when it is long, and all of them are updated', async () => {
    const user = await heard()
    const chat = bot.teams.personal(user)
    const long = Array.from({ length: 9_000 }, (_, at) => `word${at}`).join(' ')
    const posted = await bot.port.post(chatOf(user), wordsOnly(long), 'key')
    const messages = bot.teams.messages(chat, 'bot')
    expect(messages.map(({ id }) => id)).toEqual([...(posted.before ?? []), posted.message])
    expect(messages.length).toBeGreaterThan(1)
    expect(
      messages
        .map((one) => visibleText(one))
        .join(' ')
        .split(/\s+/),
    ).toEqual(long.split(' '))
    expect(await bot.port.update(posted, wordsOnly('Short.'))).toBe('updated')
    expect(bot.teams.messages(chat, 'bot').map((one) => visibleText(one))).toEqual(['Short.'])
  })

  it('is gone when somebody deleted it', async () => {
    const user = await heard()
    const posted = await bot.port.post(chatOf(user), wordsOnly('Hello'), 'key')
    bot.teams.fail({ on: 'update', status: 404, code: 'ActivityNotFoundInConversation' })
    expect(await bot.port.update(posted, wordsOnly('Again'))).toBe('gone')
    expect(await bot.port.update(posted, wordsOnly('Again'))).toBe('updated')
  })

  it('is whispered one to one', async () => {
    const user = await heard()
    const group = bot.teams.group(user)
    await bot.port.whisper(placeIn(group, 'group'), bot.personOf(user), 'Only for you.')
    expect(bot.teams.messages(group)).toEqual([])
    expect(visibleText(bot.teams.messages(bot.teams.personal(user), 'bot').at(-1) ?? expect.fail())).toBe(
      'Only for you.',
    )
  })

  it('cannot be asked for', async () => {
    expect(await bot.port.find(chatOf(somebody()), 'key')).toBeUndefined()
  })
})

describe('what the service refuses', () => {
  const post = (user: FakeUser) => bot.port.post(chatOf(user), wordsOnly('Hello'), 'key')

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
    const user = await heard()
    bot.teams.fail({ on: 'send', status, code })
    const fault = await faultOf(post(user))
    expect(fault.code).toBe(expected)
    expect(fault.details.field).toBe(expected === 'not_found' ? 'place' : undefined)
    expect(fault.message).not.toContain(code)
  })

  it('with a long wait is told with it; with a short one it is waited', async () => {
    const user = await heard()
    bot.teams.fail({ on: 'send', status: 429, code: 'TooManyRequests', retryAfterSeconds: 60 })
    expect((await faultOf(post(user))).details.retryAfterSeconds).toBe(60)
    bot.teams.fail({ on: 'send', status: 429, code: 'TooManyRequests', retryAfterSeconds: 0 })
    expect((await post(user)).message).toMatch(/^\d+$/)
  })

  it('because our token has ended is tried once more with a fresh one', async () => {
    const user = await heard()
    await post(user)
    bot.teams.expireTokens()
    const before = bot.teams.tokensGranted()
    expect((await post(user)).message).toMatch(/^\d+$/)
    expect(bot.teams.tokensGranted()).toBe(before + 1)
  })

  it('a place that names another service is sent neither words nor a token', async () => {
    const place = { ...chatOf(somebody()), service: 'https://evil.example.test/' }
    expect((await faultOf(bot.port.post(place, wordsOnly('Hello'), 'key'))).code).toBe('refused')
  })
})

describe('a file', () => {
  const file = {
    name: 'team.csv',
    type: 'text/csv',
    title: 'Team report',
    bytes: new TextEncoder().encode('a,b\n1,2\n'),
  }
  const ask = async (user: FakeUser, key: string) => {
    expect(await bot.port.sendFile(chatOf(user), file, key)).toBe('asked')
    return { ...(bot.teams.messages(bot.teams.personal(user), 'bot').at(-1) ?? expect.fail()) }
  }
  const last = (user: FakeUser) => bot.teams.messages(bot.teams.personal(user), 'bot').at(-1)

  it('is uploaded when its reader accepts it, and shown in place of the question', async () => {
    const user = await heard()
    const message = await ask(user, 'file-1')
    expect(bot.teams.uploads.size).toBe(0)
    const answer = await bot.teams.consent('accept', { user, message, uploadUrl: bot.teams.uploadUrl('one') })
    expect([answer.status, answer.text]).toEqual([200, '{}'])
    expect(bot.teams.uploads.get('/upload/one')?.toString()).toBe('a,b\n1,2\n')
    const shown = last(user)?.activity.attachments
    expect(shown).toMatchObject([
      { contentType: 'application/vnd.microsoft.teams.card.file.info', name: 'team.csv' },
    ])
    expect(await world.db.offeredFile.count()).toBe(0)
  })

  it('is asked for once under one key', async () => {
    const user = await heard()
    await ask(user, 'file-2')
    await ask(user, 'file-2')
    expect(bot.teams.messages(bot.teams.personal(user), 'bot')).toHaveLength(1)
  })

  it('goes nowhere when it is declined', async () => {
    const user = await heard()
    const message = await ask(user, 'file-3')
    await bot.teams.consent('decline', { user, message, uploadUrl: bot.teams.uploadUrl('three') })
    expect(visibleText(last(user) ?? expect.fail())).toContain('You declined')
    await bot.teams.consent('accept', { user, message, uploadUrl: bot.teams.uploadUrl('three') })
    expect(bot.teams.uploads.has('/upload/three')).toBe(false)
    expect(visibleText(last(user) ?? expect.fail())).toContain('not here any more')
  })

  it('goes to no store that is none of Microsoft, and to nobody whom it was not offered to', async () => {
    const user = await heard()
    const message = await ask(user, 'file-4')
    const before = bot.teams.uploads.size
    await bot.teams.consent('accept', { user, message, uploadUrl: 'https://evil.example.test/drop' })
    expect(visibleText(last(user) ?? expect.fail())).toContain('could not be put')
    const other = await heard()
    const foreign = { ...message, conversation: bot.teams.personal(other) }
    await bot.teams.consent('accept', {
      user: other,
      message: foreign,
      uploadUrl: bot.teams.uploadUrl('four'),
    })
    expect(bot.teams.uploads.size).toBe(before)
    expect(bot.teams.complaints).toEqual([])
  })

  it('is handed over one to one only', async () => {
    const user = await heard()
    const fault = await faultOf(bot.port.sendFile(placeIn(bot.teams.group(user), 'group'), file, 'file-5'))
    expect(fault.code).toBe('refused')
    expect(fault.message).toContain('one to one')
  })
})

describe('an answer in a group', () => {
  it('shows that it is being written, and is posted whole', async () => {
    const user = await heard()
    const group = bot.teams.group(user)
    const live = bot.port.answer(placeIn(group, 'group'), { key: 'k', person: bot.personOf(user) })
    live.text('Three')
    await waitFor(() => group.typing > 0)
    await live.finish(wordsOnly('Three fit.'))
    expect(bot.teams.messages(group).map((one) => visibleText(one))).toEqual(['Three fit.'])
  })
})
