import { afterAll, beforeAll, expect, it } from 'vitest'
import { createConverse } from '../../src/agent/converse.ts'
import { toDate } from '../../src/platform/clock.ts'
import { type Alias, people } from '../support/people.ts'
import { createWorld, done, faultOf, type World } from '../support/world.ts'

type Listed = {
  items: { id: string; who: string; what: string; why: string; status: string; detail: string }[]
  total: number
  next_cursor?: string
}

let world: World
beforeAll(async () => {
  world = await createWorld()
  await leave('manager', 'dead', 'They have blocked Parley.')
  await leave('manager2', 'dead', 'The channel is gone.')
  await leave('recruiter2', 'held', 'No account is linked.')
})
afterAll(() => world.close())

/** A message to somebody that did not leave, in which somebody is paid a sum. */
async function leave(to: Alias, status: 'dead' | 'held', fault: string): Promise<void> {
  world.clock.advance({ minutes: 1 })
  const { newId, clock } = world.waist
  const at = toDate(clock.now())
  await world.db.outbox.create({
    data: {
      id: newId(),
      kind: 'delivery',
      effectKey: `test:${to}`,
      callId: newId(),
      ownerId: world.as('recruiter').id,
      recipientId: world.as(to).id,
      port: 'message',
      tool: 'get_my_day',
      payload: { input: { note: 'pays 9250 an hour' }, weight: 'news' },
      status,
      fault,
      attempts: 3,
      dueAt: at,
      createdAt: at,
      ...(status === 'dead' ? { settledAt: at } : {}),
    },
  })
}

const list = async (input: object) => done<Listed>(await world.as('admin').call('list_undelivered', input))

it('shows for whom, what, since when and why, the latest first, and never the content', async () => {
  const result = await world.as('admin').call('list_undelivered', {})
  expect(JSON.stringify(result)).not.toContain('9250')
  const { items, total } = done<Listed>(result)
  expect(total).toBe(2)
  expect(items.map(({ who }) => who)).toEqual([people.manager2.name, people.manager.name])
  expect(items[0]).toMatchObject({ what: 'message: get my day', why: 'The channel is gone.', status: 'dead' })
  if (result.outcome !== 'done') throw new Error('It was done before.')
  expect(result.card?.title).toBe('Not delivered: 2')
})

it('comes in pages, by name, and shows what is held apart', async () => {
  const first = await list({ limit: 1 })
  expect(first.items).toHaveLength(1)
  const second = await list({ limit: 1, cursor: first.next_cursor })
  expect(second.items.map(({ who }) => who)).toEqual([people.manager.name])
  expect(second.next_cursor).toBeUndefined()
  expect((await list({ query: 'mona' })).items.map(({ who }) => who)).toEqual([people.manager.name])
  expect((await list({ query: 'nobody at all' })).total).toBe(0)
  expect((await list({ status: 'held' })).items).toMatchObject([
    { who: people.recruiter2.name, why: 'No account is linked.' },
  ])
})

it.each([
  ['what could not be delivered?', 'list_undelivered'],
  ['show me the dead letters', 'list_undelivered'],
  ['try the delivery for Mona Lindqvist again', 'retry_delivery'],
])('an admin may say: %s', async (text, tool) => {
  const reply = await createConverse(world.waist, { model: undefined })({
    credential: world.as('admin').credential,
    door: 'terminal',
    text,
  })
  const made = reply.calls.filter(({ initiator }) => initiator === 'mind')
  expect(made, reply.reply).toMatchObject([{ tool, outcome: 'done' }])
})

it('is tried again once it was given up, and only then', async () => {
  expect(await world.db.outbox.findUniqueOrThrow({ where: { effectKey: 'test:manager' } })).toMatchObject({
    status: 'waiting',
    attempts: 1,
    settledAt: null,
  })
  const [held] = (await list({ status: 'held' })).items
  const retry = async (delivery: string | undefined) =>
    faultOf(await world.as('admin').call('retry_delivery', { delivery })).code
  expect(await retry(held?.id)).toBe('refused')
  expect(await retry('01900000-0000-7000-8000-00000000dead')).toBe('not_found')
})
