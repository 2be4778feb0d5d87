import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Model } from '../../src/agent/minds.ts'
import type { Person } from '../../src/channels/desk/port.ts'
import type { Queue } from '../../src/queue/queue.ts'
import { arrival, chatOf, type DeskStage, linkTo, message, openDesk } from '../support/desk.ts'
import { createWorld, type World } from '../support/world.ts'
import { openOn, until } from './stage.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** More than all workers of a process. */
const many = 40

let release = () => {}
afterEach(() => release())

/** A desk whose turns are woken by the queue, with a model that hangs until it is released. */
function openHanging() {
  const begun: string[] = []
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const model: Model = async ({ text }) => {
    begun.push(text)
    if (!text.startsWith('quick')) await held
    return { text: `answer to ${text}`, cards: [], tainted: false }
  }
  let queue: Queue | undefined
  const desk: DeskStage = openDesk(world, model, { wake: (thread) => queue?.wake(thread) })
  queue = openOn(world, undefined, { threads: desk })
  return { desk, begun }
}

const statusOf = async (event: string) =>
  (await world.db.inboxEntry.findFirstOrThrow({ where: { event } })).status
const people = (count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, () => linkTo(world, 'recruiter')))

it('clicks, acts and feedback wait for no turns, however many hang', async () => {
  const { desk, begun } = openHanging()
  const writers = await people(many)
  for (const person of writers) await desk.take(message(person, chatOf(person, 'one'), 'hang on'))
  await until(() => expect(begun.length).toBeGreaterThanOrEqual(24))
  const [person = await linkTo(world, 'recruiter')] = writers
  const place = chatOf(person, 'one')
  const quick = [
    arrival(person, place, { kind: 'click', token: 'none of ours', message: 'm1' }),
    arrival(person, place, { kind: 'act', tool: 'create_client', fields: { name: 'Quickly Made' } }),
    arrival(person, place, { kind: 'feedback', message: 'm1', verdict: 'good' }),
  ]
  for (const one of quick) await desk.take(one)
  await until(async () => {
    for (const { event } of quick) expect(await statusOf(event)).toBe('done')
  })
  expect(await world.db.client.count({ where: { name: 'Quickly Made' } })).toBe(1)
  expect(await world.db.inboxEntry.count({ where: { status: { in: ['waiting', 'working'] } } })).toBe(many)
  release()
  await until(async () =>
    expect(await world.db.inboxEntry.count({ where: { status: 'done' } })).toBe(many + 3),
  )
})

it('somebody who writes in many threads at once keeps nobody waiting, and is answered in the end', async () => {
  const { desk, begun } = openHanging()
  const [busy, other] = await people(2)
  if (!busy || !other) throw new Error('There are two people.')
  const flood = Array.from({ length: many }, (_, n) =>
    message(busy, chatOf(busy, `thread ${n}`), `hang ${n}`),
  )
  for (const one of flood) await desk.take(one)
  await until(() => expect(begun).toHaveLength(4))
  const said = message(other, chatOf(other, 'mine'), 'quick question')
  await desk.take(said)
  await until(async () => expect(await statusOf(said.event)).toBe('done'))
  expect(begun.filter((text) => text.startsWith('hang'))).toHaveLength(4)
  expect((await desk.waiting()).length).toBeLessThan(many)
  release()
  await until(async () => {
    for (const { event } of flood) expect(await statusOf(event)).toBe('done')
  })
  expect(desk.slack.said(chatOf(busy).channel).sort()).toEqual(
    flood.map((_, n) => `answer to hang ${n}`).sort(),
  )
})
