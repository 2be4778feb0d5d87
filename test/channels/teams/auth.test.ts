import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTeams } from '../../../src/channels/teams/listen.ts'
import type { TeamsConfig } from '../../../src/platform/config.ts'
import { openTeamsBot, type TeamsBot } from '../../support/teams/bot.ts'
import { tokenKinds } from '../../support/teams/issuer.ts'
import type { FakeUser } from '../../support/teams/state.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
let bot: TeamsBot
let rosa: FakeUser

beforeAll(async () => {
  world = await createWorld()
  bot = await openTeamsBot(world)
  rosa = await bot.linked('recruiter')
})

afterAll(async () => {
  await bot.close()
  await world.close()
})

afterEach(() => {
  vi.restoreAllMocks()
})

/** What reaches the inbox. */
const taken = () => world.db.inboxEntry.count()

function printed() {
  const spies = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'log')]
  return () => spies.flatMap(({ mock }) => mock.calls)
}

describe('the token of a request', () => {
  it('is accepted when Teams made it for this bot', async () => {
    const before = await taken()
    const { answers } = await bot.teams.say({ user: rosa, text: 'hello' })
    expect(answers.map(({ status }) => status)).toEqual([200])
    expect(await taken()).toBe(before + 1)
  })

  it.each(tokenKinds.filter((kind) => kind !== 'good'))('is refused: %s', async (token) => {
    const prints = printed()
    const before = await taken()
    const { answers } = await bot.teams.say({ user: rosa, text: 'hello', token })
    expect(answers.map(({ status }) => status)).toEqual([401])
    expect(answers[0]?.text).not.toMatch(/jwt|signature|key|at .*\.js/i)
    expect(await taken()).toBe(before)
    expect(prints()).toEqual([])
  })

  it('is refused for another tenant, and for one that is named twice', async () => {
    const stranger = bot.teams.addUser({ name: 'Sam', upn: 'sam@elsewhere.test', tenant: 'another' })
    const foreign = await bot.teams.say({ user: stranger, text: 'hello' })
    expect(foreign.answers[0]?.status).toBe(401)
    const twofold = await bot.teams.say({
      user: rosa,
      text: 'hello',
      more: { channelData: { tenant: { id: 'another' } } },
    })
    expect(twofold.answers[0]?.status).toBe(401)
  })

  it.each([
    'https://evil.example.test/teams/',
    'https://smba.trafficmanager.net.evil.test/',
    'https://user:word@smba.trafficmanager.net/',
    'http://smba.trafficmanager.net/teams/',
  ])('is refused for a service that is none of Microsoft: %s', async (serviceUrl) => {
    const before = bot.teams.tokensGranted()
    const { answers } = await bot.teams.say({ user: rosa, text: 'hello', more: { serviceUrl } })
    expect(answers[0]?.status).toBe(401)
    expect(bot.teams.tokensGranted()).toBe(before)
  })

  it('leaves a record when it is refused', async () => {
    await bot.teams.say({ user: rosa, text: 'hello', token: 'forged' })
    await world.waist.refusals.flush()
    const refused = (await world.activity()).filter(
      ({ door, outcome }) => door === 'teams' && outcome === 'denied',
    )
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.at(-1)?.actorId).toBeNull()
  })
})

describe('an activity that cannot be read', () => {
  it.each([
    ['no type', { type: undefined }],
    ['no sender', { from: undefined }],
    ['no conversation', { conversation: null }],
    ['another channel', { channelId: 'webchat' }],
    ['entities of another shape', { entities: 'none' }],
    ['a huge id', { id: 'x'.repeat(5_000) }],
  ])('is refused with 400: %s', async (_what, more) => {
    const prints = printed()
    const { answers } = await bot.teams.say({ user: rosa, text: 'hello', more })
    expect(answers[0]?.status).toBe(400)
    expect(prints()).toEqual([])
  })

  it('is recorded for the person whom it names', async () => {
    await bot.teams.say({ user: rosa, text: 'hello', more: { entities: 'none' } })
    await world.waist.refusals.flush()
    const last = (await world.activity()).filter(({ door }) => door === 'teams').at(-1)
    expect(last?.actorId).toBe(world.as('recruiter').id)
    expect(last?.outcome).toBe('refused')
  })

  it('that is no JSON, or too large, is refused', async () => {
    const { answers } = await bot.teams.say({ user: rosa, text: 'x'.repeat(400_000) })
    expect(answers[0]?.status).toBe(400)
  })
})

describe('opening Teams', () => {
  const nothing: TeamsConfig = {
    appId: undefined,
    appPassword: undefined,
    tenantId: undefined,
    openIdMetadata: undefined,
    tokenIssuer: undefined,
    oauthUrl: undefined,
    local: false,
  }
  const open = (teams: Partial<TeamsConfig>, { demo = true, host = '127.0.0.1' } = {}) =>
    openTeams({
      config: { teams: { ...nothing, ...teams }, host, publicUrl: undefined },
      waist: world.waist,
      log: world.waist.log,
      desk: bot.desk,
      demo,
    })

  it('does not happen when nothing of it is set', () => {
    expect(open({})).toBeUndefined()
  })

  it.each([
    ['MICROSOFT_APP_ID', { appPassword: 'p' }],
    ['MICROSOFT_APP_PASSWORD', { appId: 'a', tenantId: 't' }],
    ['MICROSOFT_TENANT_ID', { appId: 'a', appPassword: 'p' }],
  ])('is refused without %s', (variable, teams) => {
    expect(() => open(teams)).toThrow(variable)
  })

  it('without an app id is for the demo on this machine alone', () => {
    expect(open({ local: true })).toBeDefined()
    expect(() => open({ local: true }, { demo: false })).toThrow('PARLEY_TEAMS_LOCAL')
    expect(() => open({ local: true }, { host: '0.0.0.0' })).toThrow('PARLEY_TEAMS_LOCAL')
  })
})

describe('while the keys of the issuer cannot be had', () => {
  it('nobody is let in, and Teams is asked to try again', async () => {
    const cut = await openTeamsBot(world, { config: { openIdMetadata: 'http://127.0.0.1:9/openid' } })
    const user = cut.teams.addUser({ name: 'Vera', upn: 'viewer@northwind.test' })
    const { answers } = await cut.teams.say({ user, text: 'hello' })
    expect(answers[0]?.status).toBe(503)
    await cut.close()
  })
})

describe('without an app id', () => {
  let local: TeamsBot

  beforeAll(async () => {
    local = await openTeamsBot(world, { config: { appId: undefined, appPassword: undefined, local: true } })
  })
  afterAll(() => local.close())

  it('requests of this machine need no token', async () => {
    const user = local.teams.addUser({ name: 'Vera', upn: 'viewer@northwind.test' })
    const { answers } = await local.teams.say({ user, text: 'hello', token: 'no header' })
    expect(answers[0]?.status).toBe(200)
  })

  it.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])(
    'requests that a proxy passed on are refused: %s',
    async (header) => {
      const user = local.teams.addUser({ name: 'Vera', upn: 'viewer@northwind.test' })
      const { answers } = await local.teams.say({
        user,
        text: 'hello',
        token: 'no header',
        headers: { [header]: '10.0.0.1' },
      })
      expect(answers[0]?.status).toBe(401)
    },
  )
})
