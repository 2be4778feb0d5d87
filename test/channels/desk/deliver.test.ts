import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../../src/channels/desk/port.ts'
import { Fault } from '../../../src/platform/fault.ts'
import { arrival, carry, chatOf, type DeskStage, linkTo, message, openDesk } from '../../support/desk.ts'
import { placeGone, wordsOf } from '../../support/desk-port.ts'
import { type Staged, type StagedName, stagePipeline } from '../../support/pipeline.ts'
import { createWorld, done, type World } from '../../support/world.ts'

let world: World
let staged: Staged
let mona: Person
let marcus: Person
beforeAll(async () => {
  world = await createWorld()
  staged = await stagePipeline(world)
  mona = await linkTo(world, 'manager', 'slack')
  marcus = await linkTo(world, 'manager2', 'teams')
})
afterAll(() => world.close())

async function submit(name: StagedName): Promise<string> {
  const { candidate } = staged.people[name]
  const input = { candidate, job: staged.jobs.backend }
  return done<{ id: string }>(await world.as('recruiter').call('submit_candidate', input)).id
}

/** The last card that somebody has of this submission. */
const cardOf = (desk: DeskStage, person: Person) =>
  desk[person.platform].messages.findLast(({ posted }) => posted.place.channel === chatOf(person).channel)

/** Clicks a button of the last card that somebody has, as this person. */
function clickOn(desk: DeskStage, owner: Person, { label, by = owner }: { label: string; by?: Person }) {
  const standing = cardOf(desk, owner)
  const token = standing?.shown.cards[0]?.buttons.find((button) => button.label === label)?.token ?? ''
  const content = { kind: 'click', token, message: standing?.posted.message ?? '' } as const
  const place = standing?.posted.place ?? chatOf(owner)
  return desk.take(arrival(by, place, content))
}

