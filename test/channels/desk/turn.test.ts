import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../../src/agent/minds.ts'
import type { Person } from '../../../src/channels/desk/port.ts'
import { Fault } from '../../../src/platform/fault.ts'
import { chatOf, type DeskStage, linkTo, message, openDesk } from '../../support/desk.ts'
import { placeGone } from '../../support/desk-port.ts'
import { createPuppet } from '../../support/puppet.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
let rosa: Person
beforeAll(async () => {
  world = await createWorld()
  rosa = await linkTo(world, 'recruiter')
})
afterAll(() => world.close())

/** Makes a client of that name when asked to; otherwise says what it heard. */
const model: Model = async (turn) => {
  const name = /^make (.*)$/.exec(turn.text)?.[1]
  if (name) await turn.call('create_client', { name }, { initiator: 'mind', mind: 'claude' })
  turn.emit(`You said: ${turn.text}`)
  return { text: `You said: ${turn.text}`, cards: [], tainted: false }
}

let threads = 0
const freshChat = (person = rosa) => chatOf(person, `t${++threads}`)
const entryOf = (event: string) => world.db.inboxEntry.findFirstOrThrow({ where: { event } })
const clients = (name: string) => world.db.client.count({ where: { name } })

/** Lets time pass until what was put off or lost may be taken again, and has it worked on. */
async function later(desk: DeskStage, seconds = 700): Promise<void> {
  world.clock.advance({ seconds })
  for (const thread of await desk.waiting()) await desk.work(thread)
}

describe('a message', () => {
  it('is answered where it was said, as the person who said it, and its door is recorded', async () => {
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'make Tallgrass')
    expect(await desk.take(said)).toBe('new')
    await desk.idle()
    expect(desk.slack.said(said.place.channel).at(-1)).toBe('You said: make Tallgrass')
    const entry = await entryOf(said.event)
    expect(entry).toMatchObject({
      status: 'done',
      posted: { message: desk.slack.messages.at(-1)?.posted.message },
    })
    const made = (await world.activity()).findLast(({ tool }) => tool === 'create_client')
    expect(made).toMatchObject({
      door: 'slack',
      address: `slack/T0NORTH/${rosa.subject}`,
      actorId: world.as('recruiter').id,
      conversationId: entry.conversationId,
    })
  })

  it('that is delivered four times, and once more under a new event, does its work once', async () => {
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'make Fourfold')
    const taken = await Promise.all([said, said, said, said].map((one) => desk.take(one)))
    const copy = await desk.take({ ...said, event: `${said.event}-again` })
    await desk.idle()
    expect([...taken, copy].filter((one) => one === 'new')).toHaveLength(1)
    expect(await clients('Fourfold')).toBe(1)
    expect(desk.slack.messages).toHaveLength(1)
  })

  it('follows the one before it in its thread, and goes on in the same conversation', async () => {
    const puppet = createPuppet()
    const desk = openDesk(world, puppet.model)
    const place = freshChat()
    const texts = ['first', 'second', 'third']
    const all = texts.map((text) => message(rosa, place, text))
    await Promise.all(all.map((one) => desk.take(one)))
    for (const [done, text] of texts.entries()) {
      const part = await puppet.asked(text)
      expect(desk.slack.messages).toHaveLength(done)
      expect(part.turn.history.filter(({ author }) => author === 'person')).toHaveLength(done)
      part.say(`on ${text}`)
      part.finish()
    }
    await desk.idle()
    expect(desk.slack.said(place.channel)).toEqual(texts.map((text) => `on ${text}`))
  })

  it('shows its steps and words as they come where nobody else reads along', async () => {
    const desk = openDesk(world, model)
    await desk.take(message(rosa, freshChat(), 'make Stepwise'))
    await desk.idle()
    expect(desk.slack.live[0]).toMatchObject({ state: 'finished', text: 'You said: make Stepwise' })
    expect(desk.slack.live[0]?.steps.map(({ state }) => state)).toEqual(['working', 'done'])
  })

  it('with a file says that files are not read', async () => {
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'see this')
    const files = [{ name: 'cv.pdf', type: 'application/pdf', bytes: 12 }]
    await desk.take({ ...said, content: { kind: 'message', text: 'see this', files } })
    await desk.idle()
    expect(desk.slack.said(said.place.channel).at(-1)).toMatch(/You said: see this[\s\S]*cannot read files/)
  })
})

describe('a chat without threads', () => {
  it('begins a fresh conversation when told, and after twelve hours of silence', async () => {
    const mona = await linkTo(world, 'manager', 'teams')
    const desk = openDesk(world, model)
    const conversations: (string | null)[] = []
    const say = async (text: string) => {
      const said = message(mona, chatOf(mona), text)
      await desk.take(said)
      await desk.idle()
      conversations.push((await entryOf(said.event)).conversationId)
    }
    await say('one')
    world.clock.advance({ hours: 11 })
    await say('two')
    await say('Start over.')
    await say('three')
    world.clock.advance({ hours: 13 })
    await say('four')
    const [one, two, told, three, four] = conversations
    expect(two).toBe(one)
    expect(told).toBeNull()
    expect(new Set([one, three, four]).size).toBe(3)
    expect(desk.teams.said(chatOf(mona).channel)[2]).toContain('fresh start')
  })
})

