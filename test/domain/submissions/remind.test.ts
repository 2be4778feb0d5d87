import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, days, done, faultOf, type World } from '../../support/world.ts'
import { addCandidate, openJob, submit } from './stage.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const reminders = () =>
  world.db.outbox.findMany({ where: { effectKey: { startsWith: 'submissions-waiting:' } } })
const remind = async () =>
  done<{ reminded: number }>(await world.system('remind_of_waiting_submissions', {})).reminded

test('reviewers are reminded once a day of what has waited longer than a day, and of nothing else', async () => {
  await submit(world, 'Ana Souza')
  await submit(world, 'Bo Lund')
  expect(await remind()).toBe(0)
  world.clock.advance({ hours: 25 })
  expect(await remind()).toBe(2)
  await remind()
  const told = await reminders()
  expect(told.map(({ recipientId }) => recipientId).sort()).toEqual(
    [world.as('manager').id, world.as('manager2').id].sort(),
  )
  expect(told[0]).toMatchObject({
    port: 'message',
    tool: 'list_submissions',
    payload: { input: { status: 'waiting' }, weight: 'waits' },
  })
  world.clock.advance(days(1))
  await remind()
  expect(await reminders()).toHaveLength(4)
})

test('nobody is reminded of what they put forward themselves, nor of what is decided', async () => {
  const { items } = done<{ items: { id: string }[] }>(
    await world.as('manager').call('list_submissions', { status: 'waiting' }),
  )
  for (const { id } of items)
    done(await world.as('manager').call('review_submission', { submission: id, decision: 'approve' }))
  const recruiter = world.as('recruiter')
  const [candidate, job] = [await addCandidate(recruiter, 'Cy Reed'), await openJob(recruiter, 'Owned')]
  done(await world.as('owner').call('submit_candidate', { candidate, job }))
  world.clock.advance(days(2))
  const before = (await reminders()).length
  expect(await remind()).toBe(2)
  expect(
    (await reminders()).slice(before).some(({ recipientId }) => recipientId === world.as('owner').id),
  ).toBe(false)
})

test('nobody sets reminders off by hand', async () => {
  const fault = faultOf(await world.as('owner').call('remind_of_waiting_submissions', {}))
  expect(fault.code).toBe('denied')
})
