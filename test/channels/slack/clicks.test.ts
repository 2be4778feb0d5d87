import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carry } from '../../support/desk.ts'
import { type Staged, type StagedName, stagePipeline } from '../../support/pipeline.ts'
import type { Message } from '../../support/slack/state.ts'
import type { SlackUser } from '../../support/slack/user.ts'
import { done } from '../../support/world.ts'
import { words } from './desk-slack.ts'
import { type OpenChannel, openChannel } from './open-channel.ts'

let open: OpenChannel
let staged: Staged
let rita: SlackUser
let mona: SlackUser

beforeAll(async () => {
  open = await openChannel()
  staged = await stagePipeline(open.world)
  rita = await open.link('recruiter')
  mona = await open.link('manager')
})

afterAll(() => open.close())

/** The card of a submission, as it reached the manager. */
async function cardOf(name: StagedName): Promise<{ card: Message; submission: string }> {
  const input = { candidate: staged.people[name].candidate, job: staged.jobs.backend }
  const { id } = done<{ id: string }>(await open.world.as('recruiter').call('submit_candidate', input))
  await carry(open.world, open.desk)
  const card = open.slack.dm(mona.id).at(-1)
  if (!card) throw new Error('The card did not arrive.')
  return { card, submission: id }
}

const statusOf = async (id: string) =>
  (await open.world.db.submission.findUniqueOrThrow({ where: { id } })).status
const shown = (card: Message) =>
  open.slack.visibleText(open.slack.dm(mona.id).find(({ ts }) => ts === card.ts) ?? card)
const lastTo = (user: SlackUser) => open.slack.visibleText(open.slack.dm(user.id).at(-1) ?? { text: '' })

const modalOf = (user: SlackUser) => open.slack.waitFor(() => open.slack.openView(user.id), 'a modal')

describe('a button', () => {
  it('decides by a click, and its card says so', async () => {
    const { card, submission } = await cardOf('ana')
    const { delivery } = await open.slack.click({ user: mona.id, message: card, label: 'Approve' })
    expect(delivery.attempts[0]).toMatchObject({ status: 200, body: '' })
    await open.desk.idle()
    await carry(open.world, open.desk)
    expect(await statusOf(submission)).toBe('approved')
    expect(shown(card)).toMatch(/approved/)
  })

  it('that asks opens its form at once, and acts on what was filled in', async () => {
    const { card, submission } = await cardOf('bo')
    await open.slack.click({ user: mona.id, message: card, label: 'Decline' })
    expect((await modalOf(mona)).callback_id).toBe('press')
    const { delivery } = await open.slack.submitView({ user: mona.id, fields: { Reason: 'Pay is too high' } })
    expect(delivery.attempts[0]).toMatchObject({ status: 200, body: '' })
    await open.desk.idle()
    expect(await statusOf(submission)).toBe('declined')
    expect(open.slack.openView(mona.id)).toBeUndefined()
  })

  it('opens no form for somebody else, who is told so', async () => {
    const { card, submission } = await cardOf('eve')
    const token =
      JSON.stringify(card.blocks).match(/"action_id":"form:\d+"[^}]*\}?,"value":"([^"]+)"/)?.[1] ?? ''
    const body = {
      type: 'block_actions',
      user: { id: rita.id, team_id: open.slack.workspace.id },
      team: { id: open.slack.workspace.id },
      trigger_id: '1.2.3',
      container: { type: 'message', message_ts: card.ts },
      actions: [{ type: 'button', action_id: 'form:1', action_ts: '2.1', value: token }],
    }
    const form = new URLSearchParams({ payload: JSON.stringify(body) }).toString()
    expect((await open.slack.deliver(form))[0]?.status).toBe(200)
    await open.desk.idle()
    expect(open.slack.calls('views.open').filter(({ args }) => args.trigger_id === '1.2.3')).toEqual([])
    expect(lastTo(rita)).toContain('part of what you may do')
    expect(await statusOf(submission)).toBe('submitted')
  })

  it('says at the field what is wrong with a form', async () => {
    const { card, submission } = await cardOf('chi')
    await open.slack.click({ user: mona.id, message: card, label: 'Decline' })
    await modalOf(mona)
    const { delivery } = await open.slack.submitView({ user: mona.id, fields: { Reason: '   ' } })
    const body = JSON.parse(delivery.attempts[0]?.body ?? '{}')
    expect(body).toMatchObject({ response_action: 'errors', errors: { 'field:reason': expect.any(String) } })
    expect(await statusOf(submission)).toBe('submitted')
    await open.slack.closeView(mona.id)
  })

  it('whose form came too late asks to click again', async () => {
    const { card } = await cardOf('dana')
    open.slack.fail('views.open', { error: 'expired_trigger_id' })
    await open.slack.click({ user: mona.id, message: card, label: 'Decline' })
    await open.slack.waitFor(() => lastTo(mona).includes('click again') || undefined, 'a word')
    await open.slack.click({ user: mona.id, message: card, label: 'Decline' })
    expect((await modalOf(mona)).callback_id).toBe('press')
    await open.slack.closeView(mona.id)
  })

  it('that nobody knows is acknowledged, recorded, and told of', async () => {
    const before = (await open.world.activity()).length
    const body = {
      type: 'block_actions',
      user: { id: rita.id, team_id: open.slack.workspace.id },
      team: { id: open.slack.workspace.id },
      container: { type: 'message' },
      actions: [{ type: 'button', action_id: 'from_elsewhere', action_ts: '1.1', value: 'x' }],
    }
    const form = new URLSearchParams({ payload: JSON.stringify(body) }).toString()
    const [attempt] = await open.slack.deliver(form)
    expect(attempt?.status).toBe(200)
    await open.slack.waitFor(() => lastTo(rita).includes('could not make sense') || undefined, 'a word')
    const records = (await open.world.activity()).slice(before)
    expect(records).toMatchObject([{ outcome: 'denied', door: 'slack' }])
  })
})

