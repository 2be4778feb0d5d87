import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../../src/channels/desk/port.ts'
import { wordsOnly } from '../../../src/channels/desk/post.ts'
import { createReferences } from '../../../src/channels/desk/references.ts'
import { faultIn, openPortStage, type PortStage } from '../../support/teams/port-stage.ts'

let stage: PortStage

beforeAll(async () => {
  stage = await openPortStage()
})

afterAll(() => stage.close())

describe('the profile of a person', () => {
  it('has the user principal name as address, never the mail', async () => {
    const user = await stage.known({ mail: 'owner@northwind.test' })
    expect(await stage.bot.port.profile(stage.bot.personOf(user))).toEqual({
      name: user.name,
      address: user.upn,
      standing: 'member',
    })
  })

  it('tells guests, people of other tenants, and those who have left', async () => {
    const guest = await stage.known({ role: 'guest' })
    const external = stage.somebody({ upn: 'sam_elsewhere.test#EXT#@northwind.test' })
    await stage.bot.teams.install(external)
    const leaver = await stage.known()
    leaver.left = true
    const standings = await Promise.all(
      [guest, external, leaver].map(
        async (user) => (await stage.bot.port.profile(stage.bot.personOf(user))).standing,
      ),
    )
    expect(standings).toEqual(['guest', 'guest', 'deactivated'])
    const foreign: Person = { platform: 'teams', tenant: 'another', subject: guest.aad }
    expect(await stage.bot.port.profile(foreign)).toEqual({
      name: '',
      address: undefined,
      standing: 'foreign',
    })
  })

  it('is found where somebody speaks who never installed the bot', async () => {
    const user = stage.somebody({ installed: false })
    const conversation = stage.bot.teams.group(user)
    await stage.bot.teams.react(user, (await stage.bot.teams.say({ user, conversation, text: 'hm' })).message)
    expect((await stage.bot.port.profile(stage.bot.personOf(user))).address).toBe(user.upn)
    await stage.bot.idle()
  })
})

describe('a private place', () => {
  it('is where somebody installed the bot', async () => {
    const user = await stage.known()
    expect((await stage.bot.port.privatePlace(stage.bot.personOf(user))).channel).toBe(
      stage.bot.teams.personal(user).id,
    )
  })

  it('is opened for somebody who never wrote, once', async () => {
    const user = stage.somebody()
    const creations = () => stage.bot.teams.requests.filter(({ path }) => path === '/v3/conversations').length
    const before = creations()
    const place = await stage.bot.port.privatePlace(stage.bot.personOf(user))
    expect(place).toEqual(stage.chatOf(user))
    await stage.bot.port.post(place, wordsOnly('Good morning'), 'key')
    expect(await stage.bot.port.privatePlace(stage.bot.personOf(user))).toEqual(place)
    expect(creations()).toBe(before + 1)
  })

  it.each(['BotNotInConversationRoster', 'BotDisabledByAdmin'])(
    'that is refused is not asked for again: %s',
    async (code) => {
      const user = stage.somebody()
      stage.bot.teams.fail({ on: 'create', status: 403, code })
      const first = await faultIn(stage.bot.port.privatePlace(stage.bot.personOf(user)))
      expect([first.code, first.details.field]).toEqual(['not_found', 'place'])
      expect((await faultIn(stage.bot.port.privatePlace(stage.bot.personOf(user)))).code).toBe('not_found')
      expect(await createReferences(stage.world.waist).of(stage.bot.personOf(user))).toBe('dead')
      await stage.bot.teams.install(user)
      expect(await stage.bot.port.privatePlace(stage.bot.personOf(user))).toEqual(stage.chatOf(user))
    },
  )

  it('is dead after the bot was taken away, and alive once it is installed again', async () => {
    const user = await stage.known()
    await stage.bot.teams.uninstall(user)
    expect((await faultIn(stage.bot.port.privatePlace(stage.bot.personOf(user)))).details.field).toBe('place')
    await stage.bot.teams.install(user)
    expect((await stage.bot.port.privatePlace(stage.bot.personOf(user))).channel).toBe(
      stage.bot.teams.personal(user).id,
    )
  })
})