describe('a submission', () => {
  it('goes to both managers, each on their platform; one decision settles both cards', async () => {
    const desk = openDesk(world)
    const submission = await submit('ana')
    await carry(world, desk)
    for (const person of [mona, marcus])
      expect(wordsOf(cardOf(desk, person)?.shown ?? noCard)).toMatch(
        /Ana Souza[\s\S]*\[Approve\]\n\[Decline\]/,
      )

    const stranger = await linkTo(world, 'manager3', 'slack')
    await clickOn(desk, mona, { label: 'Approve', by: stranger })
    await desk.idle()
    expect(desk.slack.whispers).toMatchObject([
      { person: stranger, text: expect.stringMatching(/somebody else/) },
    ])
    expect(cardOf(desk, mona)?.updates).toBe(0)

    await Promise.all([
      clickOn(desk, mona, { label: 'Approve' }),
      clickOn(desk, mona, { label: 'Approve' }),
      clickOn(desk, marcus, { label: 'Approve' }),
    ])
    await desk.idle()
    await carry(world, desk)
    const row = await world.db.submission.findUniqueOrThrow({ where: { id: submission } })
    expect(row).toMatchObject({ status: 'approved', version: 2 })
    const decided = (await world.activity()).filter(
      ({ tool, outcome, targetId }) =>
        tool === 'review_submission' && outcome === 'done' && targetId === submission,
    )
    expect(decided).toHaveLength(1)
    for (const person of [mona, marcus]) {
      const words = wordsOf(cardOf(desk, person)?.shown ?? noCard)
      expect(words).toMatch(/has approved it/)
      expect(words).not.toContain('[')
    }
    const copies = await world.db.cardCopy.findMany({ where: { about: `submission:${submission}` } })
    expect(copies.map(({ status }) => status)).toEqual(['settled', 'settled'])
    const told = [...desk.slack.whispers.slice(1), ...desk.teams.whispers].map(({ text }) => text)
    expect(told).toHaveLength(2)
    for (const text of told) expect(text).toMatch(/already/)
  })

  it('declined with a reason that was filled in is shown with it to both', async () => {
    const desk = openDesk(world)
    await submit('bo')
    await carry(world, desk)
    const standing = cardOf(desk, marcus)
    const token = standing?.shown.cards[0]?.buttons.find(({ label }) => label === 'Decline')?.token ?? ''
    const content = {
      kind: 'click',
      token,
      message: standing?.posted.message ?? '',
      fields: { reason: 'Too junior' },
    } as const
    const said = arrival(marcus, chatOf(marcus), content)
    await desk.take(said)
    const shown = await desk.settled({ platform: 'teams', event: said.event }, 5_000)
    expect(wordsOf(shown ?? noCard)).toMatch(/has declined it[\s\S]*Too junior/)
    await carry(world, desk)
    expect(wordsOf(cardOf(desk, mona)?.shown ?? noCard)).toMatch(/Too junior/)
  })

  it('whose card is gone is shown on a new one', async () => {
    const desk = openDesk(world)
    const submission = await submit('dana')
    await carry(world, desk)
    const old = cardOf(desk, mona)
    if (old) old.gone = true
    done(await world.as('manager2').call('review_submission', { submission, decision: 'approve' }))
    await carry(world, desk)
    const fresh = cardOf(desk, mona)
    expect(fresh?.posted.message).not.toBe(old?.posted.message)
    expect(wordsOf(fresh?.shown ?? noCard)).toMatch(/has approved it/)
  })

  it('whose reader cannot be reached any more is settled for everybody else', async () => {
    const desk = openDesk(world)
    const submission = await submit('chi')
    await carry(world, desk)
    desk.slack.failNext('update', placeGone())
    done(await world.as('manager2').call('review_submission', { submission, decision: 'approve' }))
    await carry(world, desk)
    expect(wordsOf(cardOf(desk, marcus)?.shown ?? noCard)).toMatch(/has approved it/)
    const copies = await world.db.cardCopy.findMany({ where: { about: `submission:${submission}` } })
    expect(copies.map(({ status }) => status).sort()).toEqual(['gone', 'settled'])
  })

  it('is shown again to whoever looks, as they may see it now', async () => {
    const desk = openDesk(world)
    await submit('eve')
    await carry(world, desk)
    const card = cardOf(desk, marcus)?.posted.message ?? ''
    expect(wordsOf((await desk.reshow(marcus, card)) ?? noCard)).toContain('[Approve]')
    const rosa = await linkTo(world, 'recruiter', 'teams')
    const seen = wordsOf((await desk.reshow(rosa, card)) ?? noCard)
    expect(seen).toContain('Eve')
    expect(seen).not.toContain('[')
    const runa = await linkTo(world, 'candidate', 'teams')
    expect(wordsOf((await desk.reshow(runa, card)) ?? noCard)).not.toContain('Eve')
    expect(await desk.reshow({ ...runa, subject: 'nobody' }, card)).toBeUndefined()
    expect(await desk.reshow(marcus, 'no such message')).toBeUndefined()
  })
})

const noCard = { text: 'no card', markdown: false, cards: [], generated: false }

