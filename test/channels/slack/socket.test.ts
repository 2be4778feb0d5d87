import { afterEach, describe, expect, it } from 'vitest'
import { openSlack } from '../../../src/channels/slack/app.ts'
import { readConfig } from '../../../src/platform/config.ts'
import { execute } from '../../support/server.ts'
import { type OpenChannel, openChannel } from './open-channel.ts'

let open: OpenChannel

afterEach(() => open.close())

describe('Socket Mode', () => {
  it('hears the same, acknowledges after it is stored, and answers', async () => {
    open = await openChannel({
      slack: { transport: 'socket' },
      env: (slack) => ({ SLACK_APP_TOKEN: slack.app.token, SLACK_SIGNING_SECRET: undefined }),
    })
    const rita = open.meet('recruiter')
    const said = await open.slack.say({ user: rita.id, text: 'what should I do first?' })
    await open.desk.idle()
    expect(said.deliveries[0]).toMatchObject({ acknowledged: true })
    expect((await open.arrivals()).map(({ status }) => status)).toEqual(['done'])
    expect(open.slack.dm(rita.id).length).toBeGreaterThan(1)
    const { delivery } = await open.slack.command({ user: rita.id, command: '/parley', text: 'my day' })
    await open.desk.idle()
    expect(delivery.acknowledged).toBe(true)
  })

  it('acknowledges nothing that could not be stored', async () => {
    open = await openChannel({
      slack: { transport: 'socket', patienceMs: 500 },
      env: (slack) => ({ SLACK_APP_TOKEN: slack.app.token, SLACK_SIGNING_SECRET: undefined }),
    })
    const rita = open.meet('recruiter')
    const owner = open.world.database.ownerUrl
    await execute(owner, 'alter table inbox rename to inbox_away')
    const said = await open.slack.say({ user: rita.id, text: 'my day' })
    await execute(owner, 'alter table inbox_away rename to inbox')
    expect(open.slack.sockets.acks).toEqual([])
    await open.slack.clock.advance(61_000)
    await open.desk.idle()
    expect(said.deliveries[0]).toMatchObject({ acknowledged: true })
    expect(await open.arrivals()).toHaveLength(1)
  })

  it('runs beside HTTP', async () => {
    open = await openChannel({ env: (slack) => ({ SLACK_APP_TOKEN: slack.app.token }) })
    const rita = open.meet('recruiter')
    const said = await open.slack.say({ user: rita.id, text: 'my day' })
    await open.desk.idle()
    expect(said.deliveries[0]).toMatchObject({ acknowledged: true })
    expect(open.slack.calls('apps.connections.open')).toHaveLength(1)
  })

  it.each(['cut', 'refresh'] as const)('connects again after a %s', async (end) => {
    open = await openChannel({
      slack: { transport: 'socket' },
      env: (slack) => ({ SLACK_APP_TOKEN: slack.app.token, SLACK_SIGNING_SECRET: undefined }),
    })
    open.slack.fail('apps.connections.open', 'reset')
    open.slack.sockets[end]()
    const opened = () => open.slack.calls('apps.connections.open').filter(({ status }) => status === 200)
    await open.slack.waitFor(
      () => (opened().length > 1 && open.slack.sockets.connected() > 0) || undefined,
      'another connection',
    )
    const rita = open.meet('recruiter')
    const said = await open.slack.say({ user: rita.id, text: 'my day' })
    await open.desk.idle()
    expect(said.deliveries.some(({ acknowledged }) => acknowledged)).toBe(true)
  })

  it('says at the start that its token is refused', async () => {
    open = await openChannel()
    const config = readConfig({
      SLACK_API_URL: open.slack.apiUrl,
      SLACK_BOT_TOKEN: open.slack.workspace.bot.token,
      SLACK_APP_TOKEN: 'xapp-nobody',
    })
    const door = openSlack({ config, waist: open.world.waist })
    await expect(door?.start(open.desk)).rejects.toMatchObject({
      code: 'invalid',
      details: { field: 'SLACK_APP_TOKEN' },
    })
  })
})
