import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DeskHouse, openDeskHouse } from '../support/desk-house.ts'
import { type Staged, type StagedName, stagePipeline } from '../support/pipeline.ts'
import { patience } from '../support/slack-talk.ts'
import { actionsOf, cardsOf, visibleText } from '../support/teams/looks.ts'
import type { FakeMessage, FakeUser } from '../support/teams/state.ts'
import { teamsTalk } from '../support/teams-talk.ts'
import { done } from '../support/world.ts'

let house: DeskHouse
let staged: Staged
let talk: ReturnType<typeof teamsTalk>
let marcus: FakeUser
let mona: FakeUser
let ravi: FakeUser

beforeAll(async () => {
  house = await openDeskHouse()
  staged = await stagePipeline(house)
  talk = teamsTalk(house)
  marcus = house.inTeams('manager2')
  mona = house.inTeams('manager')
  ravi = house.inTeams('recruiter2')
}, 120_000)
afterAll(() => house?.close())

const submit = async (name: StagedName) => {
  const input = { candidate: staged.people[name].candidate, job: staged.jobs.backend }
  return done<{ id: string }>(await house.as('recruiter').call('submit_candidate', input)).id
}
const fromBot = (user: FakeUser) => house.teams.messages(house.teams.personal(user), 'bot')
/** What can be pressed; a form below its button has one that says the same. */
const buttons = (message: FakeMessage, user?: FakeUser) => [
  ...new Set(
    cardsOf(message, user)
      .flatMap(actionsOf)
      .map(({ title }) => title),
  ),
]
const delivered = () =>
  vi.waitFor(async () => {
    const where = { status: { in: ['waiting', 'working'] }, port: { not: 'mail' } }
    expect(await house.db.outbox.count({ where })).toBe(0)
  }, patience)

describe('a manager in Teams', () => {
  it('links by a code, is told once, and finds what has waited for him', async () => {
    await submit('ana')
    expect((await talk.ask(marcus, 'hello')).words).toMatch(/do not know this account.*code.*link ABCD-EFGH/s)
    expect((await talk.ask(marcus, await house.code('manager2'))).words).toMatch(
      /Thank you, Marcus Hale.*What can I do/,
    )
    await talk.told(marcus, 'This waits for your decision')
    await delivered()
    expect(fromBot(marcus)).toHaveLength(3)
  })

  it('asks what waits, and reads it once, with what he may do', async () => {
    const { answers, words } = await talk.ask(marcus, 'which submissions wait for me?')
    expect(words.match(/^Ana Souza$/gm)).toHaveLength(1)
    expect(words.match(/1 waits for review/g)).toHaveLength(1)
    expect(buttons(answers.at(-1) as FakeMessage)).toEqual(['Approve Ana Souza', 'Decline Ana Souza'])
  })

  it('declines by the form of the card: without a reason it stays, with one it is settled at once', async () => {
    const card = await talk.told(marcus, 'This waits for your decision')
    const empty = await house.teams.execute({
      user: marcus,
      message: card,
      label: 'Decline',
      inputs: { reason: ' ' },
    })
    expect(JSON.stringify(empty.body?.value)).toContain('Why is Ana Souza declined?')
    expect((await house.db.submission.findFirstOrThrow()).status).toBe('submitted')
    const inputs = { reason: 'The rate is too high.' }
    await house.teams.execute({ user: marcus, message: card, label: 'Decline', inputs })
    await vi.waitFor(
      () => expect(visibleText(card, marcus)).toContain('Marcus Hale has declined it.'),
      patience,
    )
    expect(visibleText(card, marcus)).toContain('The rate is too high.')
    expect(buttons(card, marcus)).toEqual([])
    expect(await house.db.submission.findFirst()).toMatchObject({ reviewReason: 'The rate is too high.' })
  })

  it('sees his card settle when somebody else decides, in his own zone', async () => {
    const submission = await submit('bo')
    const card = await talk.told(marcus, 'Bo Lindqvist')
    const fresh = await house.teams.refresh({ user: marcus, message: card })
    expect(fresh?.body).toMatchObject({ statusCode: 200 })
    expect(buttons(card, marcus)).toEqual(['Approve', 'Decline'])
    const input = { submission, decision: 'approve', expected_version: 1 }
    done(await house.as('manager').call('review_submission', input, { door: 'web' }))
    await vi.waitFor(() => expect(visibleText(card)).toContain('Mona Lindqvist has approved it.'), patience)
    await house.teams.refresh({ user: marcus, message: card })
    expect(buttons(card, marcus)).toEqual([])
    const { reviewedAt } = await house.db.submission.findUniqueOrThrow({ where: { id: submission } })
    const time = { hour: '2-digit', minute: '2-digit', timeZone: 'America/New_York' } as const
    expect(visibleText(card, marcus)).toContain(reviewedAt?.toLocaleTimeString('en-GB', time))
  })
})

