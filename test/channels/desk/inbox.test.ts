import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInbox, type Entry, laneOf } from '../../../src/channels/desk/inbox.ts'
import { answerAt, sentLately, waitingLanes, wasTold } from '../../../src/channels/desk/inbox-look.ts'
import { channelOf, message, somebody } from '../../support/desk.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
let inbox: ReturnType<typeof createInbox>
beforeAll(async () => {
  world = await createWorld({ people: false })
  inbox = createInbox(world.waist)
})
afterAll(() => world.close())

const person = somebody()
let threads = 0
/** A thread of its own for each test. */
const freshPlace = () => channelOf(person, `thread-${++threads}`)
const statusOf = async (id: string) => (await world.db.inboxEntry.findUniqueOrThrow({ where: { id } })).status

async function taken(lane: string): Promise<Entry> {
  const entry = await inbox.take(lane)
  if (!entry) throw new Error('There was nothing to take.')
  return entry
}

describe('storing', () => {
  it('stores a delivery once, by its event and by what it tells of', async () => {
    const first = message(person, freshPlace(), 'hello')
    const stored = await Promise.all([first, first, first, first].map((one) => inbox.store(one)))
    const copy = await inbox.store({ ...first, event: 'another-event' })
    expect(stored.filter(({ known }) => !known)).toHaveLength(1)
    expect(copy).toMatchObject({ known: true, waits: true, lane: laneOf(first) })
    expect(await world.db.inboxEntry.count({ where: { thread: laneOf(first) } })).toBe(1)
  })

  it('knows a delivery for as long as it is kept, and says when nobody waits for it any more', async () => {
    const one = message(person, freshPlace(), 'hello')
    await inbox.store(one)
    await inbox.finish(await taken(laneOf(one)), { status: 'done' })
    expect(await inbox.store(one)).toMatchObject({ known: true, waits: false })
    await inbox.forget(world.clock.now())
    expect(await inbox.store(one)).toMatchObject({ known: true })
    await inbox.forget(world.clock.now().add({ seconds: 1 }))
    expect(await inbox.store(one)).toMatchObject({ known: false, waits: true })
  })

  it('keeps texts that the database cannot hold as they are', async () => {
    const odd = message(person, freshPlace(), 'a\u0000b \ud800 c 🙂')
    await inbox.store(odd)
    const entry = await taken(laneOf(odd))
    expect(entry.content).toMatchObject({ text: 'ab \ufffd c 🙂' })
  })
})

describe('the order of a thread', () => {
  it('hands out the oldest first, one at a time, to whichever worker comes', async () => {
    const place = freshPlace()
    const all = ['one', 'two', 'three'].map((text) => message(person, place, text))
    for (const each of all) await inbox.store(each)
    const lane = laneOf(all[0] ?? message(person, place, ''))
    const worked: string[] = []
    const work = async () => {
      const entry = await inbox.take(lane)
      if (!entry) return false
      expect(await inbox.take(lane)).toBeUndefined()
      worked.push(entry.event)
      await inbox.finish(entry, { status: 'done' })
      return true
    }
    while (await work());
    expect(worked).toEqual(all.map(({ event }) => event))
  })

  it('gives one of many workers who ask at the same moment', async () => {
    const one = message(person, freshPlace(), 'for one of us')
    await inbox.store(one)
    const asked = await Promise.all(Array.from({ length: 12 }, () => inbox.take(laneOf(one))))
    expect(asked.filter(Boolean)).toHaveLength(1)
  })

  it('strands nothing that arrives while the last turn is ending', async () => {
    const place = freshPlace()
    const lane = laneOf(message(person, place, ''))
    let worked = 0
    const work = async () => {
      for (let entry = await inbox.take(lane); entry; entry = await inbox.take(lane)) {
        worked += 1
        await inbox.finish(entry, { status: 'done' })
      }
    }
    const sent = 40
    await Promise.all(
      Array.from({ length: sent }, async () => {
        await inbox.store(message(person, place, 'now'))
        await work()
      }),
    )
    expect(worked).toBe(sent)
    expect(await waitingLanes(world.waist)).not.toContain(lane)
  })

  it('keeps different threads apart', async () => {
    const [one, two] = [message(person, freshPlace(), 'a'), message(person, freshPlace(), 'b')]
    await inbox.store(one)
    await inbox.store(two)
    expect((await taken(laneOf(one))).event).toBe(one.event)
    expect((await taken(laneOf(two))).event).toBe(two.event)
  })

  it('lets no click wait for a message of the same thread', async () => {
    const place = freshPlace()
    const said = message(person, place, 'a long one')
    const click = {
      ...message(person, place, ''),
      content: { kind: 'click', token: 't', message: 'm' } as const,
    }
    await inbox.store(said)
    await inbox.store(click)
    await taken(laneOf(said))
    expect((await taken(laneOf(click))).content).toMatchObject({ kind: 'click' })
  })
})

