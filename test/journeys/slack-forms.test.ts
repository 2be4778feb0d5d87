import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DeskHouse, openDeskHouse } from '../support/desk-house.ts'
import { type Staged, stagePipeline } from '../support/pipeline.ts'
import type { Message, StoredView } from '../support/slack/state.ts'
import { visibleText, visibleView } from '../support/slack/visible-text.ts'
import { patience, slackTalk } from '../support/slack-talk.ts'

let house: DeskHouse
let staged: Staged
let rosa: ReturnType<DeskHouse['inSlack']>
let mona: ReturnType<DeskHouse['inSlack']>
let talk: ReturnType<typeof slackTalk>

beforeAll(async () => {
  house = await openDeskHouse()
  staged = await stagePipeline(house)
  rosa = house.inSlack('recruiter')
  mona = house.inSlack('manager')
  talk = slackTalk(house)
}, 120_000)
afterAll(() => house?.close())

type Person = { id: string }

/** Opens the App Home and reads it, as soon as it shows this. */
async function homeOf({ id }: Person, shows: string | RegExp): Promise<StoredView> {
  await house.slack.openHome(id)
  return homeWith(id, shows)
}
const homeWith = (id: string, shows: string | RegExp) =>
  vi.waitFor(() => {
    const home = house.slack.home(id)
    expect(home && visibleView(home)).toMatch(shows)
    return home as StoredView
  }, patience)
const modalOf = ({ id }: Person) =>
  vi.waitFor(() => {
    const view = house.slack.openView(id)
    expect(view, 'a modal').toBeDefined()
    return view as StoredView
  }, patience)
const now = ({ id }: Person, { ts }: Message) => {
  const message = house.slack.dm(id).find((one) => one.ts === ts)
  return message ? visibleText(message) : ''
}
const quiet = () =>
  vi.waitFor(async () => {
    expect(await house.db.inboxEntry.count({ where: { settledAt: null } })).toBe(0)
    const waiting = { status: { in: ['waiting', 'working'] }, port: { not: 'mail' } }
    expect(await house.db.outbox.count({ where: waiting })).toBe(0)
  }, patience)

describe('the App Home', () => {
  it('of somebody who is not known says how to become known, and nothing else', async () => {
    const home = await homeOf(rosa, 'does not know you')
    expect(visibleView(home)).toMatch(/Write to me under Messages[\s\S]*code/)
    expect(visibleView(home)).not.toMatch(/Ana|Pipeline|Today/)
  })

  it('is the recruiter’s own once she is linked, of which she is told once', async () => {
    await talk.ask(rosa.id, 'hello')
    await quiet()
    const told = house.slack.dm(rosa.id).filter((one) => one.bot_id && /linked/.test(visibleText(one)))
    expect(told).toHaveLength(1)
    const words = visibleView(await homeOf(rosa, 'for Rosa Delgado'))
    expect(words).toMatch(/Today[\s\S]*Ana Souza for Backend Engineer[\s\S]*Pipeline\nNew: 5/)
    expect(words).toMatch(/Ask me\nI answer under Messages\.\nNew candidate\n/)
  })

  it('makes a new candidate by its form; what is wrong is said at the field', async () => {
    const home = await homeOf(rosa, 'New candidate')
    await house.slack.click({ user: rosa.id, view: home, label: 'New candidate' })
    const view = await modalOf(rosa)
    expect(visibleView(view)).toMatch(/Name[\s\S]*Headline[\s\S]*Location[\s\S]*E-?mail/i)
    const fields = { Name: 'Nia Bekele', Headline: 'Rust Developer', Location: 'Porto' }
    const wrong = await house.slack.submitView({ user: rosa.id, fields: { ...fields, 'field:email': 'nia' } })
    expect(wrong).toMatchObject({ outcome: 'errors', errors: { 'field:email': expect.any(String) } })
    expect(await house.db.candidate.count({ where: { name: 'Nia Bekele' } })).toBe(0)
    const sent = await house.slack.submitView({ user: rosa.id, fields })
    expect(sent.outcome).toBe('closed')
    await talk.told(rosa.id, 'Nia Bekele')
    const row = await house.db.candidate.findFirstOrThrow({ where: { name: 'Nia Bekele' } })
    expect(row).toMatchObject({ headline: 'Rust Developer', ownerId: house.as('recruiter').id })
    expect(await house.activity({ tool: 'create_candidate', door: 'slack' })).toMatchObject([
      { outcome: 'done', initiator: 'person', actorId: house.as('recruiter').id },
    ])
  })

  it('suggests how to begin, and a suggestion is asked by a click', async () => {
    const home = await homeOf(rosa, 'Show my pipeline')
    await house.slack.click({ user: rosa.id, view: home, label: 'Show my pipeline' })
    expect(visibleText(await talk.told(rosa.id, 'Pipeline: 5'))).toContain('Ana Souza')
    await house.slack.openHome(rosa.id, 'messages')
    const { channel } = await talk.ask(rosa.id, 'hello')
    await vi.waitFor(() => {
      const prompts = house.slack.prompts(channel.id)
      expect(prompts.length).toBeGreaterThan(2)
      expect(JSON.stringify(prompts)).toContain('Show my pipeline')
    }, patience)
  })
})

