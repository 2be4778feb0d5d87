import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../../src/agent/minds.ts'
import { codeIn } from '../../../src/channels/desk/identity.ts'
import type { Arrival, Person, Profile } from '../../../src/channels/desk/port.ts'
import { Fault } from '../../../src/platform/fault.ts'
import {
  carry,
  channelOf,
  chatOf,
  type DeskStage,
  linkTo,
  message,
  openDesk,
  somebody,
} from '../../support/desk.ts'
import type { Alias } from '../../support/people.ts'
import { createWorld, done, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  done(await world.as('owner').call('update_settings', { mail_domains: 'northwind.test' }))
})
afterAll(() => world.close())

const model: Model = async (turn) => ({
  text: `Hello ${turn.speaker.name}.`,
  cards: [],
  tainted: false,
})
const memberWith = (address: string | undefined): Profile => ({
  name: 'Somebody',
  address,
  standing: 'member',
})

let threads = 0
const aloneWith = (person: Person) => chatOf(person, `t${++threads}`)

async function say(desk: DeskStage, said: Arrival): Promise<string[]> {
  const { place } = said
  await desk.take(said)
  await desk.idle()
  return desk.slack.said(place.channel)
}
const codeOf = async (alias: Alias) =>
  done<{ code: string }>(await world.as(alias).call('create_link_code', {}, { door: 'web' })).code
const denied = async ({ subject }: Person) =>
  (await world.activity()).filter(
    ({ address, outcome }) => address?.endsWith(`/${subject}`) && outcome === 'denied',
  )

describe('somebody unknown', () => {
  it('is linked by the address that the platform vouches for, told so, and answered', async () => {
    const desk = openDesk(world, model)
    const person = somebody()
    desk.slack.profiles.set(person.subject, memberWith('recruiter@northwind.test'))
    const [told, answer] = await say(desk, message(person, aloneWith(person), 'hello'))
    expect(told).toMatch(/I know you as Rosa Delgado/)
    expect(answer).toBe('Hello Rosa Delgado.')
    expect(await say(desk, message(person, aloneWith(person), 'again'))).toHaveLength(3)
    // The account that was linked knows already; the others of this person are told.
    const keys = Object.entries(await carry(world, desk)).filter(([key]) => key.startsWith('identity:'))
    expect(keys).toMatchObject([[expect.any(String), { outcome: 'dropped' }]])
    expect(desk.slack.said(aloneWith(person).channel)).toHaveLength(3)
    const other = somebody('teams')
    desk.teams.profiles.set(other.subject, memberWith('recruiter@northwind.test'))
    await desk.take(message(other, aloneWith(other), 'hello'))
    await desk.idle()
    await carry(world, desk)
    expect(desk.slack.said(aloneWith(person).channel).at(-1)).toMatch(/Your Teams account .* was linked/)
    expect(desk.teams.said(aloneWith(other).channel).join()).not.toMatch(/was linked/)
  })

  it('is told of the link at the next attempt when the first could not', async () => {
    const desk = openDesk(world, model)
    const [byAddress, byCode] = [somebody(), somebody()]
    desk.slack.profiles.set(byAddress.subject, memberWith('viewer@northwind.test'))
    for (const [person, text] of [
      [byAddress, 'hello'],
      [byCode, `link ${await codeOf('manager3')}`],
    ] as const) {
      desk.slack.failNext('post', new Fault('unavailable', 'Try later.'))
      expect(await say(desk, message(person, aloneWith(person), text))).toEqual([])
      world.clock.advance({ minutes: 2 })
      for (const thread of await desk.waiting()) await desk.work(thread)
    }
    expect(desk.slack.said(aloneWith(byAddress).channel)[0]).toMatch(/I know you as Victor Osei/)
    expect(desk.slack.said(aloneWith(byCode).channel)).toEqual([
      expect.stringMatching(/Thank you, Mei Tanaka/),
    ])
  })

  it('of another workspace, or with the address of somebody who may do more, is told where to get a code', async () => {
    const desk = openDesk(world, model)
    const [abroad, mona] = [{ ...somebody(), tenant: 'T0ELSEWHERE' }, somebody()]
    desk.slack.profiles.set(abroad.subject, memberWith('recruiter2@northwind.test'))
    desk.slack.profiles.set(mona.subject, memberWith('manager@northwind.test'))
    for (const person of [abroad, mona]) {
      const [words] = await say(desk, message(person, aloneWith(person), 'hello'))
      expect(words).toMatch(/do not know this account.*code.*http:\/\/127\.0\.0\.1:3000\/connect/)
      expect((await denied(person)).length).toBeGreaterThan(0)
    }
  })

  it('is told once an hour in one thread, and every try is recorded', async () => {
    const desk = openDesk(world, model)
    const person = somebody()
    const place = chatOf(person, 'same')
    for (const text of ['a', 'b', 'c']) await say(desk, message(person, place, text))
    expect(desk.slack.said(place.channel)).toHaveLength(1)
    await world.waist.refusals.flush()
    const tried = (await denied(person)).filter(({ tool }) => tool === 'start_conversation')
    expect(tried.reduce((sum, { repeats }) => sum + repeats, 0)).toBe(3)
    world.clock.advance({ minutes: 61 })
    expect(await say(desk, message(person, place, 'd'))).toHaveLength(2)
  })

  it('in a channel is told alone', async () => {
    const desk = openDesk(world, model)
    const person = somebody()
    expect(await say(desk, message(person, channelOf(person, 'stranger'), 'hello'))).toEqual([])
    expect(desk.slack.whispers).toMatchObject([{ person, text: expect.stringContaining('do not know') }])
  })
})