describe('a worker', () => {
  it('that dies is followed by another one, who knows of the attempt', async () => {
    const one = message(person, freshPlace(), 'hello')
    await inbox.store(one)
    const lane = laneOf(one)
    const first = await taken(lane)
    expect(await inbox.take(lane)).toBeUndefined()
    expect(await waitingLanes(world.waist)).not.toContain(lane)
    world.clock.advance({ seconds: 61 })
    expect(await waitingLanes(world.waist)).toContain(lane)
    const second = await taken(lane)
    expect(second).toMatchObject({ id: first.id, attempts: 2 })
    expect(second.startedAt.equals(first.startedAt)).toBe(true)
  })

  it('that comes back late settles nothing any more', async () => {
    const one = message(person, freshPlace(), 'hello')
    await inbox.store(one)
    const first = await taken(laneOf(one))
    world.clock.advance({ seconds: 61 })
    const second = await taken(laneOf(one))
    await inbox.finish(first, { status: 'done' })
    expect(await inbox.extend(first)).toEqual({ held: false, stop: false })
    expect(await statusOf(first.id)).toBe('working')
    await inbox.finish(second, { status: 'done' })
    expect(await statusOf(first.id)).toBe('done')
  })

  it('that gives signs of life keeps its entry, and learns that it should stop', async () => {
    const one = message(person, freshPlace(), 'hello')
    await inbox.store(one)
    const entry = await taken(laneOf(one))
    for (let beat = 0; beat < 5; beat++) {
      world.clock.advance({ seconds: 50 })
      expect(await inbox.extend(entry)).toEqual({ held: true, stop: false })
    }
    expect(await inbox.requestStop(laneOf(one), somebody())).toBeUndefined()
    expect(await inbox.extend(entry)).toEqual({ held: true, stop: false })
    expect(await inbox.requestStop(laneOf(one), person)).toBe(entry.id)
    expect(await inbox.extend(entry)).toEqual({ held: true, stop: true })
  })

  it('that puts an entry off holds up what is behind it, and no longer than it said', async () => {
    const place = freshPlace()
    const [one, two] = [message(person, place, 'a'), message(person, place, 'b')]
    await inbox.store(one)
    await inbox.store(two)
    const entry = await taken(laneOf(one))
    await inbox.putOff(entry, { until: world.clock.now().add({ seconds: 5 }), fault: 'limited' })
    expect(await inbox.take(laneOf(one))).toBeUndefined()
    world.clock.advance({ seconds: 5 })
    expect(await taken(laneOf(one))).toMatchObject({ event: one.event, attempts: 2 })
  })
})

it('finds all messages of an answer by any of them', async () => {
  const place = freshPlace()
  const one = message(person, place, 'a long question')
  await inbox.store(one)
  const posted = { place, message: 'last', before: ['first', 'second'] }
  await inbox.finish(await taken(laneOf(one)), { status: 'done', posted })
  for (const part of ['first', 'second', 'last'])
    expect(await answerAt(world.waist, place, part)).toEqual(posted)
  expect(await answerAt(world.waist, place, 'other')).toBeUndefined()
  expect(await answerAt(world.waist, freshPlace(), 'last')).toBeUndefined()
})

it('counts the messages of a minute, and remembers what somebody was told', async () => {
  const talker = somebody()
  const place = channelOf(talker, 'talk')
  await inbox.store(message(talker, place, 'long ago'))
  world.clock.advance({ seconds: 61 })
  const all = ['a', 'b', 'c'].map((text) => message(talker, place, text))
  for (const each of all) await inbox.store(each)
  const counts: number[] = []
  const lane = laneOf({ place, content: { kind: 'message', text: '', files: [] } })
  for (let entry = await inbox.take(lane); entry; entry = await inbox.take(lane)) {
    counts.push(await sentLately(world.waist, entry))
    await inbox.finish(entry, { status: 'done', fault: 'stranger' })
  }
  expect(counts).toEqual([1, 1, 2, 3])
  const since = world.clock.now().subtract({ minutes: 1 })
  expect(await wasTold(world.waist, talker, { fault: 'stranger', since, lane })).toBe(true)
  expect(await wasTold(world.waist, talker, { fault: 'stranger', since, lane: 'elsewhere' })).toBe(false)
  expect(await wasTold(world.waist, somebody(), { fault: 'stranger', since })).toBe(false)
})
