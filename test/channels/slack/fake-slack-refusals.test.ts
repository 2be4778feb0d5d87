import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake-slack.ts'
import type { Channel } from '../../support/slack/state.ts'

let slack: FakeSlack
let client: WebClient
let channel: Channel
let rita: string

const options = { retryConfig: { retries: 0 } }
const refusal = (error: string) => ({ data: { error } })
const call = (name: string, args: object) => client.apiCall(name, { ...args })

beforeEach(async () => {
  slack = await startFakeSlack()
  client = new WebClient(slack.workspace.bot.token, { ...options, slackApiUrl: slack.apiUrl })
  rita = slack.addUser({ name: 'Rita Recruiter', email: 'rita@northwind.test' }).id
  channel = slack.addChannel({ name: 'hiring' })
})

afterEach(() => slack.close())

describe('what cannot be posted', () => {
  const heading = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }
  const long = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2_700) } }

  it.each<[string, object, string]>([
    ['no words', {}, 'no_text'],
    ['40,001 characters', { text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['an unsound block', { text: 't', blocks: [heading] }, 'invalid_blocks'],
    ['13,500 characters in blocks', { text: 't', blocks: Array(5).fill(long) }, 'msg_blocks_too_long'],
    ['blocks that are no JSON', { text: 't', blocks: '[oops' }, 'invalid_blocks_format'],
    ['Markdown beside text', { text: 't', markdown_text: 'm' }, 'markdown_text_conflict'],
    ['metadata without a name', { text: 't', metadata: { event_payload: {} } }, 'invalid_metadata_format'],
    ['a thread that is not there', { text: 't', thread_ts: '1.000001' }, 'thread_not_found'],
    ['a channel that is not there', { text: 't', channel: 'C0' }, 'channel_not_found'],
  ])('%s', async (_, args, error) => {
    await expect(call('chat.postMessage', { channel: channel.id, ...args })).rejects.toMatchObject(
      refusal(error),
    )
    expect(slack.messages(channel.id)).toEqual([])
  })

  it('where the bot is not, and where nobody is any more', async () => {
    const closed = slack.addChannel({ name: 'old', archived: true })
    const foreign = slack.addChannel({ name: 'sales', bot: false })
    const hidden = slack.addChannel({ name: 'board', kind: 'private', bot: false })
    const post = (to: string) => client.chat.postMessage({ channel: to, text: 'Hi' })
    await expect(post(closed.id)).rejects.toMatchObject(refusal('is_archived'))
    await expect(post(foreign.id)).rejects.toMatchObject(refusal('not_in_channel'))
    await expect(post(hidden.id)).rejects.toMatchObject(refusal('channel_not_found'))
  })

  it('what somebody else wrote, or nobody', async () => {
    slack.connect('http://127.0.0.1:9')
    const { message } = await slack.say({ user: rita, channel: channel.id, text: 'mine' })
    const update = (ts: string, text = 'yours') => client.chat.update({ channel: channel.id, ts, text })
    await expect(update(message.ts)).rejects.toMatchObject(refusal('cant_update_message'))
    await expect(update('1.000001')).rejects.toMatchObject(refusal('message_not_found'))
    const { ts = '' } = await client.chat.postMessage({ channel: channel.id, text: 'ours' })
    await expect(update(ts, 'x'.repeat(4_001))).rejects.toMatchObject(refusal('msg_too_long'))
    const stranger = slack.addUser({ name: 'Olaf Out' })
    await expect(
      client.chat.postEphemeral({ channel: channel.id, user: stranger.id, text: 'psst' }),
    ).rejects.toMatchObject(refusal('user_not_in_channel'))
  })
})

describe('an update', () => {
  it('takes the blocks away when it brings words alone', async () => {
    const blocks = [{ type: 'divider' as const }]
    const { ts = '' } = await client.chat.postMessage({ channel: channel.id, text: 'a', blocks })
    await client.chat.update({ channel: channel.id, ts, blocks })
    expect(slack.messages(channel.id)[0]).toMatchObject({ text: 'a', blocks })
    await client.chat.update({ channel: channel.id, ts, text: 'b' })
    expect(slack.messages(channel.id)[0]).not.toHaveProperty('blocks')
  })
})

