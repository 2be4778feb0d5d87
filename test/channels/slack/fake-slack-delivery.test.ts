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
  slack = await startFakeSlack({ patienceMs: 100 })
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
