import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bySize } from '../../support/environment.ts'
import { execute } from '../../support/server.ts'
import type { SlackUser } from '../../support/slack/user.ts'
import { type OpenChannel, openChannel } from './open-channel.ts'

let open: OpenChannel
let rita: SlackUser
let channel: string

beforeAll(async () => {
  open = await openChannel()
  rita = open.meet('recruiter')
  channel = open.slack.addChannel({ name: 'hiring' }).id
})

afterAll(() => open.close())

/** What was stored while this ran. */
async function stored(work: () => Promise<unknown>) {
  const before = (await open.arrivals()).length
  await work()
  await open.desk.idle()
  return (await open.arrivals()).slice(before)
}

describe('messages', () => {
  it('one to one are stored before they are acknowledged, and answered in their thread', async () => {
    const said = await open.slack.say({ user: rita.id, text: 'what should I do &amp; &lt;when&gt;?' })
    await open.desk.idle()
    expect(said.deliveries.map(({ acknowledged }) => acknowledged)).toEqual([true])
    const entry = (await open.arrivals()).find(({ stamp }) => stamp.endsWith(said.message.ts))
    expect(entry).toMatchObject({
      tenant: open.slack.workspace.id,
      subject: rita.id,
      event: said.deliveries[0]?.eventId,
      stamp: `${said.channel.id}:${said.message.ts}`,
      place: { scope: 'personal', channel: said.channel.id, thread: said.message.ts },
      content: { kind: 'message', text: 'what should I do & <when>?', files: [] },
      status: 'done',
    })
    expect(open.slack.thread(said.channel.id, said.message.ts).length).toBeGreaterThan(1)
  })

  it('in channels are heard when they mention us, once though Slack tells of them twice', async () => {
    const entries = await stored(() =>
      open.slack.say({ user: rita.id, channel, text: '@Parley find <http://x.test|x.test> people' }),
    )
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      content: { text: 'find x.test people' },
      place: { scope: 'channel' },
    })
  })

  it('in threads that we are in go on without a mention, unless they speak to somebody else', async () => {
    const other = open.slack.addUser({ name: 'Olga Other' })
    const { message } = await open.slack.say({ user: rita.id, channel, text: '@Parley my day' })
    await open.desk.idle()
    const follow = (text: string) =>
      stored(() => open.slack.say({ user: rita.id, channel, thread: message.ts, text }))
    expect(await follow('and tomorrow?')).toHaveLength(1)
    expect(await follow(`<@${other.id}> what do you think?`)).toEqual([])
  })

  it('of people among themselves are none of our business', async () => {
    const { message } = await open.slack.say({ user: rita.id, channel, text: 'lunch?' })
    const entries = await stored(() =>
      open.slack.say({ user: rita.id, channel, thread: message.ts, text: 'yes' }),
    )
    expect(entries).toEqual([])
  })

  it('that are edited, deleted or written by bots are ignored', async () => {
    const robot = open.slack.addUser({ name: 'Robby Robot', bot: true })
    const { message } = await open.slack.say({ user: rita.id, text: 'my day' })
    await open.desk.idle()
    const entries = await stored(async () => {
      await open.slack.edit(message, 'my week')
      await open.slack.remove(message)
      await open.slack.say({ user: robot.id, text: 'beep' })
    })
    expect(entries.filter(({ subject }) => subject !== robot.id)).toEqual([])
  })

  it('with files tell of them', async () => {
    const url = 'https://files.test/cv.pdf'
    const file = {
      ...{ id: 'F1', name: 'cv.pdf', title: 'cv', mimetype: 'application/pdf', size: 12, user: rita.id },
      ...{ url_private: url, url_private_download: url, permalink: url },
    }
    const entries = await stored(() => open.slack.say({ user: rita.id, text: 'look', files: [file] }))
    expect(entries[0]).toMatchObject({
      content: { files: [{ name: 'cv.pdf', type: 'application/pdf', bytes: 12 }] },
    })
  })

  it('that cannot be stored are not acknowledged, and come again', async () => {
    const owner = open.world.database.ownerUrl
    await execute(owner, 'alter table inbox rename to inbox_away')
    const said = await open.slack.say({ user: rita.id, text: 'list my conversations' })
    expect(said.deliveries[0]).toMatchObject({ acknowledged: false })
    expect(said.deliveries[0]?.attempts.map(({ status }) => status)).toEqual([500, 500])
    await execute(owner, 'alter table inbox_away rename to inbox')
    const entries = await stored(() => open.slack.clock.advance(61_000))
    expect(said.deliveries[0]).toMatchObject({ acknowledged: true })
    expect(entries).toHaveLength(1)
  })
})

