import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { type DeskHouse, openDeskHouse } from '../support/desk-house.ts'
import { type CutProxy, createProxy } from '../support/proxy.ts'
import { patience, slackTalk } from '../support/slack-talk.ts'
import { teamsTalk } from '../support/teams-talk.ts'

let proxy: CutProxy
let house: DeskHouse

beforeAll(async () => {
  proxy = await createProxy(Number(new URL(inject('testServer').adminUrl).port))
  house = await openDeskHouse({
    reach: (url) => {
      const through = new URL(url)
      through.hostname = '127.0.0.1'
      through.port = String(proxy.port)
      return through.href
    },
  })
}, 120_000)
afterAll(async () => {
  await house?.close()
  await proxy?.close()
})

const ready = async () => (await fetch(`${house.url}/readyz`)).status

describe('what is said while the database is away', () => {
  it('is not acknowledged, comes again, and is answered once on both platforms', async () => {
    const [rosa, ravi] = [house.inSlack('recruiter'), house.inTeams('recruiter2')]
    await slackTalk(house).ask(rosa.id, 'hello')
    await teamsTalk(house).ask(ravi, 'hello')

    await proxy.cut()
    const inSlack = await house.slack.say({ user: rosa.id, text: 'show the pipeline' })
    const inTeams = await house.teams.say({ user: ravi, text: 'show the pipeline' })
    expect(inSlack.deliveries[0]).toMatchObject({ acknowledged: false })
    expect(inTeams.answers[0]?.status).toBeGreaterThanOrEqual(500)

    await proxy.mend()
    await vi.waitFor(async () => expect(await ready()).toBe(200), patience)
    await house.slack.clock.advance(6 * 60_000)
    expect(inSlack.deliveries[0]).toMatchObject({ acknowledged: true })
    expect((await house.teams.deliver(inTeams.activity))[0]?.status).toBe(200)

    await vi.waitFor(async () => {
      const entries = await house.db.inboxEntry.findMany({ orderBy: { id: 'asc' } })
      expect(entries.map(({ status, fault }) => [status, fault])).toEqual(Array(4).fill(['done', null]))
    }, patience)
    const answered = house.slack
      .thread(inSlack.channel.id, inSlack.message.ts)
      .filter(({ bot_id }) => bot_id !== undefined)
    expect(answered).toHaveLength(1)
    const done = await house.activity({ tool: 'get_pipeline' })
    expect(done.map(({ door, outcome }) => [door, outcome]).sort()).toEqual([
      ['slack', 'done'],
      ['teams', 'done'],
    ])
  }, 120_000)

  it('is worked on to its end when the connections are dropped in the middle, and done once', async () => {
    const rosa = [...house.slack.workspace.users.values()].find(({ profile }) =>
      profile.email?.startsWith('recruiter@'),
    )
    const saying = Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        house.slack.say({ user: rosa?.id ?? '', text: `add the client Outage ${at} Ltd` }),
      ),
    )
    for (let round = 0; round < 5; round += 1) {
      proxy.drop()
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    const said = await saying
    await house.slack.clock.advance(6 * 60_000)
    await vi.waitFor(
      async () => {
        const open = await house.db.inboxEntry.count({ where: { status: { in: ['waiting', 'working'] } } })
        expect(open).toBe(0)
      },
      { timeout: 100_000, interval: 200 },
    )
    const clients = await house.db.client.findMany({ where: { name: { startsWith: 'Outage' } } })
    expect(clients.length).toBeGreaterThan(0)
    expect(new Set(clients.map(({ name }) => name)).size).toBe(clients.length)
    for (const { channel, message } of said) {
      const answers = house.slack.thread(channel.id, message.ts).filter(({ bot_id }) => bot_id !== undefined)
      expect(answers.length, 'an answer or a notice').toBe(1)
    }
  }, 180_000)
})
