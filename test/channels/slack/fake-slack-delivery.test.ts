import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startBoltApp } from '../../support/slack/bolt-app.ts'
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake-slack.ts'
import { object } from '../../support/slack/json.ts'

let slack: FakeSlack
let rita: string

beforeEach(async () => {
  slack = await startFakeSlack()
  rita = slack.addUser({ name: 'Rita Recruiter' }).id
})

afterEach(() => slack.close())

/** An app that answers with these statuses, one after the other and the last for ever; 0 is never. */
async function answering(...statuses: number[]) {
  const headers: IncomingMessage['headers'][] = []
  const server: Server = createServer((incoming, response) => {
    headers.push(incoming.headers)
    const status = statuses[Math.min(headers.length, statuses.length) - 1] ?? 200
    incoming.resume()
    if (status > 0) response.writeHead(status, status === 503 ? { 'x-slack-no-retry': '1' } : {}).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  slack.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
  return { headers, close: () => server.closeAllConnections() ?? server.close() }
}

describe('an event that is not taken', () => {
  beforeEach(async () => {
    await slack.close()
    slack = await startFakeSlack({ patienceMs: 1_000 })
    rita = slack.addUser({ name: 'Rita Recruiter' }).id
  })

  it('comes again at once, after a minute and after five more, with its number and the reason', async () => {
    const app = await answering(500, 0, 500, 200)
    const { deliveries } = await slack.say({ user: rita, text: 'hello' })
    const [delivery] = deliveries
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 'timeout'])
    await slack.clock.advance(59_000)
    expect(delivery?.attempts).toHaveLength(2)
    await slack.clock.advance(1_000)
    await slack.clock.advance(300_000)
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 'timeout', 500, 200])
    expect(app.headers.map((sent) => [sent['x-slack-retry-num'], sent['x-slack-retry-reason']])).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_timeout'],
      ['3', 'http_error'],
    ])
    app.close()
  })

  it('comes four times at most, and not again for an app that wants no more', async () => {
    const never = await answering(500)
    const { deliveries } = await slack.say({ user: rita, text: 'hello' })
    await slack.clock.advance(3_600_000)
    expect(deliveries[0]).toMatchObject({ acknowledged: false, attempts: { length: 4 } })
    never.close()
    const done = await answering(503)
    const again = await slack.say({ user: rita, text: 'hello' })
    await slack.clock.advance(3_600_000)
    expect(again.deliveries[0]?.attempts).toHaveLength(1)
    done.close()
  })
})

describe('signatures, as a real Bolt app sees them', () => {
  it.each([
    ['good', 200],
    ['bad', 401],
    ['stale', 401],
    ['truncated', 401],
    ['missing', 401],
  ] as const)('%s: %i', async (signature, status) => {
    const heard: string[] = []
    const { close } = await startBoltApp(slack, {
      listen: (app) =>
        app.event('app_home_opened', async ({ body }) => {
          heard.push(String(body.event_id))
        }),
    })
    await slack.openHome(rita)
    const [first] = heard
    const [body] = slack.deliveries.map(({ payload }) => payload)
    const attempts = await slack.deliver(object(body), { copies: 2, newEventId: true, signature })
    expect(attempts.map((attempt) => attempt.status)).toEqual([status, status])
    expect(heard).toHaveLength(status === 200 ? 3 : 1)
    expect(new Set(heard).size).toBe(heard.length)
    expect(first).toMatch(/^Ev/)
    await close()
  })
})

describe('what a platform does to an app', () => {
  it('brings the same again, and the same under a new id', async () => {
    const heard: string[] = []
    const { close } = await startBoltApp(slack, {
      listen: (app) => app.message(async ({ body }) => void heard.push(String(body.event_id))),
    })
    const { deliveries } = await slack.say({ user: rita, text: 'hello' })
    const [delivery] = deliveries
    if (delivery === undefined) throw new Error('nothing was delivered')
    await slack.redeliver(delivery, { copies: 3 })
    await slack.redeliver(delivery, { newEventId: true })
    expect(heard).toHaveLength(5)
    expect(new Set(heard).size).toBe(2)
    await close()
  })

  it('shows it files, thumbs and what somebody looks at', async () => {
    const payloads: unknown[] = []
    const { app, close } = await startBoltApp(slack, {
      listen: (bolt) => {
        bolt.message(async ({ event }) => void payloads.push(event))
        bolt.action({ type: 'block_actions' }, async ({ ack, action }) => {
          payloads.push(action)
          await ack()
        })
      },
    })
    const file = slack.addFile({ user: rita, name: 'cv.pdf', bytes: Buffer.from('%PDF') })
    const { channel } = await slack.say({ user: rita, text: 'look', files: [file], context: ['C1'] })
    const thumbs = (type: string) => ({ text: { type: 'plain_text' as const, text: type }, value: type })
    const { ts } = await app.client.chat.postMessage({
      channel: channel.id,
      text: 'Good?',
      blocks: [
        {
          type: 'context_actions',
          elements: [
            {
              type: 'feedback_buttons',
              action_id: 'feedback',
              positive_button: thumbs('good'),
              negative_button: thumbs('bad'),
            },
          ],
        },
      ],
    })
    const message = slack.dm(rita).find((each) => each.ts === ts)
    if (message === undefined) throw new Error('no message')
    await slack.feedback({ user: rita, message, verdict: 'bad' })
    expect(payloads).toMatchObject([
      { subtype: 'file_share', files: [{ name: 'cv.pdf' }], app_context: { entities: [{ value: 'C1' }] } },
      { type: 'feedback_buttons', action_id: 'feedback', value: 'bad' },
    ])
    const token = { authorization: `Bearer ${slack.workspace.bot.token}` }
    expect(await (await fetch(file.url_private, { headers: token })).text()).toBe('%PDF')
    expect((await fetch(file.url_private)).status).toBe(403)
    await close()
  })

  it('can let it hear itself, which Bolt leaves out', async () => {
    await slack.close()
    slack = await startFakeSlack({ echoes: true })
    const { id } = slack.addUser({ name: 'Rita Recruiter' })
    const heard: string[] = []
    const { app, close } = await startBoltApp(slack, {
      listen: (bolt) => bolt.message(async ({ message }) => void heard.push(message.ts)),
    })
    const { message } = await slack.say({ user: id, text: 'hello' })
    await app.client.chat.postMessage({ channel: id, text: 'Hello to you' })
    await slack.waitFor(() => slack.deliveries.length === 2, 'the echo')
    expect(slack.deliveries.map(({ acknowledged }) => acknowledged)).toEqual([true, true])
    expect(heard).toEqual([message.ts])
    await close()
  })

  it('knows people of other organisations by theirs', async () => {
    const { close } = await startBoltApp(slack, { listen: () => undefined })
    const guest = slack.addUser({ name: 'Stella Stranger', email: 's@other.test', stranger: 'T0OTHER' })
    const channel = slack.addChannel({ name: 'together', external: true })
    const { deliveries } = await slack.say({ user: guest.id, channel: channel.id, text: 'hi' })
    expect(deliveries[0]?.payload).toMatchObject({
      team_id: slack.workspace.id,
      is_ext_shared_channel: true,
      event: { user_team: 'T0OTHER', team: 'T0OTHER' },
    })
    await close()
  })
})
