import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake-slack.ts'

let slack: FakeSlack
let client: WebClient

beforeEach(async () => {
  slack = await startFakeSlack()
  client = new WebClient(slack.workspace.bot.token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
  })
})

afterEach(() => slack.close())

describe('the Web API through the real client', () => {
  it('knows the bot', async () => {
    expect(await client.auth.test()).toMatchObject({
      ok: true,
      team_id: slack.workspace.id,
      user_id: slack.workspace.bot.user,
      bot_id: slack.workspace.bot.id,
    })
  })

  it('knows people, with their address and standing', async () => {
    const guest = slack.addUser({ name: 'Gina Guest', email: 'gina@example.test', guest: 'single-channel' })
    const { user } = await client.users.info({ user: guest.id })
    expect(user).toMatchObject({
      profile: { email: 'gina@example.test' },
      is_restricted: true,
      is_ultra_restricted: true,
    })
    await expect(client.users.info({ user: 'U0' })).rejects.toMatchObject({
      data: { error: 'user_not_found' },
    })
  })

  it('posts into a conversation, into its thread, and changes what was posted', async () => {
    const rita = slack.addUser({ name: 'Rita Recruiter', email: 'rita@northwind.test' })
    const { channel } = await client.conversations.open({ users: rita.id })
    const id = channel?.id ?? ''
    const root = await client.chat.postMessage({ channel: id, text: 'Hello' })
    await client.chat.postMessage({ channel: id, text: 'More', thread_ts: root.ts ?? '' })
    await client.chat.update({ channel: id, ts: root.ts ?? '', text: 'Hello again' })
    expect(slack.dm(rita.id).map(({ text }) => text)).toEqual(['Hello again', 'More'])
    expect(slack.thread(id, root.ts ?? '')).toHaveLength(2)
    expect(slack.calls('chat.postMessage')).toHaveLength(2)
  })

  it('retries as the client is built to when it is told to wait', async () => {
    const patient = new WebClient(slack.workspace.bot.token, { slackApiUrl: slack.apiUrl })
    slack.fail('auth.test', 'ratelimited', { retryAfterSeconds: 1 })
    expect(await patient.auth.test()).toMatchObject({ ok: true })
    expect(slack.calls('auth.test').map(({ status }) => status)).toEqual([429, 200])
  })
})

describe('refusals', () => {
  it.each([
    ['no token', undefined, 'not_authed'],
    ['an unknown token', 'xoxb-nobody', 'invalid_auth'],
  ])('%s', async (_, token, error) => {
    const stranger = new WebClient(token, { slackApiUrl: slack.apiUrl })
    await expect(stranger.auth.test()).rejects.toMatchObject({ data: { error } })
  })
})
