import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake-slack.ts'
import type { Said } from '../../support/slack/said.ts'

let slack: FakeSlack
let client: WebClient
let said: Said
let recipient: { recipient_user_id: string; recipient_team_id: string }

beforeEach(async () => {
  slack = await startFakeSlack({ subscriptions: [] })
  client = new WebClient(slack.workspace.bot.token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
  })
  const rita = slack.addUser({ name: 'Rita Recruiter' })
  said = await slack.say({ user: rita.id, text: 'tell me all' })
  recipient = { recipient_user_id: rita.id, recipient_team_id: slack.workspace.id }
})

afterEach(() => slack.close())

const place = () => ({ channel: said.channel.id, thread_ts: said.message.ts })
const refusal = (error: string) => ({ data: { error } })

async function start(more: object = {}): Promise<{ channel: string; ts: string }> {
  const { ts } = await client.chat.startStream({ ...place(), ...recipient, ...more })
  return { channel: said.channel.id, ts: ts ?? '' }
}

const shown = () => slack.messages(said.channel.id).at(-1)

describe('a stream', () => {
  it('grows with the helper of the client and ends with its blocks and metadata', async () => {
    const streamer = client.chatStream({ ...place(), ...recipient, buffer_size: 4 })
    await streamer.append({ markdown_text: '**Two** ' })
    expect(shown()).toMatchObject({ streaming_state: 'in_progress', text: '**Two** ' })
    await streamer.append({ markdown_text: 'jobs.' })
    await streamer.stop({
      blocks: [{ type: 'divider' }],
      metadata: { event_type: 'answer', event_payload: { key: 'k1' } },
    })
    expect(shown()).toMatchObject({
      streaming_state: 'completed',
      text: '**Two** jobs.',
      thread_ts: said.message.ts,
      metadata: { event_payload: { key: 'k1' } },
    })
    expect(shown()?.blocks?.map(({ type }) => type)).toEqual(['markdown', 'divider'])
    expect(slack.session(said.channel.id, said.message.ts)).toEqual({ status: 'active' })
  })

  it('shows tasks as cards whose details grow, gathered in a plan when it is asked for', async () => {
    const task = (status: string, details: string) => ({
      type: 'task_update',
      id: 't',
      title: 'Search',
      status,
      details,
    })
    const { channel, ts } = await start({
      task_display_mode: 'plan',
      chunks: [task('in_progress', 'Berlin, ')],
    })
    await client.chat.appendStream({
      channel,
      ts,
      chunks: [
        task('complete', 'Bonn'),
        { type: 'plan_update', title: 'Looking' },
        { type: 'markdown_text', text: 'Done' },
      ],
    } as Parameters<typeof client.chat.appendStream>[0])
    expect(shown()?.blocks).toMatchObject([
      { type: 'plan', title: 'Looking', tasks: [{ task_id: 't', status: 'complete' }] },
      { type: 'markdown', text: 'Done' },
    ])
    expect(slack.visibleText(shown() ?? { text: '' })).toBe('Looking\nSearch\nBerlin, Bonn\nDone')
  })

  it('dies five minutes after it began, whatever is appended, and can be updated then', async () => {
    const { channel, ts } = await start({ markdown_text: 'a' })
    await expect(client.chat.update({ channel, ts, text: 'b' })).rejects.toMatchObject(
      refusal('streaming_state_conflict'),
    )
    await slack.clock.advance(299_000)
    await client.chat.appendStream({ channel, ts, markdown_text: 'b' })
    await slack.clock.advance(1_000)
    const late = refusal('message_not_in_streaming_state')
    await expect(client.chat.appendStream({ channel, ts, markdown_text: 'c' })).rejects.toMatchObject(late)
    await expect(client.chat.stopStream({ channel, ts })).rejects.toMatchObject(late)
    await client.chat.update({ channel, ts, text: 'the whole' })
    expect(shown()).toMatchObject({ text: 'the whole', streaming_state: 'errored' })
  })

  it('takes no more when the person stops it', async () => {
    slack.connect('http://127.0.0.1:9')
    const { channel, ts } = await start({ markdown_text: 'a' })
    await slack.stopSession({ user: recipient.recipient_user_id, channel, thread: said.message.ts })
    await expect(client.chat.appendStream({ channel, ts, markdown_text: 'b' })).rejects.toMatchObject(
      refusal('stopped_by_user'),
    )
    await expect(client.chat.stopStream({ channel, ts })).rejects.toMatchObject(
      refusal('message_not_in_streaming_state'),
    )
    expect(shown()).toMatchObject({ text: 'a', streaming_state: 'completed' })
    expect(slack.deliveries.at(-1)).toBeUndefined()
  })

  it.each<[string, object, string]>([
    ['nobody to read it', { recipient_user_id: undefined }, 'missing_recipient_user_id'],
    ['nobody’s workspace', { recipient_team_id: undefined }, 'missing_recipient_team_id'],
    [
      'text and chunks at once',
      { markdown_text: 'a', chunks: [] },
      'cannot_provide_both_markdown_text_and_chunks',
    ],
    ['12,001 characters', { markdown_text: 'x'.repeat(12_001) }, 'msg_too_long'],
    ['a chunk of no known type', { chunks: [{ type: 'song' }] }, 'invalid_chunks'],
    [
      'a long title of a task',
      { chunks: [{ type: 'task_update', id: 't', status: 'pending', title: 'x'.repeat(257) }] },
      'invalid_chunks',
    ],
    [
      'blocks that are unsound',
      { chunks: [{ type: 'blocks', blocks: [{ type: 'header' }] }] },
      'invalid_blocks',
    ],
    ['a thread that is not there', { thread_ts: '1.000001' }, 'thread_not_found'],
  ])('is refused for %s', async (_, more, error) => {
    await expect(start(more)).rejects.toMatchObject(refusal(error))
  })

  it('goes on as it began', async () => {
    const { channel, ts } = await start({ markdown_text: 'a' })
    const chunks = [{ type: 'markdown_text' as const, text: 'b' }]
    await expect(client.chat.appendStream({ channel, ts, chunks })).rejects.toMatchObject(
      refusal('streaming_mode_mismatch'),
    )
  })
})

