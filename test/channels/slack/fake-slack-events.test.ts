import type { App } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startBoltApp } from '../../support/slack/bolt-app.ts'
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake-slack.ts'
import { object } from '../../support/slack/json.ts'
import type { SlackUser } from '../../support/slack/user.ts'

let slack: FakeSlack
let rita: SlackUser
let stop: () => Promise<void> = async () => undefined
const heard: { type: string; text: unknown; event: string; retry: number | undefined }[] = []

async function listen(socket: boolean, extra: (app: App) => void = () => undefined) {
  const { close } = await startBoltApp(slack, {
    socket,
    listen: (app) => {
      app.use(async ({ body, context, next }) => {
        const event = object(object(body).event)
        heard.push({
          type: String(event.type ?? object(body).type),
          text: event.text,
          event: String(object(body).event_id),
          retry: context.retryNum,
        })
        await next()
      })
      app.message('hello', async ({ message, say }) => {
        await say({ text: 'Hello to you', thread_ts: message.ts })
      })
      extra(app)
    },
  })
  stop = close
}

beforeEach(() => {
  heard.length = 0
})

afterEach(async () => {
  await stop()
  await slack.close()
})

describe.each([{ socket: false }, { socket: true }])('a Bolt app, socket: $socket', ({ socket }) => {
  beforeEach(async () => {
    slack = await startFakeSlack({ transport: socket ? 'socket' : 'http' })
    rita = slack.addUser({ name: 'Rita Recruiter', email: 'rita@northwind.test' })
  })

  it('hears what somebody writes to the bot and answers in its thread', async () => {
    await listen(socket)
    const { channel, message, deliveries } = await slack.say({ user: rita.id, text: 'hello there' })
    const answer = await slack.waitFor(() => slack.dm(rita.id).find(({ bot_id }) => bot_id), 'an answer')
    expect(answer).toMatchObject({ text: 'Hello to you', thread_ts: message.ts })
    expect(deliveries.map(({ acknowledged }) => acknowledged)).toEqual([true])
    expect(deliveries[0]?.payload.event).toMatchObject({
      channel_type: 'im',
      channel: channel.id,
      user: rita.id,
    })
  })

  it('hears a mention in a channel twice, with one timestamp and two event ids', async () => {
    await listen(socket)
    const channel = slack.addChannel({ name: 'hiring' })
    const { message, deliveries } = await slack.say({
      user: rita.id,
      channel: channel.id,
      text: '@Parley what now?',
    })
    expect(message.text).toBe(`<@${slack.workspace.bot.user}> what now?`)
    expect(deliveries.map(({ payload }) => object(payload.event).type)).toEqual(['app_mention', 'message'])
    expect(new Set(deliveries.map(({ payload }) => object(payload.event).ts))).toEqual(new Set([message.ts]))
    expect(new Set(deliveries.map(({ eventId }) => eventId)).size).toBe(2)
    expect(heard.map(({ type }) => type).sort()).toEqual(['app_mention', 'message'])
  })

  it('is told of clicks, forms, commands and shortcuts', async () => {
    await listen(socket, desk)
    const { delivery, channel } = await slack.command({ user: rita.id, command: '/parley', text: 'hi' })
    expect(delivery.acknowledged).toBe(true)
    expect(slack.ephemerals(channel, rita.id).map(({ text }) => text)).toEqual(['On its way'])
    const [card] = slack.dm(rita.id)
    if (card === undefined) throw new Error('no card')
    await slack.click({ user: rita.id, message: card, label: 'Open a form' })
    await slack.waitFor(() => slack.openView(rita.id), 'a form')
    await slack.waitFor(() => card.text === 'Opened', 'the card to change')
    await expect(slack.submitView({ user: rita.id })).rejects.toThrow('Why is required')
    expect(await slack.submitView({ user: rita.id, fields: { Why: 'no' } })).toMatchObject({
      outcome: 'errors',
      errors: { why: 'Say more' },
    })
    expect(await slack.submitView({ user: rita.id, fields: { reason: 'He is away' } })).toMatchObject({
      outcome: 'closed',
    })
    expect(slack.openView(rita.id)).toBeUndefined()
    const { delivery: chosen } = await slack.shortcut({ user: rita.id, message: card, callbackId: 'add' })
    expect(chosen.acknowledged).toBe(true)
  })

  it('is told what happens around it', async () => {
    await listen(socket)
    const channel = slack.addChannel({ name: 'sales', bot: false })
    const other = slack.addUser({ name: 'Olaf Out' })
    await slack.openHome(rita.id)
    await slack.changeContext(rita.id, [channel.id])
    await slack.userChange(other.id, { deleted: true })
    await slack.invite(channel.id, rita.id)
    const { message } = await slack.say({ user: rita.id, channel: channel.id, text: 'typo' })
    await slack.edit(message, 'no typo')
    await slack.remove(message)
    await slack.uninstall()
    expect(heard.map(({ type }) => type)).toEqual([
      'app_home_opened',
      'app_context_changed',
      'user_change',
      'member_joined_channel',
      'message',
      'message',
      'message',
      'tokens_revoked',
      'app_uninstalled',
    ])
    expect(slack.messages(channel.id)).toEqual([])
  })
})

/** A command that posts a card, whose button opens a form, and a shortcut. */
function desk(app: App) {
  app.command('/parley', async ({ ack, client, command }) => {
    await client.chat.postMessage({
      channel: command.channel_id,
      text: 'Choose',
      blocks: [
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'open',
              text: { type: 'plain_text', text: 'Open a form' },
              value: 'v',
            },
          ],
        },
      ],
    })
    await ack('On its way')
  })
  app.action('open', async ({ ack, body, client, respond }) => {
    await ack()
    if (!('trigger_id' in body)) throw new Error('no trigger')
    await client.views.open({ trigger_id: body.trigger_id, view: form })
    await respond({ text: 'Opened', replace_original: true })
  })
  app.view('reason', async ({ ack, view }) => {
    const reason = object(object(object(view.state.values).why).reason).value
    if (reason === 'no') await ack({ response_action: 'errors', errors: { why: 'Say more' } })
    else await ack()
  })
  app.shortcut('add', async ({ ack }) => {
    await ack()
  })
}

const form = {
  type: 'modal' as const,
  callback_id: 'reason',
  title: { type: 'plain_text' as const, text: 'A reason' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'why',
      label: { type: 'plain_text' as const, text: 'Why' },
      element: { type: 'plain_text_input' as const, action_id: 'reason', max_length: 100 },
    },
  ],
}
