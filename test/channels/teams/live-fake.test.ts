import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeTeams, startFakeTeams } from '../../support/teams/fake-teams.ts'
import type { FakeConversation, FakeUser } from '../../support/teams/state.ts'

let teams: FakeTeams
let token: string
let ann: FakeUser

beforeAll(async () => {
  teams = await startFakeTeams()
  ann = teams.addUser({ name: 'Ann', upn: 'ann@northwind.test' })
  const { appId, appPassword, oauthUrl } = teams.config
  const response = await fetch(`${oauthUrl}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId ?? '',
      client_secret: appPassword ?? '',
      scope: 'https://api.botframework.com/.default',
    }),
  })
  token = ((await response.json()) as { access_token: string }).access_token
})

afterAll(() => teams.close())

async function send(conversation: FakeConversation, activity: object, authorization = `Bearer ${token}`) {
  const response = await fetch(`${teams.serviceUrl}v3/conversations/${conversation.id}/activities`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify(activity),
  })
  const body = (await response.json()) as { id?: string; error?: { code: string; message: string } }
  return { status: response.status, id: body.id, code: body.error?.code, words: body.error?.message }
}

const piece = (streamType: string, text: string, more: object = {}) => ({
  type: streamType === 'final' ? 'message' : 'typing',
  text,
  entities: [{ type: 'streaminfo', streamType, ...more }],
})
const freshChat = () => teams.personal(teams.addUser({ name: 'Bea', upn: `${Math.random()}@northwind.test` }))
const begun = async (chat: FakeConversation) => {
  const { id } = await send(chat, piece('streaming', 'One', { streamSequence: 1 }))
  return (type: string, text: string, streamSequence: number) =>
    send(chat, piece(type, text, { streamId: id, ...(type === 'final' ? {} : { streamSequence }) }))
}

describe('the fake Teams refuses what Teams refuses', () => {
  it('a message without the token of the bot, an empty one, and one that is too large', async () => {
    const chat = freshChat()
    expect((await send(chat, { type: 'message', text: 'x' }, 'Bearer stolen')).status).toBe(401)
    expect((await send(chat, { type: 'message' })).status).toBe(400)
    const large = await send(chat, { type: 'message', text: 'x'.repeat(52_000) })
    expect([large.status, large.code]).toEqual([413, 'MessageSizeTooBig'])
    expect((await send(chat, { type: 'message', text: 'x'.repeat(40_000) })).status).toBe(201)
  })

  it('a stream in a group, a second one in a chat, and one that begins in the middle', async () => {
    expect((await send(teams.group(ann), piece('streaming', 'One', { streamSequence: 1 }))).status).toBe(405)
    const chat = freshChat()
    expect((await send(chat, piece('streaming', 'One', { streamSequence: 2 }))).status).toBe(400)
    await begun(chat)
    const second = await send(chat, piece('streaming', 'Two', { streamSequence: 1 }))
    expect([second.status, second.code]).toEqual([403, 'ContentStreamNotAllowed'])
  })

  it('an update that does not go on with the text, or comes late', async () => {
    const go = await begun(freshChat())
    expect((await go('streaming', 'One two', 2)).status).toBe(202)
    expect((await go('streaming', 'Other', 3)).words).toMatch(/previously streamed/)
    expect((await go('streaming', 'One two three', 2)).code).toBe(
      'ContentStreamSequenceOrderPreConditionFailed',
    )
    expect((await go('final', 'Other', 0)).status).toBe(403)
    expect((await go('final', 'One two three.', 0)).status).toBe(202)
    expect((await go('streaming', 'One two three. Four', 4)).words).toMatch(/already completed/)
  })

  it('a stream that was stopped, and one whose time is over, with words that tell them apart', async () => {
    const stopped = freshChat()
    const go = await begun(stopped)
    teams.stop(stopped)
    expect((await go('streaming', 'One two', 2)).words).toBe('Content stream was canceled by user.')
    const late = await begun(freshChat())
    teams.ageStreams(121_000)
    expect((await late('streaming', 'One two', 2)).words).toMatch(/exceeded streaming time/)
  })

  it('an empty answer to an invoke, which it asks again', async () => {
    const heard: string[] = []
    const bot = createServer((request, response) => {
      heard.push(request.headers.authorization ?? '')
      request.resume().on('end', () => response.end())
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => bot.once('listening', resolve))
    teams.connect(`http://127.0.0.1:${(bot.address() as AddressInfo).port}/`)
    await teams.invoke({
      ...teams.envelope(ann, { conversation: teams.personal(ann) }),
      type: 'invoke',
      name: 'adaptiveCard/action',
    })
    expect(heard).toHaveLength(2)
    expect(teams.complaints).toEqual(['empty reply to adaptiveCard/action'])
    bot.close()
  })
})
