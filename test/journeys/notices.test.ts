import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DeskHouse, openDeskHouse } from '../support/desk-house.ts'
import { type Staged, stagePipeline } from '../support/pipeline.ts'
import { execute } from '../support/server.ts'
import type { Message } from '../support/slack/state.ts'
import { visibleText } from '../support/slack/visible-text.ts'
import { patience, slackTalk } from '../support/slack-talk.ts'
import { visibleText as seenInTeams } from '../support/teams/looks.ts'
import { teamsTalk } from '../support/teams-talk.ts'
import { done } from '../support/world.ts'

let house: DeskHouse
let staged: Staged
let inSlack: ReturnType<typeof slackTalk>
let inTeams: ReturnType<typeof teamsTalk>
let rosa: ReturnType<DeskHouse['inSlack']>
let mona: ReturnType<DeskHouse['inSlack']>
let marcus: ReturnType<DeskHouse['inTeams']>
let runa: ReturnType<DeskHouse['inTeams']>

beforeAll(async () => {
  house = await openDeskHouse()
  staged = await stagePipeline(house)
  inSlack = slackTalk(house)
  inTeams = teamsTalk(house)
  rosa = house.inSlack('recruiter')
  mona = house.inSlack('manager')
  marcus = house.inTeams('manager2')
  runa = house.inTeams('recruiter3')
  await inSlack.ask(rosa.id, 'hello')
  await inTeams.ask(runa, 'hello')
  await inTeams.ask(marcus, await house.code('manager2'))
}, 120_000)
afterAll(() => house?.close())

const nowInSlack = (user: string, { ts }: Message) => {
  const message = house.slack.dm(user).find((one) => one.ts === ts)
  return message ? visibleText(message) : ''
}
const soon = (look: () => void | Promise<void>) => vi.waitFor(look, patience)
const delivered = () =>
  soon(async () => {
    const where = { status: { in: ['waiting', 'working'] }, port: { not: 'mail' } }
    expect(await house.db.outbox.count({ where })).toBe(0)
  })

describe('who asks for a person', () => {
  let toMarcus: Awaited<ReturnType<typeof inTeams.told>>

  it('confirms it on a card; one manager is told in Teams, for the other it is kept', async () => {
    const { answers } = await inSlack.ask(rosa.id, 'I want to talk to a human')
    const [card] = answers.slice(-1)
    if (!card) throw new Error('There is no card.')
    expect(visibleText(card)).toMatch(
      /Ask for a human\?[\s\S]*Nothing has happened yet[\s\S]*Confirm\nCancel/,
    )
    await house.slack.click({ user: rosa.id, message: card, label: 'Confirm' })
    await soon(() => expect(nowInSlack(rosa.id, card)).toContain('A person will get back to you'))
    expect(nowInSlack(rosa.id, card)).not.toContain('Confirm')
    toMarcus = await inTeams.told(marcus, 'Rosa Delgado asks for a person')
    expect(seenInTeams(toMarcus)).toContain('I have answered')
    const held = { recipientId: house.as('manager').id, status: 'held' }
    await soon(async () => expect(await house.db.outbox.count({ where: held })).toBe(1))
  })

  it('the other gets it as soon as she has linked her account', async () => {
    await inSlack.ask(mona.id, `link ${await house.code('manager')}`)
    expect(visibleText(await inSlack.told(mona.id, 'Rosa Delgado asks for a person'))).toContain(
      'I have answered',
    )
  })

  it('settled on the web, it is settled in Slack and in Teams', async () => {
    const toMona = await inSlack.told(mona.id, 'Rosa Delgado asks for a person')
    const { id } = await house.db.humanRequest.findFirstOrThrow()
    done(await house.as('manager').call('answer_human_request', { human_request: id }, { door: 'web' }))
    await soon(() => {
      expect(nowInSlack(mona.id, toMona)).toContain('Mona Lindqvist has answered')
      expect(nowInSlack(mona.id, toMona)).not.toContain('I have answered')
      expect(seenInTeams(toMarcus)).toContain('Mona Lindqvist has answered')
      expect(seenInTeams(toMarcus)).not.toContain('I have answered')
    })
  })
})