describe('signs of work', () => {
  it('a status is gone when the bot speaks, and after two minutes of silence', async () => {
    const status = { channel_id: said.channel.id, thread_ts: said.message.ts, status: 'is thinking' }
    const now = () => slack.status(said.channel.id, said.message.ts)
    await client.assistant.threads.setStatus({ ...status, loading_messages: ['Reading'] })
    expect(now()).toBe('is thinking')
    await client.chat.postMessage({ ...place(), text: 'There' })
    expect(now()).toBe('')
    await client.assistant.threads.setStatus(status)
    await slack.clock.advance(119_000)
    expect(now()).toBe('is thinking')
    await slack.clock.advance(1_000)
    expect(now()).toBe('')
    expect(slack.statuses.map(({ status }) => status)).toEqual(['is thinking', '', 'is thinking', ''])
  })

  it('sessions, titles and prompts are kept', async () => {
    const { channel, thread_ts } = place()
    await client.agents.sessions.setStatus({
      channel_id: channel,
      thread_ts,
      status: 'processing',
      title: 'Jobs',
    })
    await client.agents.sessions.rename({ channel_id: channel, thread_ts, title: 'Java jobs' })
    expect(slack.session(channel, thread_ts)).toEqual({ status: 'processing', title: 'Java jobs' })
    const prompts = [{ title: 'Pipeline', message: 'show my pipeline' }] as const
    await client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts: [...prompts] })
    expect(slack.prompts(channel)).toEqual(prompts)
    await expect(
      client.agents.sessions.setStatus({ channel_id: channel, thread_ts, status: 'asleep' }),
    ).rejects.toMatchObject(refusal('invalid_status'))
  })
})
