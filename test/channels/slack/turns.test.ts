import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPuppet } from '../../support/puppet.ts'
import type { SlackUser } from '../../support/slack/user.ts'
import { type OpenChannel, openChannel } from './open-channel.ts'

const puppet = createPuppet()
let open: OpenChannel
let rita: SlackUser

beforeAll(async () => {
  open = await openChannel({ model: puppet.model })
  rita = await open.link('recruiter')
})

afterAll(() => open.close())

/** Asks one to one, and gives the model's part and where the answer will stand. */
async function ask(text: string) {
  const { channel, message } = await open.slack.say({ user: rita.id, text })
  const part = await puppet.asked(text)
  const answers = () => open.slack.thread(channel.id, message.ts).slice(1)
  return { part, answers, channel: channel.id, thread: message.ts }
}

describe('a turn in Slack', () => {
  it('is shown as it goes on, and ends whole with the question whether it was good', async () => {
    const { part, answers, channel, thread } = await ask('who knows Kafka?')
    expect(open.slack.session(channel, thread)).toMatchObject({ status: 'processing' })
    part.say('Ana knows Kafka, ')
    await open.slack.clock.advance(600)
    await open.slack.waitFor(() => answers()[0]?.streaming_state, 'a stream')
    expect(answers()[0]?.text).toBe('Ana knows Kafka,')
    part.say('and Bo does.')
    part.finish()
    await open.desk.idle()
    expect(answers()).toHaveLength(1)
    expect(answers()[0]?.text).toBe('Ana knows Kafka, and Bo does.')
    expect(answers()[0]?.blocks?.at(-1)?.type).toBe('context_actions')
    expect(open.slack.session(channel, thread)).toMatchObject({ status: 'active' })
  })

  it('ends when the person presses Stop, and for nobody else', async () => {
    const { part, answers, channel, thread } = await ask('tell me everything')
    part.say('It began with ')
    await open.slack.clock.advance(600)
    await open.slack.waitFor(() => answers()[0], 'a stream')
    const other = await open.link('recruiter2')
    await open.slack.stopSession({ user: other.id, channel, thread })
    expect(part.turn.signal.aborted).toBe(false)
    await open.slack.stopSession({ user: rita.id, channel, thread })
    await open.desk.idle()
    expect(part.turn.signal.aborted).toBe(true)
    expect(answers()).toHaveLength(1)
    expect(open.slack.visibleText(answers()[0] ?? { text: '' })).toMatch(/It began with/)
    expect(open.slack.session(channel, thread)).toMatchObject({ status: 'active' })
  })
})
