import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Place } from '../../../src/channels/desk/port.ts'
import { card, type OpenPort, openPort, threadWith, words, wordsOf } from './desk-slack.ts'

let open: OpenPort
let place: Place

beforeEach(async () => {
  open = await openPort()
  place = await threadWith(open)
})

afterEach(() => open.slack.close())

const answers = () => open.slack.thread(place.channel, place.thread ?? '').slice(1)
const long = (parts: number) =>
  Array.from({ length: parts * 95 }, (_, line) => `Line ${line}: ${'word '.repeat(20)}`.trim()).join('\n')

describe('posting', () => {
  it('marks the message with its key, and has no links looked up', async () => {
    const posted = await open.port.post(place, words('Hello **there**', { cards: [card] }), 'k1')
    expect(answers()[0]).toMatchObject({
      ts: posted.message,
      metadata: { event_type: 'parley_message', event_payload: { key: 'k1' } },
    })
    expect(open.slack.calls('chat.postMessage')[0]?.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
    })
    expect(await open.port.find(place, 'k1')).toEqual(posted)
    expect(await open.port.find(place, 'k2')).toBeUndefined()
  })

  it('posts long words in several messages, in order, the cards with the last', async () => {
    const posted = await open.port.post(place, words(long(3), { cards: [card] }), 'k1')
    expect([...(posted.before ?? []), posted.message]).toEqual(answers().map(({ ts }) => ts))
    expect(answers().length).toBeGreaterThan(2)
    expect(
      answers()
        .at(-1)
        ?.blocks?.map(({ type }) => type),
    ).toContain('actions')
    expect(await open.port.find(place, 'k1')).toEqual(posted)
  })

  it('goes on where an attempt was cut off, and finds only what is whole', async () => {
    open.slack.fail('chat.postMessage', { error: 'internal_error' }, { times: 1 })
    const shown = words(long(3))
    await expect(open.port.post(place, shown, 'k1')).rejects.toMatchObject({ code: 'unavailable' })
    await open.port.post(place, shown, 'k1')
    const whole = wordsOf(answers())
    const first = answers()[0]?.ts ?? ''
    await open.slack.state.workspaces
      .get(open.slack.workspace.id)
      ?.channels.get(place.channel)
      ?.messages.pop()
    expect(await open.port.find(place, 'k1')).toBeUndefined()
    const again = await open.port.post(place, shown, 'k1')
    expect(again.before?.[0]).toBe(first)
    expect(wordsOf(answers())).toBe(whole)
  })

  it('opens direct messages that were named by the person', async () => {
    const place = {
      platform: 'slack',
      tenant: open.person.tenant,
      channel: open.rita.id,
      scope: 'personal',
    } as const
    const posted = await open.port.post(place, words('Hello'), 'k1')
    expect(posted.place.channel).toMatch(/^D/)
    expect((await open.port.privatePlace(open.person)).channel).toBe(posted.place.channel)
  })

  it.each([
    ['ratelimited', { code: 'limited', details: { retryAfterSeconds: 3 } }],
    ['server error', { code: 'unavailable' }],
    ['reset', { code: 'unavailable' }],
    [{ error: 'is_archived' }, { code: 'not_found', details: { field: 'place' } }],
    [{ error: 'channel_not_found' }, { code: 'not_found', details: { field: 'place' } }],
    [{ error: 'token_revoked' }, { code: 'not_found', details: { field: 'place' } }],
    [{ error: 'invalid_blocks' }, { code: 'refused' }],
    [{ error: 'missing_scope' }, { code: 'refused' }],
  ] as const)('tells what went wrong: %o', async (failure, fault) => {
    open.slack.fail('chat.postMessage', failure, { retryAfterSeconds: 3, times: 9 })
    await expect(open.port.post(place, words('Hello'), 'k1')).rejects.toMatchObject(fault)
    expect(open.slack.calls('chat.postMessage')).toHaveLength(1)
  })
})