describe('commands', () => {
  it('are answered one to one, wherever they were written', async () => {
    const entries = await stored(() =>
      open.slack.command({ user: rita.id, command: '/parley', text: 'my day', channel }),
    )
    expect(entries[0]).toMatchObject({ content: { text: 'my day' }, place: { scope: 'personal' } })
    expect(open.slack.ephemerals(channel, rita.id).at(-1)?.text).toContain('one to one')
    expect(open.slack.dm(rita.id).at(-1)?.bot_id).toBeDefined()
  })
})

describe('the same delivery', () => {
  it('four times, and once more under a new id, is worked on once', async () => {
    const said = await open.slack.say({ user: rita.id, text: 'show my pipeline' })
    await open.desk.idle()
    const payload = said.deliveries[0]?.payload ?? {}
    const entries = await stored(async () => {
      const attempts = await open.slack.deliver(payload, { copies: 4 })
      const fresh = await open.slack.deliver(payload, { newEventId: true })
      expect([...attempts, ...fresh].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    })
    expect(entries).toEqual([])
  })
})

describe('what makes no sense', () => {
  it.each([
    ['no event at all', { type: 'event_callback', event: null }],
    ['an event without its message', { type: 'event_callback', event_id: 'Ev1', event: { type: 'message' } }],
    ['a click without a person', { type: 'block_actions', actions: [] }],
    ['nothing', {}],
  ])('%s is acknowledged and recorded', async (_, body) => {
    const before = (await open.world.activity()).length
    const payload = { team_id: open.slack.workspace.id, ...body }
    const [attempt] = await open.slack.deliver(payload)
    expect(attempt?.status).toBe(200)
    await open.slack.waitFor(
      async () => (await open.world.activity()).length > before || undefined,
      'a record',
    )
  })
})

describe('anything at all that is signed', () => {
  const some = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('message', 'C1', 'U1', null))
  const field = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), some, { maxKeys: 6 })
  const event = field(
    'type',
    'channel',
    'user',
    'item',
    'ts',
    'thread_ts',
    'text',
    'tab',
    'message',
    'tokens',
  )
  const names = ['user', 'team', 'actions', 'view', 'channel', 'message', 'container', 'trigger_id', 'value']
  const types = [
    'block_actions',
    'view_submission',
    'message_action',
    'shortcut',
    'block_suggestion',
    'other',
  ]
  const bodies = fc.oneof(
    fc
      .tuple(
        event,
        fc.constantFrom(
          'message',
          'app_mention',
          'app_home_opened',
          'agent_session_stopped',
          'tokens_revoked',
        ),
      )
      .map(([event, type]) => ({ event: { type, ...event }, event_id: 'Ev1' })),
    fc
      .tuple(field(...names), fc.constantFrom(...types))
      .map(([body, type]) => ({ type, user: { id: 'U1' }, ...body })),
    field('command', 'user_id', 'text', 'team_id', 'trigger_id').map((body) => ({
      command: '/parley',
      ...body,
    })),
    fc.dictionary(fc.string(), some, { maxKeys: 4 }),
  )

  it('is taken without a crash, and not asked for again', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const [attempt] = await open.slack.deliver({ ...body })
        expect({ body, status: attempt?.status }).toEqual({ body, status: 200 })
      }),
      { numRuns: bySize({ small: 150, medium: 400, prove: 3_000 }) },
    )
    await open.desk.idle()
  })
})

describe('Slack asking', () => {
  it('whether we are there gets its challenge', async () => {
    const [attempt] = await open.slack.deliver({ type: 'url_verification', challenge: 'a-challenge' })
    expect(attempt).toMatchObject({ status: 200, body: JSON.stringify({ challenge: 'a-challenge' }) })
    const [ssl] = await open.slack.deliver('ssl_check=1&token=x')
    expect(ssl?.status).toBe(200)
  })
})