describe('a hand-over', () => {
  it('asked in Slack and answered on the web settles in Teams, and the asker hears of it once', async () => {
    const person = { name: 'Otto Fremd', headline: 'Analyst', location: 'Bergen', email: 'otto@example.test' }
    done(await house.as('recruiter3').call('create_candidate', person))
    const { answers } = await inSlack.ask(rosa.id, 'request a hand-over of otto@example.test')
    const [card] = answers.slice(-1)
    if (!card) throw new Error('There is no card.')
    expect(visibleText(card)).not.toContain('Otto')
    await house.slack.click({ user: rosa.id, message: card, label: 'Confirm' })
    const toRuna = await inTeams.told(runa, 'Platform asks for Otto Fremd')
    expect(seenInTeams(toRuna)).toMatch(/Hand Otto Fremd over\nKeep Otto Fremd/)
    const { id } = await house.db.handOver.findFirstOrThrow()
    const answer = { hand_over: id, answer: 'accept' }
    done(await house.as('manager3').call('answer_hand_over', answer, { door: 'web' }))
    await soon(() => {
      expect(seenInTeams(toRuna)).toContain('Otto Fremd was handed over and now belongs to Rosa Delgado.')
      expect(seenInTeams(toRuna)).not.toContain('Keep')
    })
    await inSlack.told(rosa.id, 'now belongs to Rosa Delgado')
    await delivered()
    const told = house.slack.dm(rosa.id).filter((one) => visibleText(one).includes('now belongs to'))
    expect(told).toHaveLength(1)
  })
})

describe('reminders by the clock', () => {
  const days = (count: number, table: string, column: string) =>
    execute(
      house.database.ownerUrl,
      `set session_replication_role = replica; update ${table} set ${column} = ${column} - interval '${count} days'`,
    )

  it('tell reviewers of what has waited a day, once, with what they may do', async () => {
    const input = { candidate: staged.people.ana.candidate, job: staged.jobs.backend }
    done(await house.as('recruiter').call('submit_candidate', input))
    await inTeams.told(marcus, 'This waits for your decision')
    await days(2, 'submission', 'created_at')
    await house.system('remind_of_waiting_submissions', {})
    await house.system('remind_of_waiting_submissions', {})
    const reminder = await inTeams.told(marcus, '1 waits for review')
    expect(seenInTeams(reminder)).toMatch(/Ana Souza[\s\S]*Approve Ana Souza/)
    await delivered()
    const all = house.teams.messages(house.teams.personal(marcus), 'bot')
    expect(all.filter((one) => seenInTeams(one).includes('1 waits for review'))).toHaveLength(1)
  })

  it('tell whoever put somebody on hold that the day has come', async () => {
    const rose = house.as('recruiter')
    const until = new Date(Date.now() + 86_400_000 * 3).toISOString().slice(0, 10)
    const hold = { application: staged.people.bo.application, status: 'on_hold', reason: 'away', until }
    done(await rose.call('change_status', hold))
    await days(4, 'application', 'hold_until')
    await house.system('remind_of_ended_holds', {})
    const news = visibleText(await inSlack.told(rosa.id, 'Bo Lindqvist'))
    expect(news).toMatch(/hold/i)
  })
})

describe('the notices that somebody wants', () => {
  const level = async () =>
    (await house.db.user.findUniqueOrThrow({ where: { id: house.as('recruiter').id } })).notices
  const decide = async (name: 'dana' | 'eve' | 'chi') => {
    const input = { candidate: staged.people[name].candidate, job: staged.jobs.backend }
    const { id } = done<{ id: string }>(await house.as('recruiter').call('submit_candidate', input))
    done(await house.as('manager').call('review_submission', { submission: id, decision: 'approve' }))
    await delivered()
  }
  const news = () =>
    house.slack.dm(rosa.id).filter((one) => visibleText(one).includes('has approved it')).length

  it('are all of them at first', async () => {
    await decide('dana')
    expect(news()).toBe(1)
  })

  it('only what waits: no news of decisions, and a request still comes', async () => {
    expect((await inSlack.ask(rosa.id, 'only important notices please')).words).toContain(
      'only those that wait',
    )
    expect(await level()).toMatchObject({ level: 'important' })
    await decide('eve')
    expect(news()).toBe(1)
    const nia = { name: 'Nia Bekele', headline: 'Analyst', location: 'Porto', email: 'nia@example.test' }
    done(await house.as('recruiter').call('create_candidate', nia))
    done(await house.as('recruiter3').call('request_hand_over', { email: 'nia@example.test' }))
    await inSlack.told(rosa.id, 'Data asks for Nia Bekele')
  })

  it('none at all: nothing comes, and what was asked is answered as ever', async () => {
    await inSlack.ask(rosa.id, 'turn my notices off')
    expect(await level()).toMatchObject({ level: 'none' })
    const before = house.slack.dm(rosa.id).length
    await decide('chi')
    expect(house.slack.dm(rosa.id)).toHaveLength(before)
    expect((await inSlack.ask(rosa.id, 'show ana souza')).words).toContain('Senior Java Developer')
  })
})