describe('scopes', () => {
  it.each([
    ['chat:write', 'chat.postMessage', { text: 't' }],
    ['channels:history', 'conversations.history', {}],
    ['channels:read', 'conversations.info', {}],
    ['users:read', 'users.info', { user: 'U1' }],
    ['reactions:write', 'reactions.add', { name: 'eyes', timestamp: '1.1' }],
  ])('%s is needed for %s', async (scope, name, args) => {
    const token = slack.state.tokens.get(slack.workspace.bot.token)
    const scopes = new Set([...(token?.scopes ?? [])].filter((each) => each !== scope))
    slack.state.tokens.set(slack.workspace.bot.token, { workspace: slack.workspace, kind: 'bot', scopes })
    await expect(call(name, { channel: channel.id, ...args })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: scope },
    })
  })

  it('addresses are not told without theirs', async () => {
    const scopes = new Set(['users:read'])
    slack.state.tokens.set(slack.workspace.bot.token, { workspace: slack.workspace, kind: 'bot', scopes })
    const { user } = await client.users.info({ user: rita })
    expect(user?.profile).not.toHaveProperty('email')
  })
})

describe('reading back', () => {
  it('gives pages, and metadata when it is asked for', async () => {
    for (const text of ['1', '2', '3']) {
      await client.chat.postMessage({
        channel: channel.id,
        text,
        metadata: { event_type: 'answer', event_payload: { key: text } },
      })
    }
    const page = (more: object) => client.conversations.history({ channel: channel.id, limit: 2, ...more })
    const first = await page({ include_all_metadata: true })
    expect(first.messages?.map(({ text }) => text)).toEqual(['3', '2'])
    expect(first.messages?.[0]?.metadata).toMatchObject({ event_payload: { key: '3' } })
    const second = await page({ cursor: first.response_metadata?.next_cursor })
    expect(second).toMatchObject({
      has_more: false,
      messages: [{ text: '1', metadata: { event_type: 'answer' } }],
    })
    expect(second.messages?.[0]?.metadata).not.toHaveProperty('event_payload')
  })
})

describe('limits of pace', () => {
  it('a channel takes one message a second after a few at once', async () => {
    const strict = await startFakeSlack({ rateLimits: true })
    const { id } = strict.addChannel({ name: 'hiring' })
    const quick = new WebClient(strict.workspace.bot.token, {
      ...options,
      slackApiUrl: strict.apiUrl,
      rejectRateLimitedCalls: true,
    })
    for (let count = 0; count < 5; count += 1) await quick.chat.postMessage({ channel: id, text: 'Hi' })
    await expect(quick.chat.postMessage({ channel: id, text: 'Hi' })).rejects.toMatchObject({ retryAfter: 1 })
    await strict.clock.advance(1_000)
    await quick.chat.postMessage({ channel: id, text: 'Hi' })
    expect(strict.messages(id)).toHaveLength(6)
    await strict.close()
  })
})

describe('faults', () => {
  it.each(['reset', 'server error', { error: 'fatal_error' }] as const)(
    '%j leaves nothing behind',
    async (how) => {
      slack.fail('chat.postMessage', how)
      await expect(client.chat.postMessage({ channel: channel.id, text: 'Hi' })).rejects.toThrow()
      expect(slack.messages(channel.id)).toEqual([])
      await client.chat.postMessage({ channel: channel.id, text: 'Hi' })
      expect(slack.messages(channel.id)).toHaveLength(1)
    },
  )

  it('an answer that is lost leaves the message', async () => {
    slack.fail('chat.postMessage', 'lost')
    await expect(client.chat.postMessage({ channel: channel.id, text: 'Hi' })).rejects.toThrow()
    expect(slack.messages(channel.id)).toHaveLength(1)
    expect(slack.calls('chat.postMessage')).toMatchObject([{ error: 'lost' }])
  })

  it('a call that is never answered runs into the time limit of the client', async () => {
    const hasty = new WebClient(slack.workspace.bot.token, {
      ...options,
      slackApiUrl: slack.apiUrl,
      timeout: 50,
    })
    slack.fail('chat.postMessage', 'timeout')
    await expect(hasty.chat.postMessage({ channel: channel.id, text: 'Hi' })).rejects.toThrow()
  })
})