describe('where others read along', () => {
  it('a group hears that he is answered in private, and he is', async () => {
    const group = house.teams.group(marcus, ravi)
    const before = fromBot(marcus).length
    const { words } = await talk.ask(marcus, 'which submissions wait for me?', {
      conversation: group,
      mention: true,
    })
    expect(words).toMatch(/private/)
    expect(words).not.toMatch(/Nothing|Ana|Bo/)
    expect(
      fromBot(marcus)
        .slice(before)
        .map((one) => visibleText(one))
        .join(),
    ).toContain('Nothing is waiting.')
  })

  it('a channel too, in its thread', async () => {
    const channel = house.teams.channel(marcus, ravi)
    const before = fromBot(marcus).length
    const { words, message } = await talk.ask(marcus, 'show ana souza', {
      conversation: channel,
      mention: true,
    })
    expect(words).toMatch(/private/)
    expect(house.teams.messages(channel, 'bot').map(({ thread }) => thread)).toEqual([message.thread])
    expect(
      fromBot(marcus)
        .slice(before)
        .map((one) => visibleText(one))
        .join(),
    ).toContain('Senior Java Developer')
  })
})

describe('what changes after it was said', () => {
  it('a message that is edited or taken back is not answered again', async () => {
    const { message } = await talk.ask(marcus, 'show my pipeline')
    const before = fromBot(marcus).length
    await house.teams.edit(message, 'show ana souza')
    const deleted = {
      ...message.activity,
      type: 'messageDelete',
      channelData: { eventType: 'softDeleteMessage' },
    }
    expect((await house.teams.deliver(deleted)).map(({ status }) => status)).toEqual([200])
    await house.teams.react(marcus, message)
    await talk.ask(marcus, 'hello')
    expect(fromBot(marcus)).toHaveLength(before + 1)
  })

  it('who takes the app away gets nothing, and everything that is left when it is back', async () => {
    await house.teams.uninstall(marcus)
    await submit('eve')
    await vi.waitFor(async () => {
      expect(await house.db.deskReference.findMany({ where: { subject: marcus.aad } })).toMatchObject([
        { status: 'dead' },
      ])
      const held = { status: 'held', recipientId: house.as('manager2').id }
      expect(await house.db.outbox.count({ where: held })).toBe(1)
    }, patience)
    await house.teams.install(marcus)
    const card = await talk.told(marcus, 'Goes On for Backend')
    expect(buttons(card)).toEqual(['Approve', 'Decline'])
    expect(
      await house.db.outbox.count({ where: { status: 'held', recipientId: house.as('manager2').id } }),
    ).toBe(0)
  })

  it('a stranger with his name is refused, and his card shows a stranger nothing', async () => {
    const other = house.teams.addUser({ name: 'Marcus Hale', upn: 'marcus@elsewhere.test' })
    expect((await talk.ask(other, 'which submissions wait for me?')).words).toMatch(
      /do not know this account/,
    )
    const card = await talk.told(marcus, 'Goes On for Backend')
    const answer = await house.teams.execute({ user: other, message: card, label: 'Approve' })
    expect(JSON.stringify(answer.body)).not.toContain('Eve')
    expect(buttons(card)).toEqual(['Approve', 'Decline'])
    expect(house.teams.complaints).toEqual([])
    expect(mona.installed).toBe(true)
  })
})
