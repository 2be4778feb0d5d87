import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DeskHouse, openDeskHouse } from '../support/desk-house.ts'
import { type Staged, stagePipeline } from '../support/pipeline.ts'
import { patience, slackTalk } from '../support/slack-talk.ts'
import { teamsTalk } from '../support/teams-talk.ts'

let house: DeskHouse
let staged: Staged

beforeAll(async () => {
  house = await openDeskHouse()
  staged = await stagePipeline(house)
}, 120_000)
afterAll(() => house?.close())

const notesOf = (candidate: string) => house.db.candidateNote.findMany({ where: { candidateId: candidate } })

/** Everything that has arrived is settled, and nothing new comes of it. */
const quiet = () =>
  vi.waitFor(
    async () => expect(await house.db.inboxEntry.count({ where: { settledAt: null } })).toBe(0),
    patience,
  )

describe('each delivery comes four times, and once more under a new id', () => {
  it('from Slack: the tool runs once and there is one answer', async () => {
    const rosa = house.inSlack('recruiter')
    await slackTalk(house).ask(rosa.id, 'hello')
    const { deliveries, channel, message } = await house.slack.say({
      user: rosa.id,
      text: 'add a note to Ana Souza: prefers mornings',
    })
    const payload = deliveries[0]?.payload ?? {}
    const again = await house.slack.deliver(payload, { copies: 3 })
    const fresh = await house.slack.deliver(payload, { newEventId: true })
    expect([...again, ...fresh].map(({ status }) => status)).toEqual([200, 200, 200, 200])
    await quiet()
    expect(await notesOf(staged.people.ana.candidate)).toHaveLength(1)
    expect(await house.activity({ tool: 'add_candidate_note' })).toHaveLength(1)
    expect(house.slack.thread(channel.id, message.ts).filter(({ bot_id }) => bot_id)).toHaveLength(1)
  })

  it('from Teams: the tool runs once and there is one answer', async () => {
    const ravi = house.inTeams('recruiter2')
    await teamsTalk(house).ask(ravi, 'hello')
    const before = house.teams.messages(house.teams.personal(ravi), 'bot').length
    const { activity } = await house.teams.say({
      user: ravi,
      text: 'add a note to Bo Lindqvist: likes Go',
      copies: 4,
    })
    await house.teams.deliver(activity, { copies: 2, newId: true })
    await quiet()
    expect(await notesOf(staged.people.bo.candidate)).toHaveLength(1)
    expect(house.teams.messages(house.teams.personal(ravi), 'bot')).toHaveLength(before + 1)
  })

  it('all at once, before the first is stored', async () => {
    const runa = house.inSlack('recruiter3')
    await slackTalk(house).ask(runa.id, 'hello')
    const { channel, deliveries } = await house.slack.say({ user: runa.id, text: 'what should I do first?' })
    const known = deliveries[0]?.payload ?? {}
    const ts = `${Math.floor(Date.now() / 1000)}.000900`
    const event = { ...(known.event as object), ts, client_msg_id: undefined }
    const payload = { ...known, event_id: 'Ev0ALLATONCE', event }
    const attempts = await Promise.all(Array.from({ length: 5 }, () => house.slack.deliver(payload)))
    expect(attempts.flat().map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    await quiet()
    const stamp = `${channel.id}:${ts}`
    expect(await house.db.inboxEntry.count({ where: { stamp } })).toBe(1)
    expect(await house.db.message.count({ where: { text: 'what should I do first?' } })).toBe(2)
  })
})
