import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DeskHouse, openDeskHouse } from '../support/desk-house.ts'
import { stagePipeline } from '../support/pipeline.ts'
import { visibleText } from '../support/slack/visible-text.ts'
import { patience, slackTalk } from '../support/slack-talk.ts'
import { actionsOf, cardsOf, visibleText as seenInTeams } from '../support/teams/looks.ts'
import { teamsTalk } from '../support/teams-talk.ts'

let house: DeskHouse
let inSlack: ReturnType<typeof slackTalk>
let inTeams: ReturnType<typeof teamsTalk>
let rosa: ReturnType<DeskHouse['inSlack']>
let mona: ReturnType<DeskHouse['inSlack']>
let marcus: ReturnType<DeskHouse['inTeams']>

beforeAll(async () => {
  house = await openDeskHouse()
  await stagePipeline(house)
  inSlack = slackTalk(house)
  inTeams = teamsTalk(house)
  rosa = house.inSlack('recruiter')
  mona = house.inSlack('manager')
  marcus = house.inTeams('manager2')
}, 120_000)
afterAll(() => house?.close())

const submission = () => house.db.submission.findFirstOrThrow()

describe('managers', () => {
  it('are not linked by their address, since they may do more than a recruiter', async () => {
    expect((await inSlack.ask(mona.id, 'hello')).words).toMatch(/code/i)
    expect((await inTeams.ask(marcus, 'hello')).words).toMatch(/code/i)
    expect(await house.db.platformIdentity.count()).toBe(0)
  })

  it('link by a one-time code from their page, which works once', async () => {
    const code = await house.code('manager')
    expect((await inSlack.ask(mona.id, `link ${code}`)).words).toContain('Mona Lindqvist')
    expect((await inTeams.ask(marcus, code)).words).not.toContain('Marcus Hale')
    expect((await inTeams.ask(marcus, `link ${await house.code('manager2')}`)).words).toContain('Marcus Hale')
    expect(await house.db.platformIdentity.findMany({ select: { platform: true, proof: true } })).toEqual([
      { platform: 'slack', proof: 'code' },
      { platform: 'teams', proof: 'code' },
    ])
  })
})

describe('a submission', () => {
  it('waits for the recruiter’s own click, and a stranger’s changes nothing', async () => {
    const { answers, words } = await inSlack.ask(
      rosa.id,
      'submit ana souza for the backend engineer role at $85/hr pay',
    )
    expect(words).toContain('Nothing has happened yet')
    const card = answers.at(-1)
    expect(await house.db.submission.count()).toBe(0)
    const stranger = house.slack.addUser({ name: 'Rosa Delgado', email: 'rosa@elsewhere.test' })
    await house.slack.click({ user: stranger.id, message: card ?? { ts: '' }, label: 'Confirm' })
    expect(await house.db.submission.count()).toBe(0)
    expect(visibleText(card ?? { text: '', blocks: [] })).toContain('Confirm')
    await house.slack.click({ user: rosa.id, message: card ?? { ts: '' }, label: 'Confirm' })
    await vi.waitFor(async () => expect(await house.db.submission.count()).toBe(1), patience)
  })

  it('reaches both managers, one in Slack and one in Teams, with buttons', async () => {
    const slackCopy = await inSlack.told(mona.id, 'Ana Souza')
    expect(visibleText(slackCopy)).toMatch(/Approve[\s\S]*Decline/)
    const teamsCopy = await inTeams.told(marcus, 'Ana Souza')
    expect(
      cardsOf(teamsCopy, marcus)
        .flatMap(actionsOf)
        .map(({ title }) => title),
    ).toEqual(expect.arrayContaining(['Approve', 'Decline']))
  })

  it('is decided once, when a stranger clicks first and then both at the same instant; every copy says so', async () => {
    const slackCopy = await inSlack.told(mona.id, 'Ana Souza')
    const teamsCopy = await inTeams.told(marcus, 'Ana Souza')
    const stranger = house.slack.addUser({ name: 'Mona Lindqvist', email: 'mona@elsewhere.test' })
    const outsider = house.teams.addUser({ name: 'Marcus Hale', upn: 'marcus@elsewhere.test' })
    await house.slack.click({ user: stranger.id, message: slackCopy, label: 'Approve' })
    await house.teams.execute({ user: outsider, message: teamsCopy, label: 'Approve' })
    await house.slack.click({ user: rosa.id, message: slackCopy, label: 'Approve' })
    expect((await submission()).status).toBe('submitted')
    expect(visibleText(slackCopy)).toContain('Approve')

    await Promise.all([
      house.slack.click({ user: mona.id, message: slackCopy, label: 'Approve' }),
      house.slack.click({ user: mona.id, message: slackCopy, label: 'Approve' }),
      house.teams.execute({ user: marcus, message: teamsCopy, label: 'Approve' }),
    ])
    await vi.waitFor(async () => {
      expect((await submission()).status).toBe('approved')
      const shown = visibleText(house.slack.dm(mona.id).find(({ ts }) => ts === slackCopy.ts) ?? slackCopy)
      expect(shown).toMatch(/approved/i)
      expect(shown).not.toContain('Decline')
      expect(seenInTeams(teamsCopy)).toMatch(/approved/i)
      expect(
        cardsOf(teamsCopy)
          .flatMap(actionsOf)
          .filter(({ type }) => type === 'Action.Execute'),
      ).toEqual([])
    }, patience)

    const decided = await house.activity({ tool: 'review_submission', outcome: 'done' })
    expect(decided).toHaveLength(1)
    expect(['slack', 'teams']).toContain(decided[0]?.door)
    const about = { startsWith: 'submission:' }
    expect(await house.db.cardCopy.findMany({ where: { about }, select: { status: true } })).toEqual([
      { status: 'settled' },
      { status: 'settled' },
    ])
  })

  it('tells the recruiter of one decision', async () => {
    const news = await inSlack.told(rosa.id, 'Approved')
    expect(visibleText(news)).toContain('Ana Souza')
    await vi.waitFor(
      async () =>
        expect(
          await house.db.outbox.count({
            where: { status: { in: ['waiting', 'working'] }, port: { not: 'mail' } },
          }),
        ).toBe(0),
      patience,
    )
    const told = house.slack.dm(rosa.id).filter((one) => one.bot_id && /approved/i.test(visibleText(one)))
    expect(told).toHaveLength(1)
  })

  it('left a record of each refused click', async () => {
    const refused = await house.activity({
      outcome: { in: ['denied', 'refused'] },
      tool: 'review_submission',
    })
    expect(refused.map(({ door }) => door)).toEqual(expect.arrayContaining(['slack', 'teams']))
  })
})
