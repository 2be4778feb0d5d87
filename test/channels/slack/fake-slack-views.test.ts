import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake-slack.ts'

let slack: FakeSlack
let client: WebClient
let rita: string

const text = (words: string) => ({ type: 'plain_text' as const, text: words })
const modal = (title = 'A form', more: object = {}) => ({
  type: 'modal' as const,
  title: text(title),
  blocks: [{ type: 'section' as const, text: text('Hello') }],
  ...more,
})
const home = (words: string) => ({
  type: 'home' as const,
  blocks: [{ type: 'section' as const, text: text(words) }],
})
const refusal = (error: string) => ({ data: { error } })

beforeEach(async () => {
  slack = await startFakeSlack({ patienceMs: 50 })
  slack.connect('http://127.0.0.1:9/slack/events')
  client = new WebClient(slack.workspace.bot.token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
  })
  rita = slack.addUser({ name: 'Rita Recruiter' }).id
})

afterEach(() => slack.close())

const trigger = async () => (await slack.command({ user: rita, command: '/parley' })).trigger

describe('modals', () => {
  it('open with a trigger that is good once, and for three seconds', async () => {
    const first = await trigger()
    await client.views.open({ trigger_id: first, view: modal() })
    expect(slack.visibleView(slack.openView(rita) ?? {})).toBe('A form\nHello')
    await expect(client.views.open({ trigger_id: first, view: modal() })).rejects.toMatchObject(
      refusal('exchanged_trigger_id'),
    )
    const second = await trigger()
    await slack.clock.advance(3_001)
    await expect(client.views.open({ trigger_id: second, view: modal() })).rejects.toMatchObject(
      refusal('expired_trigger_id'),
    )
    await expect(client.views.open({ trigger_id: '1.2.abc', view: modal() })).rejects.toMatchObject(
      refusal('invalid_trigger_id'),
    )
  })

  it('change by id when the hash fits, and lie three deep at most', async () => {
    const { view } = await client.views.open({ trigger_id: await trigger(), view: modal() })
    const id = view?.id ?? ''
    const hash = view?.hash ?? ''
    await client.views.update({ view_id: id, hash, view: modal('Changed') })
    expect(slack.openView(rita)).toMatchObject({ id, title: { text: 'Changed' } })
    await expect(client.views.update({ view_id: id, hash, view: modal() })).rejects.toMatchObject(
      refusal('hash_conflict'),
    )
    await expect(client.views.update({ view_id: 'V0', view: modal() })).rejects.toMatchObject(
      refusal('not_found'),
    )
    for (const title of ['Two', 'Three']) {
      await client.views.push({ trigger_id: await trigger(), view: modal(title) })
    }
    expect(slack.modals(rita)).toMatchObject([
      { root_view_id: id },
      { previous_view_id: id },
      { root_view_id: id },
    ])
    await expect(
      client.views.push({ trigger_id: await trigger(), view: modal('Four') }),
    ).rejects.toMatchObject(refusal('push_limit_reached'))
    await slack.closeView(rita)
    expect(slack.openView(rita)).toMatchObject({ title: { text: 'Two' } })
  })

  it('tell when they are closed, if they were asked to', async () => {
    const view = modal('Bye', { notify_on_close: true, clear_on_close: true, private_metadata: 'm' })
    await client.views.open({ trigger_id: await trigger(), view })
    const delivery = await slack.closeView(rita)
    expect(delivery?.payload).toMatchObject({
      type: 'view_closed',
      is_cleared: true,
      view: { private_metadata: 'm' },
    })
  })

  it.each([
    ['a long title', modal('x'.repeat(25))],
    ['a Home tab', home('Hi')],
    ['an unsound block', modal('A', { blocks: [{ type: 'markdown', text: 'x' }] })],
  ])('are refused for %s', async (_, view) => {
    await expect(client.views.open({ trigger_id: await trigger(), view })).rejects.toMatchObject(
      refusal('invalid_arguments'),
    )
    expect(slack.openView(rita)).toBeUndefined()
  })
})

describe('the Home tab', () => {
  it('is published for a person, kept under one id, and pressed in', async () => {
    const { view } = await client.views.publish({ user_id: rita, view: home('One') })
    await client.views.publish({ user_id: rita, view: { ...home('Two'), blocks: [row] } })
    expect(slack.home(rita)).toMatchObject({ id: view?.id, type: 'home' })
    const { delivery } = await slack.click({ user: rita, view: slack.home(rita), label: 'Go' })
    expect(delivery.payload).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: view?.id },
      actions: [{ action_id: 'go', value: 'v', type: 'button' }],
    })
    await expect(client.views.publish({ user_id: 'U0', view: home('x') })).rejects.toMatchObject(
      refusal('user_not_found'),
    )
  })
})

const row = {
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: 'go', text: text('Go'), value: 'v' }],
}

describe('an address for answers', () => {
  const answer = (url: string, body: object) =>
    fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })

  it('is good five times', async () => {
    const { responseUrl, channel } = await slack.command({ user: rita, command: '/parley' })
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1) {
      statuses.push((await answer(responseUrl, { text: `${count}` })).status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
    expect(slack.ephemerals(channel, rita)).toHaveLength(5)
  })

  it('is good for half an hour', async () => {
    const { responseUrl, channel } = await slack.command({ user: rita, command: '/parley' })
    await slack.clock.advance(30 * 60_000 + 1)
    const late = await answer(responseUrl, { text: 'late', response_type: 'in_channel' })
    expect(await late.json()).toEqual({ ok: false, error: 'expired_url' })
    expect(slack.messages(channel)).toEqual([])
  })

  it('refuses what cannot be posted', async () => {
    const { responseUrl } = await slack.command({ user: rita, command: '/parley' })
    const refused = await answer(responseUrl, { text: '', blocks: [{ type: 'header' }] })
    expect(await refused.json()).toMatchObject({ ok: false, error: 'invalid_blocks' })
  })
})