describe('a message', () => {
  const input = {}
  let count = 0
  /** Something that a call of the house tells somebody. */
  async function tell(
    alias: 'viewer' | 'recruiter2' | 'recruiter3' | 'admin',
    more: { weight?: string; tool?: string } = {},
  ) {
    const key = `note-${++count}`
    const { tool = 'list_my_identities', weight = 'news' } = more
    await world.db.outbox.create({
      data: {
        id: world.waist.newId(),
        kind: 'delivery',
        effectKey: key,
        callId: world.waist.newId(),
        ownerId: world.as('owner').id,
        recipientId: world.as(alias).id,
        port: 'message',
        tool,
        payload: { input, weight },
        dueAt: new Date(world.clock.now().epochMilliseconds),
        createdAt: new Date(world.clock.now().epochMilliseconds),
      },
    })
    return key
  }

  it('for somebody without an account is held, and brought when they have linked one', async () => {
    const desk = openDesk(world)
    const key = await tell('viewer')
    expect((await carry(world, desk))[key]).toMatchObject({ outcome: 'held' })
    done(await world.as('owner').call('update_settings', { mail_domains: 'northwind.test' }))
    const person = { platform: 'slack', tenant: 'T0NORTH', subject: 'U-victor' } as const
    const address = 'viewer@northwind.test'
    desk.slack.profiles.set(person.subject, { name: 'Victor', address, standing: 'member' })
    await desk.take(message(person, chatOf(person, 'hi'), 'hello'))
    await desk.idle()
    expect((await carry(world, desk))[key]).toMatchObject({ outcome: 'done' })
    expect(desk.slack.said(chatOf(person).channel).some((words) => words.includes('linked account'))).toBe(
      true,
    )
  })

  it('is left out for who wants no such notices, and for who may not see it', async () => {
    const desk = openDesk(world)
    await linkTo(world, 'recruiter2')
    done(await world.as('recruiter2').call('set_my_preferences', { notices: 'important' }))
    const [news, waits] = [await tell('recruiter2'), await tell('recruiter2', { weight: 'waits' })]
    const secret = await tell('recruiter2', { weight: 'waits', tool: 'get_settings' })
    const came = await carry(world, desk)
    expect(came[news]).toMatchObject({ outcome: 'dropped', why: expect.stringContaining('important') })
    expect(came[waits]).toMatchObject({ outcome: 'done' })
    expect(came[secret]).toMatchObject({ outcome: 'dropped', why: 'denied' })
    done(await world.as('recruiter2').call('set_my_preferences', { notices: 'none' }))
    const none = await tell('recruiter2', { weight: 'waits' })
    expect((await carry(world, desk))[none]).toMatchObject({ outcome: 'dropped' })
  })

  it('whose post was cut off is not posted twice where the platform can be asked', async () => {
    const desk = openDesk(world)
    const runa = await linkTo(world, 'recruiter3')
    const key = await tell('recruiter3')
    desk.slack.failNext('post', new Fault('unavailable', 'No answer.'), 'after')
    expect((await carry(world, desk))[key]).toBeInstanceOf(Error)
    world.clock.advance({ seconds: 2 })
    expect((await carry(world, desk))[key]).toMatchObject({ outcome: 'done' })
    expect(desk.slack.said(chatOf(runa).channel)).toHaveLength(1)
  })

  it('of which one platform was reached already goes only to the other when it is tried again', async () => {
    const desk = openDesk(world)
    const [one, two] = [await linkTo(world, 'admin', 'teams'), await linkTo(world, 'admin', 'slack')]
    const key = await tell('admin')
    desk.slack.failNext('post', new Fault('limited', 'Slow down.'))
    expect((await carry(world, desk))[key]).toBeInstanceOf(Error)
    expect(desk.teams.said(chatOf(one).channel)).toHaveLength(1)
    world.clock.advance({ seconds: 2 })
    await carry(world, desk)
    expect(desk.teams.said(chatOf(one).channel)).toHaveLength(1)
    expect(desk.slack.said(chatOf(two).channel)).toHaveLength(1)
  })

  it('to a place that is dead is held until its person writes again', async () => {
    const desk = openDesk(world)
    const runa = (
      await world.db.platformIdentity.findFirstOrThrow({ where: { userId: world.as('recruiter3').id } })
    ).subject
    const person = { platform: 'slack', tenant: 'T0NORTH', subject: runa } as const
    await desk.take(message(person, chatOf(person, 'first'), 'hello'))
    await desk.idle()
    for (let i = 0; i < 5; i++) desk.slack.failNext('post', placeGone())
    const keys = [await tell('recruiter3')]
    await carry(world, desk)
    keys.push(await tell('recruiter3'))
    await carry(world, desk)
    const reference = await world.db.deskReference.findFirstOrThrow({ where: { subject: runa } })
    expect(reference).toMatchObject({ status: 'dead', reason: expect.stringContaining('no more messages') })
    const rows = () => world.db.outbox.findMany({ where: { effectKey: { in: keys } } })
    expect((await rows()).map(({ status }) => status)).toEqual(['held', 'held'])
    const again = openDesk(world)
    await again.take(message(person, chatOf(person, 'second'), 'hello again'))
    await again.idle()
    await carry(world, again)
    expect((await rows()).map(({ status }) => status)).toEqual(['done', 'done'])
  })

  it('reaches nobody who is a guest by now', async () => {
    const desk = openDesk(world)
    const accounts = await world.db.platformIdentity.findMany({ where: { userId: world.as('admin').id } })
    for (const { platform, subject } of accounts) {
      const port = platform === 'teams' ? desk.teams : desk.slack
      port.profiles.set(subject, { name: 'Adam', address: undefined, standing: 'guest' })
    }
    const key = await tell('admin', { weight: 'waits' })
    expect((await carry(world, desk))[key]).toMatchObject({ outcome: 'held' })
    expect([...desk.slack.messages, ...desk.teams.messages]).toEqual([])
  })
})