describe('a code', () => {
  it('links whoever says it one to one, also managers', async () => {
    const desk = openDesk(world, model)
    const person = somebody()
    const place = chatOf(person, 'code')
    expect((await say(desk, message(person, place, `link ${await codeOf('manager')}`))).at(-1)).toMatch(
      /Thank you, Mona/,
    )
    expect((await say(desk, message(person, place, 'hello'))).at(-1)).toBe('Hello Mona Lindqvist.')
  })

  it('alone is enough for a stranger; a wrong one is always answered', async () => {
    const desk = openDesk(world, model)
    const person = somebody()
    const place = chatOf(person, 'wrong')
    await say(desk, message(person, place, 'hello'))
    expect((await say(desk, message(person, place, 'ABCD-2345'))).at(-1)).toMatch(/does not work/)
    expect((await say(desk, message(person, place, await codeOf('admin')))).at(-1)).toMatch(/Thank you, Adam/)
  })

  it('said where others read along links nobody', async () => {
    const desk = openDesk(world, model)
    const person = somebody()
    await say(desk, message(person, channelOf(person, 'loud'), `link ${await codeOf('owner')}`))
    expect(desk.slack.whispers.at(-1)?.text).toMatch(/one to one only/)
    expect(await world.db.platformIdentity.count({ where: { subject: person.subject } })).toBe(0)
  })

  it.each([
    ['link ABCD-2345', true, 'ABCD-2345'],
    ['Link me abcd-2345.', false, 'abcd-2345'],
    ['ABCD-2345', true, 'ABCD-2345'],
    ['ABCD-2345', false, undefined],
    ['part-time', false, undefined],
    ['link my slack account', true, undefined],
    ['please link ABCD-2345 for me', true, undefined],
  ])('in “%s” (stranger: %s) is %s', (text, stranger, code) => {
    expect(codeIn(text, stranger)).toBe(code)
  })
})

describe('who is no member', () => {
  it.each([
    ['guest', /guest/],
    ['foreign', /people of this company/],
    ['deactivated', /deactivated/],
  ] as const)('%s is refused politely, linked or not, and recorded', async (standing, words) => {
    const desk = openDesk(world, model)
    const linked = await linkTo(world, 'recruiter3')
    for (const person of [linked, somebody()]) {
      desk.slack.profiles.set(person.subject, { ...memberWith('recruiter3@northwind.test'), standing })
      expect((await say(desk, message(person, aloneWith(person), 'hello'))).at(-1)).toMatch(words)
      expect((await denied(person)).length).toBeGreaterThan(0)
    }
  })

  it('and a bot is not answered at all, but recorded', async () => {
    const desk = openDesk(world, model)
    const person = somebody()
    desk.slack.profiles.set(person.subject, { ...memberWith(undefined), standing: 'bot' })
    expect(await say(desk, message(person, aloneWith(person), 'hello'))).toEqual([])
    expect(desk.slack.whispers).toEqual([])
    expect((await denied(person)).length).toBeGreaterThan(0)
  })

  it('who became a guest is refused within a quarter of an hour', async () => {
    const desk = openDesk(world, model)
    const person = await linkTo(world, 'viewer')
    expect((await say(desk, message(person, aloneWith(person), 'hello'))).at(-1)).toBe('Hello Victor Osei.')
    desk.slack.profiles.set(person.subject, { ...memberWith(undefined), standing: 'guest' })
    world.clock.advance({ minutes: 15 })
    expect((await say(desk, message(person, aloneWith(person), 'hello'))).at(-1)).toMatch(/guest/)
  })

  it('who was deactivated here is refused at once', async () => {
    const desk = openDesk(world, model)
    const person = await linkTo(world, 'recruiter2')
    expect((await say(desk, message(person, aloneWith(person), 'hello'))).at(-1)).toBe('Hello Ravi Menon.')
    done(await world.as('owner').call('deactivate_user', { user: world.as('recruiter2').id }))
    expect((await say(desk, message(person, aloneWith(person), 'hello'))).at(-1)).toMatch(
      /do not know this account/,
    )
  })
})
