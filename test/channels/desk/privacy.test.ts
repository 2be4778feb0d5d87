import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../../src/agent/minds.ts'
import type { Person } from '../../../src/channels/desk/port.ts'
import { arrival, channelOf, chatOf, linkTo, message, openDesk } from '../../support/desk.ts'
import { placeGone } from '../../support/desk-port.ts'
import { stagePipeline } from '../../support/pipeline.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
let rosa: Person
beforeAll(async () => {
  world = await createWorld()
  rosa = await linkTo(world, 'recruiter')
})
afterAll(() => world.close())

/** Looks candidates up when asked to, and says the rest back. */
const model: Model = async (turn) => {
  if (turn.text.startsWith('find')) {
    await turn.call('search_candidates', { query: 'Ana' }, { initiator: 'mind', mind: 'claude' })
    return { text: 'Ana Souza was rejected.', cards: [], tainted: false }
  }
  return { text: `You said: ${turn.text}`, cards: [], tainted: false }
}

let threads = 0
const channel = () => channelOf(rosa, `c${++threads}`)
const conversationOf = async (event: string) =>
  (await world.db.inboxEntry.findFirstOrThrow({ where: { event } })).conversationId

describe('where others read along', () => {
  it('what is harmless is said there', async () => {
    const desk = openDesk(world, model)
    await desk.take(message(rosa, channel(), 'hello'))
    await desk.idle()
    expect(desk.slack.messages.map(({ posted }) => posted.place.channel)).toEqual(['C-hiring'])
    // A sign of work, and nothing of the answer before it is known what may be shown.
    expect(desk.slack.live.map(({ text, steps, state }) => [text, steps, state])).toEqual([
      ['', [], 'finished'],
    ])
  })

  it('what rests on people or pay goes one to one, and only that is said', async () => {
    const desk = openDesk(world, model)
    await desk.take(message(rosa, channel(), 'find Ana'))
    await desk.idle()
    expect(desk.slack.said('C-hiring')).toEqual(['I answer you in private.'])
    expect(desk.slack.said(chatOf(rosa).channel)).toEqual(['Ana Souza was rejected.'])
  })

  it('a conversation that held something private stays private, and goes on in either place', async () => {
    const desk = openDesk(world, model)
    const place = channel()
    const asked = message(rosa, place, 'find Ana')
    await desk.take(asked)
    await desk.idle()
    await desk.take(message(rosa, place, 'and now?'))
    await desk.idle()
    expect(desk.slack.said('C-hiring')).toEqual(['I answer you in private.', 'I answer you in private.'])
    const privately = desk.slack.messages.filter(({ posted }) => posted.place.scope === 'personal')
    expect(privately.map(({ shown }) => shown.text)).toEqual([
      'Ana Souza was rejected.',
      'You said: and now?',
    ])
    const [first] = privately
    expect(privately[1]?.posted.place.thread).toBe(first?.posted.message)
    const followUp = message(rosa, chatOf(rosa, first?.posted.message), 'more, in private')
    await desk.take(followUp)
    await desk.idle()
    expect(await conversationOf(followUp.event)).toBe(await conversationOf(asked.event))
  })

  it('figures that a model says without looking anything up stay private too', async () => {
    const desk = openDesk(world, async () => ({ text: 'I think $95 an hour.', cards: [], tainted: false }))
    await desk.take(message(rosa, channel(), 'what would she cost?'))
    await desk.idle()
    expect(desk.slack.said('C-hiring')).toEqual(['I answer you in private.'])
  })

  it('names of candidates stay private, unless the person wrote them there', async () => {
    await stagePipeline(world)
    const desk = openDesk(world, async () => ({ text: 'Ana Souza, of course.', cards: [], tainted: false }))
    await desk.take(message(rosa, channel(), 'who was it?'))
    await desk.idle()
    await desk.take(message(rosa, channel(), 'was it ana souza?'))
    await desk.idle()
    expect(desk.slack.said('C-hiring')).toEqual(['I answer you in private.', 'Ana Souza, of course.'])
  })

  it('of somebody who cannot be written to one to one, nothing is shown but what to do', async () => {
    const desk = openDesk(world, model)
    desk.slack.failNext('privatePlace', placeGone())
    await desk.take(message(rosa, channel(), 'find Ana'))
    await desk.idle()
    expect(desk.slack.messages).toHaveLength(1)
    expect(desk.slack.said('C-hiring')[0]).toContain('open a chat with me')
  })

  it('two people of one thread have a conversation each', async () => {
    const ravi = await linkTo(world, 'recruiter2')
    const desk = openDesk(world, model)
    const place = channel()
    const [one, two] = [message(rosa, place, 'find Ana'), message(ravi, place, 'hello')]
    await desk.take(one)
    await desk.take(two)
    await desk.idle()
    expect(await conversationOf(one.event)).not.toBe(await conversationOf(two.event))
    expect(desk.slack.said('C-hiring').at(-1)).toBe('You said: hello')
  })

  it('a form that somebody fills in is answered to them alone, and nothing is said of it', async () => {
    const desk = openDesk(world, model)
    const fields = { name: 'Quiet Client' }
    await desk.take(arrival(rosa, channel(), { kind: 'act', tool: 'create_client', fields }))
    await desk.idle()
    expect(desk.slack.said('C-hiring')).toEqual([])
    expect(desk.slack.said(chatOf(rosa).channel).join()).toContain('Quiet Client')
  })
})

it('what is written in the thread that hangs on an answer belongs to its conversation', async () => {
  const desk = openDesk(world, model)
  const asked = message(rosa, chatOf(rosa), 'hello')
  await desk.take(asked)
  await desk.idle()
  const followUp = message(rosa, chatOf(rosa, desk.slack.messages.at(-1)?.posted.message), 'and then?')
  await desk.take(followUp)
  await desk.idle()
  expect(await conversationOf(followUp.event)).toBe(await conversationOf(asked.event))
})