describe('the shortcut on a message', () => {
  it('adds its words to a candidate who is looked for', async () => {
    const { message } = await open.slack.say({ user: rita.id, text: 'prefers &lt;mornings&gt;' })
    await open.desk.idle()
    await open.slack.shortcut({ user: rita.id, message, callbackId: 'add_to_candidate' })
    const view = await modalOf(rita)
    expect(JSON.stringify(view.blocks)).toContain('prefers <mornings>')
    const found = await open.slack.deliver(suggesting('Ana'))
    const { options } = JSON.parse(found[0]?.body ?? '{}')
    expect(options[0]).toMatchObject({ value: staged.people.ana.candidate })
    await open.slack.submitView({ user: rita.id, fields: { Candidate: options[0].value } })
    await open.desk.idle()
    const notes = await open.world.db.candidateNote.findMany()
    expect(notes.map(({ text }) => text)).toContain('prefers <mornings>')
    expect(lastTo(rita)).toContain('Noted on Ana Souza')
  })

  it('suggests nobody to a stranger', async () => {
    const sam = open.slack.addUser({ name: 'Sam Stranger' })
    const found = await open.slack.deliver(suggesting('Ana', sam.id))
    expect(JSON.parse(found[0]?.body ?? '{}')).toEqual({ options: [] })
  })
})

function suggesting(value: string, user = rita.id): string {
  const payload = {
    type: 'block_suggestion',
    user: { id: user, team_id: open.slack.workspace.id },
    team: { id: open.slack.workspace.id },
    action_id: 'candidate',
    block_id: 'field:candidate',
    value,
  }
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}

describe('feedback', () => {
  it('is kept of the answer that it is on', async () => {
    const { message, channel } = await open.slack.say({ user: rita.id, text: 'my day' })
    await open.desk.idle()
    const place = {
      platform: 'slack',
      tenant: open.slack.workspace.id,
      channel: channel.id,
      thread: message.ts,
      scope: 'personal',
    } as const
    const posted = await open.door.port.post(place, words('Fine?', { feedback: true }), 'f1')
    const answer = open.slack.messages(channel.id).find(({ ts }) => ts === posted.message)
    if (!answer) throw new Error('The answer is not there.')
    await open.slack.feedback({ user: rita.id, message: answer, verdict: 'good' })
    await open.desk.idle()
    expect((await open.arrivals()).at(-1)).toMatchObject({
      content: { kind: 'feedback', message: posted.message, verdict: 'good' },
      status: 'done',
    })
  })
})

describe('the app home', () => {
  it('shows somebody what is theirs, and does what its buttons say', async () => {
    await open.slack.openHome(rita.id)
    const home = await open.slack.waitFor(() => open.slack.home(rita.id), 'the home')
    expect(open.slack.visibleView(home)).toContain('Pipeline')
    await open.slack.click({ user: rita.id, view: home, label: 'New candidate' })
    await modalOf(rita)
    const fields = { Name: 'Noa Newman', Headline: 'Tester', Location: 'Bonn' }
    await open.slack.submitView({ user: rita.id, fields })
    await open.desk.idle()
    expect(await open.world.db.candidate.count({ where: { name: 'Noa Newman' } })).toBe(1)
    expect(lastTo(rita)).toContain('Noa Newman')
  })

  it('says a sentence as the person who clicks it', async () => {
    await open.slack.openHome(rita.id)
    const home = await open.slack.waitFor(() => open.slack.home(rita.id), 'the home')
    const [, sentence = ''] =
      /"action_id":"ask:\d+","text":\{[^}]*\},"value":"([^"]+)"/.exec(JSON.stringify(home)) ?? []
    await open.slack.click({ user: rita.id, view: home, label: sentence })
    await open.desk.idle()
    expect((await open.arrivals()).at(-1)).toMatchObject({ content: { kind: 'message', text: sentence } })
  })

  it('suggests prompts where people write to us', async () => {
    await open.slack.openHome(rita.id, 'messages')
    const { channel } = await open.slack.say({ user: rita.id, text: 'my day' })
    await open.slack.waitFor(() => open.slack.prompts(channel.id).length || undefined, 'prompts')
    expect(open.slack.prompts(channel.id).length).toBeLessThanOrEqual(4)
  })

  it('invites a stranger to be linked', async () => {
    const sam = open.slack.addUser({ name: 'Sam Stranger' })
    await open.slack.openHome(sam.id)
    const home = await open.slack.waitFor(() => open.slack.home(sam.id), 'the home')
    expect(open.slack.visibleView(home)).toContain('does not know you')
  })
})

describe('what else happens', () => {
  it('is acknowledged', async () => {
    const { channel, message } = await open.slack.say({ user: rita.id, text: 'my day' })
    await open.desk.idle()
    const [context] = await open.slack.changeContext(rita.id, [channel.id])
    const [stop] = await open.slack.stopSession({ user: rita.id, channel: channel.id, thread: message.ts })
    expect([context?.acknowledged, stop?.acknowledged]).toEqual([true, true])
  })
})