describe('a card that asks', () => {
  it('of a candidate rejects with one of the known reasons, and shows what was done', async () => {
    const { answers } = await talk.ask(rosa.id, 'show bo lindqvist')
    const card = answers.at(-1) as Message
    expect(visibleText(card)).toMatch(/Move to Screened\nPut on hold\nReject/)
    await house.slack.click({ user: rosa.id, message: card, label: 'Reject' })
    const view = await modalOf(rosa)
    expect(visibleView(view)).toMatch(/^Reject\nMove an application to another stage\nReason\n/)
    expect(visibleView(view)).toContain('They: took another offer')
    const fields = { Reason: 'experience', 'field:note': 'Six months of Go.' }
    expect((await house.slack.submitView({ user: rosa.id, fields })).outcome).toBe('closed')
    await vi.waitFor(() => expect(now(rosa, card)).toContain('Moved Bo Lindqvist to Rejected'), patience)
    expect(now(rosa, card)).toContain('We: too little experience')
    expect(
      await house.db.application.findUnique({ where: { id: staged.people.bo.application } }),
    ).toMatchObject({
      status: 'rejected',
      reason: 'experience',
    })
  })

  it('of a submission declines with a reason; without one the form says so and stays', async () => {
    await talk.ask(mona.id, `link ${await house.code('manager')}`)
    const put = { candidate: staged.people.eve.candidate, job: staged.jobs.backend }
    await house.as('recruiter').call('submit_candidate', put)
    const card = await talk.told(mona.id, 'This waits for your decision')
    await house.slack.click({ user: mona.id, message: card, label: 'Decline' })
    expect(visibleView(await modalOf(mona))).toMatch(/Review a submission[\s\S]*Reason/)
    const empty = await house.slack.submitView({ user: mona.id, fields: { Reason: '  ' } })
    expect(empty).toMatchObject({ outcome: 'errors', errors: { 'field:reason': 'Please fill this in.' } })
    await house.slack.submitView({ user: mona.id, fields: { Reason: 'Too junior for this team' } })
    await vi.waitFor(() => expect(now(mona, card)).toContain('Mona Lindqvist has declined it'), patience)
    expect(now(mona, card)).not.toMatch(/Approve|\nDecline/)
    expect(visibleText(await talk.told(rosa.id, 'has declined it'))).toContain('Too junior for this team')
  })
})

describe('a manager’s App Home', () => {
  it('shows what waits, decides it, and shows what is left at once', async () => {
    const input = { candidate: staged.people.ana.candidate, job: staged.jobs.backend }
    await house.as('recruiter').call('submit_candidate', input)
    const card = await talk.told(mona.id, 'Ana Souza for Backend Engineer')
    const home = await homeOf(mona, /Waiting for your decision\nAna Souza for Backend Engineer/)
    await house.slack.click({ user: mona.id, view: home, label: 'Approve' })
    const after = await homeWith(mona.id, /Waiting for your decision\nNothing is waiting/)
    expect(visibleView(after)).not.toContain('Decline')
    await vi.waitFor(() => expect(now(mona, card)).toContain('has approved it'), patience)
    await quiet()
    expect(await house.activity({ tool: 'review_submission', outcome: 'done' })).toHaveLength(2)
  })
})

describe('in a channel', () => {
  it('the shortcut of a message adds its words to a candidate; those of others count as from outside', async () => {
    const channel = house.slack.addChannel({ name: 'hiring' }).id
    const said = await house.slack.say({ user: mona.id, text: 'Ana can start in May', channel })
    await house.slack.shortcut({ user: rosa.id, message: said.message, callbackId: 'add_to_candidate' })
    expect(visibleView(await modalOf(rosa))).toMatch(/Add to candidate\nCandidate[\s\S]*cannot/)
    await house.slack.submitView({ user: rosa.id, fields: { Candidate: staged.people.ana.candidate } })
    await talk.told(rosa.id, 'Noted on Ana Souza')
    expect(await house.db.candidateNote.findMany()).toMatchObject([
      { text: 'Ana can start in May', tainted: true, authorId: house.as('recruiter').id },
    ])
    expect(house.slack.messages(channel)).toHaveLength(1)
  })

  it('/parley is answered one to one, whatever was asked, and the channel reads nothing', async () => {
    const channel = house.slack.addChannel({ name: 'random' }).id
    const ask = (text: string) => house.slack.command({ user: rosa.id, command: '/parley', text, channel })
    const { delivery } = await ask('find java developers in lisbon')
    expect(delivery.attempts.at(-1)?.body).toMatch(/ephemeral.*one to one/)
    await talk.told(rosa.id, 'Senior Java Developer in Lisbon')
    await ask('')
    await talk.told(rosa.id, 'how to ask')
    expect(house.slack.messages(channel)).toEqual([])
  })
})