describe('updating', () => {
  it('replaces words and blocks, and keeps the key', async () => {
    const posted = await open.port.post(place, words('Do it?', { cards: [card] }), 'k1')
    const settledCard = { ...card, title: 'Moved', buttons: [] }
    expect(await open.port.update(posted, words('', { cards: [settledCard] }))).toBe('updated')
    expect(answers()[0]?.blocks?.map(({ type }) => type)).toEqual(['header'])
    expect(await open.port.find(place, 'k1')).toEqual(posted)
  })

  it('says when the message is gone', async () => {
    const posted = await open.port.post(place, words('Do it?'), 'k1')
    open.slack.fail('chat.update', { error: 'message_not_found' })
    expect(await open.port.update(posted, words('Done'))).toBe('gone')
  })

  it('takes away what is left over of long words', async () => {
    const posted = await open.port.post(place, words(long(3), { cards: [card] }), 'k1')
    expect(await open.port.update(posted, words('Short'))).toBe('updated')
    expect(answers().map(({ ts }) => ts)).toEqual([posted.message])
  })

  it('has longer words posted anew', async () => {
    const posted = await open.port.post(place, words('Short'), 'k1')
    expect(await open.port.update(posted, words(long(3)))).toBe('gone')
    expect(answers()).toEqual([])
  })
})

describe('whispering', () => {
  it('is seen by nobody else where others read along', async () => {
    const channel = open.slack.addChannel({ name: 'hiring' })
    const thread = await threadWith(open, channel.id)
    await open.port.whisper(thread, open.person, 'That is for somebody else.')
    expect(wordsOf(open.slack.ephemerals(channel.id, open.rita.id))).toBe('That is for somebody else.')
    expect(open.slack.thread(channel.id, thread.thread ?? '')).toHaveLength(1)
  })

  it('goes one to one where Slack shows the person nothing', async () => {
    const channel = open.slack.addChannel({ name: 'hiring' })
    const thread = await threadWith(open, channel.id)
    open.slack.fail('chat.postEphemeral', { error: 'user_not_in_channel' })
    await open.port.whisper(thread, open.person, 'That is for somebody else.')
    expect(wordsOf(open.slack.dm(open.rita.id).slice(-1))).toBe('That is for somebody else.')
  })
})

describe('files', () => {
  const file = {
    name: 'report.pdf',
    type: 'application/pdf',
    title: 'Report of May',
    bytes: Buffer.from('%PDF'),
  }

  it('are handed over below a line that names them, once', async () => {
    expect(await open.port.sendFile(place, file, 'f1')).toBe('sent')
    expect(await open.port.sendFile(place, file, 'f1')).toBe('sent')
    const files = answers().flatMap(({ files = [] }) => files)
    expect(files.map(({ name }) => name)).toEqual(['report.pdf'])
    expect(wordsOf(answers())).toBe('Report of May')
  })
})

describe('who somebody is', () => {
  const profileOf = (id: string, tenant = open.slack.workspace.id) =>
    open.port.profile({ platform: 'slack', tenant, subject: id })

  it('is a member with a confirmed address', async () => {
    expect(await open.port.profile(open.person)).toEqual({
      name: 'Rita Recruiter',
      address: 'recruiter@northwind.test',
      standing: 'member',
    })
  })

  it.each([
    ['unconfirmed', { confirmed: false }, { standing: 'member', address: undefined }],
    ['a guest', { guest: 'single-channel' }, { standing: 'guest', address: undefined }],
    ['a bot', { bot: true }, { standing: 'bot', address: undefined }],
    ['gone', { deleted: true }, { standing: 'deactivated', address: undefined }],
  ] as const)('%s', async (_, seed, expected) => {
    const user = open.slack.addUser({ name: 'Pat Person', email: 'recruiter@northwind.test', ...seed })
    expect(await profileOf(user.id)).toMatchObject(expected)
  })

  it('is foreign when from another organisation, or not known at all', async () => {
    const user = open.slack.addUser({
      name: 'Sam Stranger',
      email: 'admin@northwind.test',
      stranger: 'TELSEWHERE',
    })
    expect(await profileOf(user.id, 'TELSEWHERE')).toMatchObject({ standing: 'foreign', address: undefined })
    expect(await profileOf('UNOBODY')).toMatchObject({ standing: 'foreign', address: undefined })
  })
})
