import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReferences } from '../../../src/channels/desk/references.ts'
import { waitFor } from '../../support/teams/fake-teams.ts'
import { visibleText } from '../../support/teams/looks.ts'
import { openTeamsStage, type TeamsStage } from '../../support/teams/stage.ts'

let stage: TeamsStage

beforeAll(async () => {
  stage = await openTeamsStage()
})

afterAll(() => stage.close())

describe('a message', () => {
  it('is answered where it was said, and recorded with its door', async () => {
    await stage.bot.teams.say({ user: stage.rosa, text: 'make Tallgrass' })
    await waitFor(() => stage.said(stage.rosa).at(-1)?.includes('make Tallgrass'))
    const made = (await stage.world.activity()).findLast(({ tool }) => tool === 'create_client')
    expect(made).toMatchObject({
      door: 'teams',
      actorId: stage.world.as('recruiter').id,
      address: `teams/${stage.bot.teams.tenant}/${stage.rosa.aad}`,
    })
  })

  it('that is delivered four times, and once more under another id, does its work once', async () => {
    const before = stage.said(stage.rosa).length
    const { activity, answers } = await stage.bot.teams.say({
      user: stage.rosa,
      text: 'make Fourfold',
      copies: 4,
    })
    const again = await stage.bot.teams.deliver(activity, { copies: 2, newId: true })
    expect([...answers, ...again].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    await stage.bot.idle()
    expect(await stage.clients('Fourfold')).toBe(1)
    expect(stage.said(stage.rosa)).toHaveLength(before + 1)
  })

  it('of a channel is answered in its thread, without the mention of the bot', async () => {
    const conversation = stage.bot.teams.channel(stage.rosa)
    const { message } = await stage.bot.teams.say({
      user: stage.rosa,
      conversation,
      text: 'good morning',
      mention: true,
    })
    await stage.bot.idle()
    const [answer] = stage.bot.teams.messages(conversation, 'bot')
    expect(answer?.thread).toBe(message.id)
    expect(visibleText(answer ?? expect.fail())).toBe('You said: good morning')
    expect(stage.bot.teams.messages(conversation, 'bot')).toHaveLength(1)
  })

  it('that could not be stored is not acknowledged, and is answered when it comes again', async () => {
    stage.failNext()
    const { activity, answers } = await stage.bot.teams.say({ user: stage.rosa, text: 'make Secondtry' })
    expect(answers[0]?.status).toBe(503)
    expect(await stage.clients('Secondtry')).toBe(0)
    const again = await stage.bot.teams.deliver(activity)
    expect(again[0]?.status).toBe(200)
    await stage.bot.idle()
    expect(await stage.clients('Secondtry')).toBe(1)
  })

  it('that is edited, or reacted to, is answered once', async () => {
    const { message } = await stage.bot.teams.say({ user: stage.rosa, text: 'make Editable' })
    await stage.bot.idle()
    const before = stage.said(stage.rosa).length
    await stage.bot.teams.edit(message, 'make Edited')
    await stage.bot.teams.react(stage.rosa, message)
    await stage.bot.idle()
    expect(await stage.clients('Edited')).toBe(0)
    expect(stage.said(stage.rosa)).toHaveLength(before)
  })

  it('of a guest is answered politely, and nothing is done', async () => {
    const guest = stage.bot.teams.addUser({ name: 'Gil', upn: 'owner@northwind.test', role: 'guest' })
    await stage.bot.teams.say({ user: guest, text: 'make Guestwork' })
    await stage.bot.idle()
    expect(stage.said(guest).join()).toContain('guest')
    expect(await stage.clients('Guestwork')).toBe(0)
  })
})

describe('people who are written to first', () => {
  it('are written to in the chat that the bot opens', async () => {
    await stage.submitted('ana')
    expect(visibleText(stage.last(stage.marcus))).toContain('Ana')
  })

  it('and have removed the bot keep their message until they install it again', async () => {
    await stage.bot.teams.uninstall(stage.marcus)
    const reference = () => createReferences(stage.world.waist).of(stage.bot.personOf(stage.marcus))
    expect(await reference()).toBe('dead')
    const before = stage.said(stage.marcus).length
    await stage.submitted('bo')
    expect(stage.said(stage.marcus)).toHaveLength(before)
    await stage.bot.teams.install(stage.marcus)
    await stage.carry()
    expect(await reference()).toMatchObject({ scope: 'personal' })
    expect(stage.said(stage.marcus).slice(before).join()).toContain('Bo Lindqvist')
  })

  it('whose card is gone get a new one', async () => {
    await stage.submitted('eve')
    const before = stage.said(stage.mona).length
    const message = stage.last(stage.mona)
    stage.bot.teams.fail({ on: 'update', status: 404, code: 'ActivityNotFoundInConversation' })
    await stage.bot.teams.execute({ user: stage.mona, message, label: 'Approve' })
    await stage.bot.idle()
    expect(stage.said(stage.mona)).toHaveLength(before + 1)
    expect(stage.said(stage.mona).at(-1)).toMatch(/has approved it/)
  })
})
