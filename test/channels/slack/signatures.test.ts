import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenChannel, openChannel } from './open-channel.ts'

let open: OpenChannel

beforeAll(async () => {
  open = await openChannel()
})

afterAll(() => open.close())

/** A message event as Slack sends it, of nobody in particular. */
async function event() {
  const rita = open.meet('recruiter')
  const { deliveries } = await open.slack.say({ user: rita.id, text: 'my day' })
  await open.desk.idle()
  return deliveries[0]?.payload ?? {}
}

const now = () => Math.floor(Date.now() / 1000)

describe('a request', () => {
  it.each(['bad', 'stale', 'future', 'truncated', 'missing'] as const)(
    'whose signature is %s is refused, and nothing is stored',
    async (signature) => {
      const body = { ...(await event()), event_id: `Ev${signature}` }
      const before = (await open.arrivals()).length
      const [attempt] = await open.slack.deliver(body, { signature })
      expect(attempt).toMatchObject({ status: 401, body: '' })
      expect(await open.arrivals()).toHaveLength(before)
    },
  )

  it.each([
    ['301 seconds old', -301, 401],
    ['290 seconds old', -290, 200],
    ['310 seconds ahead', 310, 401],
    ['290 seconds ahead', 290, 200],
  ])('that is %s', async (_, drift, status) => {
    const [attempt] = await open.slack.deliver(await event(), { timestamp: now() + drift })
    expect(attempt?.status).toBe(status)
  })

  it('that was signed for a time that is no time is refused', async () => {
    const [attempt] = await open.slack.deliver(await event(), { timestamp: Number.NaN })
    expect(attempt?.status).toBe(401)
  })

  it('that is replayed is taken as what it is: known', async () => {
    const body = await event()
    const before = (await open.arrivals()).length
    const attempts = await open.slack.deliver(body, { copies: 3 })
    expect(attempts.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await open.arrivals()).toHaveLength(before)
  })

  it('that is signed but no JSON is refused without a crash', async () => {
    const [attempt] = await open.slack.deliver('{"event": ')
    expect(attempt?.status).toBe(400)
  })
})