describe('stopping', () => {
  it('ends the answer for the one who asked for it, and for nobody else', async () => {
    const puppet = createPuppet()
    const desk = openDesk(world, puppet.model)
    const place = freshChat()
    await desk.take(message(rosa, place, 'tell me all'))
    const part = await puppet.asked('tell me all')
    part.say('It began')
    expect(await desk.stop(place, await linkTo(world, 'recruiter2'))).toBe(false)
    expect(part.turn.signal.aborted).toBe(false)
    expect(await desk.stop(place, rosa)).toBe(true)
    await desk.idle()
    expect(desk.slack.said(place.channel)).toEqual(['It began (stopped)'])
    expect(await desk.stop(place, rosa)).toBe(false)
  })

  it('reaches the process that works on it with its next sign of life', async () => {
    const puppet = createPuppet()
    const working = openDesk(world, puppet.model, { heartBeatMs: 20 })
    const other = openDesk(world, puppet.model)
    const place = freshChat()
    await working.take(message(rosa, place, 'tell me more'))
    const part = await puppet.asked('tell me more')
    expect(await other.stop(place, rosa)).toBe(true)
    await working.idle()
    expect(part.turn.signal.aborted).toBe(true)
    expect(working.slack.said(place.channel)).toEqual([' (stopped)'])
  })

  it('on the platform itself does the same', async () => {
    const puppet = createPuppet()
    const desk = openDesk(world, puppet.model)
    const place = freshChat()
    await desk.take(message(rosa, place, 'and more'))
    await puppet.asked('and more')
    desk.slack.live[0]?.stop()
    await desk.idle()
    expect(desk.slack.said(place.channel)).toEqual([' (stopped)'])
  })
})

describe('a platform that fails', () => {
  const busy = () => new Fault('limited', 'Slow down.', { retryAfterSeconds: 30 })

  it('is tried again after the time that it asks for, and the work is not done again', async () => {
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'make Patience')
    desk.slack.failNext('finish', busy())
    await desk.take(said)
    await desk.idle()
    expect(await entryOf(said.event)).toMatchObject({ status: 'waiting', fault: 'limited' })
    expect(desk.slack.live[0]?.state).toBe('left')
    await later(desk, 29)
    expect(desk.slack.messages).toHaveLength(0)
    await later(desk, 1)
    expect(desk.slack.said(said.place.channel)).toEqual(['You said: make Patience'])
    expect(await clients('Patience')).toBe(1)
    expect(await entryOf(said.event)).toMatchObject({ status: 'done' })
  })

  it('and had posted it all the same gets no second one, where it can be asked', async () => {
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'hello')
    desk.slack.failNext('finish', new Fault('unavailable', 'No answer.'), 'after')
    await desk.take(said)
    await desk.idle()
    await later(desk)
    expect(desk.slack.said(said.place.channel)).toEqual(['You said: hello'])
    expect(await entryOf(said.event)).toMatchObject({ status: 'done' })
  })

  it('and cannot be asked gets one repeat at the most', async () => {
    const marcus = await linkTo(world, 'manager2', 'teams')
    const desk = openDesk(world, model)
    desk.teams.failNext('finish', new Fault('unavailable', 'No answer.'), 'after')
    const said = message(marcus, chatOf(marcus), 'hello')
    await desk.take(said)
    await desk.idle()
    await later(desk)
    await later(desk)
    expect(desk.teams.said(said.place.channel)).toEqual(['You said: hello', 'You said: hello'])
  })

  it('with a place that takes nothing more is given up, and recorded', async () => {
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'hello')
    desk.slack.failNext('finish', placeGone())
    desk.slack.failNext('post', placeGone())
    await desk.take(said)
    await desk.idle()
    expect(await entryOf(said.event)).toMatchObject({ status: 'dead', fault: 'not_found' })
  })

  it('for an hour is waited for, and then the message is answered', async () => {
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'hello')
    world.clock.advance({ minutes: 16 })
    for (let i = 0; i < 9; i++) desk.slack.failNext('profile', new Fault('unavailable', 'No answer.'))
    await desk.take(said)
    await desk.idle()
    for (let i = 0; i < 9; i++) await later(desk)
    expect(await entryOf(said.event)).toMatchObject({ status: 'done', attempts: 10 })
    expect(desk.slack.said(said.place.channel)).toEqual(['You said: hello'])
  })

  it.each([
    ['for more than a day', new Fault('unavailable', 'No answer.'), 25, 2],
    ['because of a mistake of ours', new Error('a mistake'), 0.3, 5],
  ])('%s is given up with words', async (_, error, hours, attempts) => {
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'hello')
    world.clock.advance({ minutes: 16 })
    for (let i = 0; i < attempts; i++) desk.slack.failNext('profile', error)
    await desk.take(said)
    await desk.idle()
    for (let i = 1; i < attempts; i++) await later(desk, hours * 3_600)
    expect(await entryOf(said.event)).toMatchObject({ status: 'dead', attempts })
    expect(desk.slack.said(said.place.channel)).toEqual([expect.stringContaining('could not answer')])
  })
})

describe('a flood', () => {
  it('is answered once with words, and the next minute is heard again', async () => {
    const ravi = await linkTo(world, 'recruiter2')
    const desk = openDesk(world, model, { mostPerMinute: 3 })
    const place = freshChat(ravi)
    for (const text of ['1', '2', '3', '4', '5', '6']) await desk.take(message(ravi, place, text))
    await desk.idle()
    const said = desk.slack.said(place.channel)
    expect(said).toHaveLength(4)
    expect(said.at(-1)).toContain('more than 3 messages in a minute')
    world.clock.advance({ seconds: 61 })
    await desk.take(message(ravi, place, '7'))
    await desk.idle()
    expect(desk.slack.said(place.channel).at(-1)).toBe('You said: 7')
  })
})
