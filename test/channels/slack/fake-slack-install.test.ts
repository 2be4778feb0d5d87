import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SocketModeReceiver } from '@slack/bolt'
import { type Installation, InstallProvider } from '@slack/oauth'
import { LogLevel, WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake-slack.ts'

let slack: FakeSlack

afterEach(() => slack.close())

describe('an installation by OAuth, with the real provider', () => {
  beforeEach(async () => {
    slack = await startFakeSlack({
      workspaces: [
        { id: 'T1', installed: false },
        { id: 'T2', installed: false },
      ],
    })
  })

  /** An app that sends people to Slack and takes the answer. */
  async function installer() {
    const stored: Installation[] = []
    const outcomes: string[] = []
    const provider = new InstallProvider({
      clientId: slack.app.clientId,
      clientSecret: slack.app.clientSecret,
      stateSecret: 'state-secret',
      stateVerification: false,
      authorizationUrl: slack.authorizationUrl,
      clientOptions: { slackApiUrl: slack.apiUrl },
      logLevel: LogLevel.ERROR,
      installationStore: {
        storeInstallation: async (installation) => void stored.push(installation),
        fetchInstallation: async () => {
          throw new Error('no installation is asked for here')
        },
      },
    })
    const server = createServer((request, response) => {
      const options = { scopes: ['chat:write', 'im:history'], redirectUri: home() }
      if (!request.url?.startsWith('/back'))
        return void provider.handleInstallPath(request, response, {}, options)
      const done = (how: string) => {
        outcomes.push(how)
        response.end(how)
      }
      const callbacks = { success: () => done('installed'), failure: (error: Error) => done(error.message) }
      return void provider.handleCallback(request, response, callbacks, options)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const home = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/back`
    return { stored, outcomes, start: home().replace('/back', '/install'), close: () => server.close() }
  }

  it('gives each workspace a token of its own, with the scopes that were asked for', async () => {
    const { stored, start, close } = await installer()
    const [one, two] = [...slack.state.workspaces.values()]
    if (one === undefined || two === undefined) throw new Error('two workspaces')
    const admin = slack.addUser({ name: 'Ada Admin' }, two)
    for (const workspace of [one, two]) {
      slack.consent({ workspace, user: workspace === two ? admin.id : one.bot.user })
      const page = await (await fetch(start)).text()
      const [, link = ''] = /href="([^"]+authorize[^"]+)"/.exec(page) ?? []
      expect(await (await fetch(link.replaceAll('&amp;', '&'))).text()).toBe('installed')
    }
    expect(stored.map(({ team, bot, user }) => [team?.id, bot?.token, user.id])).toEqual([
      ['T1', one.bot.token, one.bot.user],
      ['T2', two.bot.token, admin.id],
    ])
    expect(stored[0]?.bot?.scopes).toEqual(['chat:write', 'im:history'])
    const client = new WebClient(two.bot.token, { slackApiUrl: slack.apiUrl })
    expect(await client.auth.test()).toMatchObject({ team_id: 'T2' })
    await expect(client.users.info({ user: admin.id })).rejects.toMatchObject({
      data: { error: 'missing_scope' },
    })
    close()
  })

  it('is not done when the person says no, nor twice with one code', async () => {
    const { outcomes, start, close } = await installer()
    slack.consent({ workspace: slack.workspace, user: slack.workspace.bot.user, deny: true })
    const page = await (await fetch(start)).text()
    const [, link = ''] = /href="([^"]+authorize[^"]+)"/.exec(page) ?? []
    await fetch(link.replaceAll('&amp;', '&'))
    expect(outcomes).toHaveLength(1)
    expect(outcomes[0]).not.toBe('installed')
    const nobody = new WebClient(undefined, { slackApiUrl: slack.apiUrl })
    const exchange = { client_id: slack.app.clientId, client_secret: slack.app.clientSecret, code: 'x' }
    await expect(nobody.oauth.v2.access(exchange)).rejects.toMatchObject({ data: { error: 'invalid_code' } })
    await expect(nobody.oauth.v2.access({ ...exchange, client_secret: 'guess' })).rejects.toMatchObject({
      data: { error: 'bad_client_secret' },
    })
    close()
  })
})

describe('Socket Mode, with the real client', () => {
  beforeEach(async () => {
    slack = await startFakeSlack({ transport: 'socket', patienceMs: 1_000 })
  })

  const connect = async (heard: string[]) => {
    const { client: socket } = new SocketModeReceiver({
      appToken: slack.app.token,
      installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
      clientPingTimeout: 50,
      logLevel: LogLevel.ERROR,
    })
    socket.on('message', async ({ ack, event }) => {
      heard.push(event.text)
      if (event.text !== 'ignore me') await ack()
    })
    await socket.start()
    return socket
  }

  it('one of several connections gets an event, and all are used', async () => {
    const heard: [string[], string[]] = [[], []]
    const sockets = [await connect(heard[0]), await connect(heard[1])]
    const { id } = slack.addUser({ name: 'Rita Recruiter' })
    for (const text of ['1', '2', '3', '4']) await slack.say({ user: id, text })
    expect(slack.sockets.connected()).toBe(2)
    expect(heard.flat().sort()).toEqual(['1', '2', '3', '4'])
    expect(heard[0]).toHaveLength(2)
    expect(slack.sockets.acks).toHaveLength(4)
    await Promise.all(sockets.map((socket) => socket.disconnect()))
  })

  it('an event that nobody acknowledges comes again', async () => {
    const heard: string[] = []
    const socket = await connect(heard)
    const { id } = slack.addUser({ name: 'Rita Recruiter' })
    const { deliveries } = await slack.say({ user: id, text: 'ignore me' })
    expect(deliveries[0]?.attempts.map(({ status }) => status)).toEqual(['timeout', 'timeout'])
    expect(heard).toEqual(['ignore me', 'ignore me'])
    await socket.disconnect()
  })

  it('a connection that is asked to go or is cut is made anew', async () => {
    const heard: string[] = []
    const socket = await connect(heard)
    const { id } = slack.addUser({ name: 'Rita Recruiter' })
    for (const end of [slack.sockets.refresh, slack.sockets.cut]) {
      end()
      await slack.waitFor(() => slack.sockets.connected() === 0, 'the connection to go')
      await slack.waitFor(() => slack.sockets.connected() === 1, 'a new connection')
    }
    await slack.say({ user: id, text: 'still there?' })
    expect(heard).toEqual(['still there?'])
    await socket.disconnect()
  })

  it('a bot token opens no connection', async () => {
    const client = new WebClient(slack.workspace.bot.token, { slackApiUrl: slack.apiUrl })
    await expect(client.apps.connections.open()).rejects.toMatchObject({
      data: { error: 'not_allowed_token_type' },
    })
  })
})

describe('files', () => {
  it('go up in three steps and are shown in a thread', async () => {
    slack = await startFakeSlack()
    const client = new WebClient(slack.workspace.bot.token, { slackApiUrl: slack.apiUrl })
    const { id } = slack.addChannel({ name: 'hiring' })
    const { ts = '' } = await client.chat.postMessage({ channel: id, text: 'The report' })
    const file = Buffer.from('a,b\n1,2\n')
    await client.filesUploadV2({
      channel_id: id,
      thread_ts: ts,
      file,
      filename: 'report.csv',
      title: 'Report',
    })
    const [, message] = slack.thread(id, ts)
    expect(message?.files).toMatchObject([
      { name: 'report.csv', title: 'Report', mimetype: 'text/csv', size: 8 },
    ])
    expect(slack.bytes(message?.files?.[0]?.id ?? '')).toEqual(file)
    const announced = await client.files.getUploadURLExternal({ filename: 'x.txt', length: 3 })
    await expect(
      client.files.completeUploadExternal({ files: [{ id: announced.file_id ?? '' }], channel_id: id }),
    ).rejects.toMatchObject({ data: { error: 'file_not_found' } })
  })
})
