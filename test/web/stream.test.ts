import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EventStream, openEvents } from '../support/events.ts'
import { createPuppet } from '../support/puppet.ts'
import { createWeb, type Web } from '../support/web.ts'

const puppet = createPuppet()
let web: Web
let rosa: Awaited<ReturnType<Web['as']>>
beforeAll(async () => {
  web = await createWeb({ model: puppet.model })
  rosa = await web.as('recruiter')
})
afterAll(() => web.close())

async function say(text: string, conversation?: string): Promise<string> {
  const answer = await rosa.ask({
    method: 'POST',
    path: '/chat/messages',
    body: { text, ...(conversation ? { conversation } : {}) },
  })
  expect(answer.status).toBe(202)
  return String(answer.json().turn)
}

function follow(
  turn: string,
  { after, session = rosa.session }: { after?: string; session?: string } = {},
): Promise<EventStream> {
  return openEvents(`${web.url}/chat/turns/${turn}/events`, {
    cookie: `${web.cookie}=${session}`,
    ...(after === undefined ? {} : { 'last-event-id': after }),
  })
}

const types = (events: { event: string }[]) => events.map(({ event }) => event)

describe('the answer as a stream', () => {
  it('tells that the message is kept, then the words as they come, then the reply', async () => {
    const stream = await follow(await say('hello'))
    expect(stream.status).toBe(200)
    expect(stream.headers['content-type']).toMatch(/^text\/event-stream/)
    expect(stream.headers['cache-control']).toBe('no-store')
    const heard = await stream.next()
    expect(heard).toMatchObject({ id: '0', event: 'heard', data: { conversation: expect.any(String) } })
    const part = await puppet.asked('hello')
    part.say('Good ')
    expect(await stream.next()).toEqual({ id: '1', event: 'text', data: { text: 'Good ' } })
    part.say('morning.')
    expect(await stream.next()).toEqual({ id: '2', event: 'text', data: { text: 'morning.' } })
    part.finish()
    const rest = await stream.rest()
    expect(types(rest)).toEqual(['reply', 'end'])
    expect(rest[0]?.data).toMatchObject({
      author: 'parley',
      text: 'Good morning.',
      conversation: heard.data.conversation,
      mode: 'claude',
    })
  })

  it('goes on where it broke off, with what came in between and nothing twice', async () => {
    const turn = await say('tell me a long story')
    const first = await follow(turn)
    const part = await puppet.asked('tell me a long story')
    await first.next()
    part.say('one ')
    const { id } = await first.next()
    first.break()
    part.say('two ')
    part.say('three')
    const second = await follow(turn, { after: id ?? '' })
    expect([await second.next(), await second.next()].map(({ data }) => data.text)).toEqual(['two ', 'three'])
    second.break()
    part.finish()
    const third = await follow(turn, { after: '3' })
    expect(types(await third.rest())).toEqual(['reply', 'end'])
    const fromTheStart = await follow(turn)
    expect(types(await fromTheStart.rest())).toEqual(['heard', 'text', 'text', 'text', 'reply', 'end'])
  })

  it('can be read by two tabs at once', async () => {
    const turn = await say('for both')
    const streams = await Promise.all([follow(turn), follow(turn)])
    const part = await puppet.asked('for both')
    part.say('same')
    part.finish()
    const read = await Promise.all(streams.map((stream) => stream.rest()))
    expect(read.map(types)).toEqual([
      ['heard', 'text', 'reply', 'end'],
      ['heard', 'text', 'reply', 'end'],
    ])
  })

  it.each(['-1', 'NaN', '', '1e9', '99999999999999999999', '0x1'])(
    'tells everything to whoever has an event that is none (%s)',
    async (after) => {
      const text = `odd "${after}"`
      const turn = await say(text)
      const part = await puppet.asked(text)
      part.finish()
      expect(types(await (await follow(turn, { after })).rest())).toEqual(['heard', 'reply', 'end'])
    },
  )

  it('ends without a reply when the answer fails, so that the page can say so', async () => {
    const stream = await follow(await say('fail, please'))
    const part = await puppet.asked('fail, please')
    part.fail(new Error('boom'))
    const events = await stream.rest()
    expect(types(events)).toEqual(['heard', 'reply', 'end'])
    expect(events[1]?.data).toMatchObject({ fault: { code: 'failed' } })
    expect(JSON.stringify(events)).not.toContain('boom')
  })
})

describe('a turn belongs to whoever began it', () => {
  it('for others it does not exist', async () => {
    const turn = await say('mine')
    const part = await puppet.asked('mine')
    const manager = await web.as('manager')
    const foreign = await follow(turn, { session: manager.session })
    expect(foreign.status).toBe(404)
    const missing = await follow(web.world.waist.newId())
    expect(missing.status).toBe(404)
    const stop = await manager.ask({ method: 'POST', path: `/chat/turns/${turn}/stop` })
    expect(stop.status).toBe(404)
    expect(part.turn.signal.aborted).toBe(false)
    expect((await follow(turn, { session: 'nobody' })).status).toBe(401)
    part.finish()
  })

  it('and a conversation of somebody else takes no message', async () => {
    const manager = await web.as('manager')
    const stream = await follow(await say('my own'))
    const { data } = await stream.next()
    ;(await puppet.asked('my own')).finish({ text: 'kept to ourselves' })
    await stream.rest()
    const conversation = String(data.conversation)
    const read = await manager.ask({ path: `/chat/conversations/${conversation}` })
    expect(read.status).toBe(404)
    const before = await web.world.db.message.count()
    const said = await manager.ask({
      method: 'POST',
      path: '/chat/messages',
      body: { text: 'let me in', conversation },
    })
    const events = await (await follow(String(said.json().turn), { session: manager.session })).rest()
    expect(events[0]?.data).toMatchObject({ fault: { code: 'not_found' } })
    expect(await web.world.db.message.count()).toBe(before)
  })
})

describe('Stop', () => {
  it('ends the answer where it is, keeps what was said, and works again and again', async () => {
    const turn = await say('go on and on')
    const stream = await follow(turn)
    const part = await puppet.asked('go on and on')
    part.say('on and on')
    await stream.next()
    await stream.next()
    const stop = () => rosa.ask({ method: 'POST', path: `/chat/turns/${turn}/stop` })
    expect((await stop()).status).toBe(204)
    const [reply] = await stream.rest()
    expect(reply?.data.text).toBe('on and on (stopped)')
    expect((await stop()).status).toBe(204)
    const stored = await rosa.ask({ path: `/chat/conversations/${String(reply?.data.conversation)}` })
    expect(stored.json()).toMatchObject({
      items: [{ text: 'go on and on' }, { text: 'on and on (stopped)' }],
    })
  })
})
