import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addClient, addJob, hourly, type Job } from './stage.ts'

let world: World
let client: string
let job: Job

beforeAll(async () => {
  world = await createWorld()
  client = await addClient(world.as('recruiter'), 'Copperbeck Energy')
})
beforeEach(async () => {
  job = await addJob(world.as('recruiter'), client, { bill_max: hourly(120) })
})
afterAll(() => world.close())

const update = (
  more: object,
  alias: 'recruiter' | 'recruiter2' | 'recruiter3' | 'viewer' | 'owner' = 'recruiter',
) => world.as(alias).call('update_job', { job: job.id, ...more })

describe('update_job', () => {
  it('changes what is given and says what changed', async () => {
    const result = await update({
      title: 'Staff Engineer',
      headcount: 3,
      pay_max: hourly(95),
      status: 'on_hold',
    })
    const after = done<Job>(result)
    expect(after.changed).toEqual(['title', 'headcount', 'status', 'pay'])
    expect(after).toMatchObject({ title: 'Staff Engineer', status: 'on_hold', version: job.version + 1 })
    expect(after.pay).toMatchObject({ min: 7000, max: 9500 })
    expect(result.outcome === 'done' && result.card?.title).toBe(`Changed Staff Engineer (${job.reference})`)
    expect(done<Job>(await update({ status: 'open' })).status).toBe('open')
  })

  it('gives it to a colleague of the team', async () => {
    const after = done<{ owner: { id: string; name: string } }>(
      await update({ owner: world.as('recruiter2').id }),
    )
    expect(after.owner.id).toBe(world.as('recruiter2').id)
    expect(faultOf(await update({ owner: world.as('candidate').id })).code).toBe('not_found')
  })

  it('refuses what makes no sense and changes nothing', async () => {
    expect(faultOf(await update({})).message).toContain('Nothing would change')
    expect(faultOf(await update({ title: job.title })).message).toContain('Nothing would change')
    expect(faultOf(await update({ pay_max: hourly(60) })).details.field).toBe('pay_max')
    expect(faultOf(await update({ pay_min: hourly(90) })).details.field).toBe('pay_min')
    expect(faultOf(await update({ bill_max: hourly(40) })).details.field).toBe('bill_max')
    expect(faultOf(await update({ starts_on: '2001-01-01' })).message).toContain('past')
    const row = await world.db.job.findUniqueOrThrow({ where: { id: job.id } })
    expect(row.version).toBe(job.version)
  })

  it('changes nothing of another team, and nothing for viewers', async () => {
    expect(faultOf(await update({ title: 'Mine now' }, 'recruiter3')).code).toBe('not_found')
    expect((await update({ title: 'Mine now' }, 'viewer')).outcome).toBe('denied')
    expect((await world.db.job.findUniqueOrThrow({ where: { id: job.id } })).title).toBe(job.title)
  })

  it('lets one of many win who saw the same version, and tells the others what stands', async () => {
    const results = await Promise.all(
      [2, 3, 4, 5].map((headcount) =>
        update({ headcount, version: job.version }, headcount % 2 ? 'recruiter' : 'recruiter2'),
      ),
    )
    const [won, lost] = [
      results.filter((r) => r.outcome === 'done'),
      results.filter((r) => r.outcome !== 'done'),
    ]
    expect(won).toHaveLength(1)
    for (const one of lost) {
      expect(faultOf(one)).toMatchObject({ code: 'conflict' })
      expect(faultOf(one).message).toContain(job.reference)
    }
    const row = await world.db.job.findUniqueOrThrow({ where: { id: job.id } })
    expect(row.version).toBe(job.version + 1)
  })
})

describe('close_job', () => {
  const close = (more: object = {}, alias: 'recruiter' | 'recruiter3' | 'viewer' | 'manager' = 'recruiter') =>
    world.as(alias).call('close_job', { job: job.id, reason: 'client_declined', ...more })

  it('closes for good and says what becomes of the applications', async () => {
    const result = await close({}, 'manager')
    expect(done(result)).toMatchObject({ status: 'closed', reason: 'client_declined', still_active: 0 })
    expect(result.outcome === 'done' && result.card?.text).toContain('client declined')
    const row = await world.db.job.findUniqueOrThrow({ where: { id: job.id } })
    expect(row.closedAt?.getTime()).toBe(world.clock.now().epochMilliseconds)
    expect(faultOf(await close()).message).toContain('closed (client declined)')
    expect(faultOf(await update({ status: 'open' })).code).toBe('refused')
  })

  it('counts as filled when it is', async () => {
    expect(done(await close({ reason: 'filled' }))).toMatchObject({ status: 'filled' })
    const open = done<{ items: Job[] }>(await world.as('recruiter').call('search_jobs', { mine: true }))
    expect(open.items.map(({ id }) => id)).not.toContain(job.id)
    const all = done<{ items: Job[] }>(
      await world.as('recruiter').call('search_jobs', { query: job.reference }),
    )
    expect(all.items[0]).toMatchObject({ id: job.id, status: 'filled' })
  })

  it('waits for a confirmation when a mind asks, and is refused at once for a row of another team', async () => {
    const recruiter = world.as('recruiter')
    const asked = await recruiter.call(
      'close_job',
      { job: job.id, reason: 'no_budget' },
      { initiator: 'mind', mind: 'guided' },
    )
    expect(asked.outcome).toBe('pending')
    expect(asked.outcome === 'pending' && asked.confirmation.card.text).toContain(
      `${job.title} (${job.reference})`,
    )
    expect((await world.db.job.findUniqueOrThrow({ where: { id: job.id } })).status).toBe('open')
    const elsewhere = await world
      .as('recruiter3')
      .call('close_job', { job: job.id, reason: 'no_budget' }, { initiator: 'mind', mind: 'guided' })
    expect(faultOf(elsewhere).code).toBe('not_found')
  })

  it('is for those who keep the opening, with a reason of the list', async () => {
    expect(faultOf(await close({}, 'recruiter3')).code).toBe('not_found')
    expect((await close({}, 'viewer')).outcome).toBe('denied')
    const fault = faultOf(await close({ reason: 'bored' }))
    expect(fault.details.field).toBe('reason')
    expect(fault.details.options).toContainEqual({ label: 'filled' })
  })

  it('happens once when two close it at the same time', async () => {
    const results = await Promise.all([close(), close({ reason: 'filled' }), close({ reason: 'duplicate' })])
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    for (const one of results)
      if (one.outcome !== 'done') expect(faultOf(one).message).toMatch(/is closed|moment ago/)
  })
})
