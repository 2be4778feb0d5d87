import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addClient, addJob, hourly, type Job, plainJob } from './stage.ts'

let world: World
let client: string

beforeAll(async () => {
  world = await createWorld()
  client = await addClient(world.as('recruiter'), 'Larkfield Clinics')
})
afterAll(() => world.close())

const create = (more: object, alias: 'recruiter' | 'recruiter3' | 'owner' | 'manager' = 'recruiter') =>
  world.as(alias).call('create_job', { ...plainJob, client, ...more })

describe('create_job', () => {
  it('opens a job in the own team, with a reference and a level from the title', async () => {
    const job = done<Job>(await create({ wished_skills: ['go', 'Rust'], bill_max: hourly(120) }))
    expect(job).toMatchObject({ status: 'open', level: 'senior', workplace: 'onsite', headcount: 1 })
    expect(job.reference).toMatch(/^JOB-\d{4,}$/)
    expect(job.pay).toEqual({ min: 7000, max: 8500, currency: 'USD', unit: 'hour' })
    const row = await world.db.job.findUniqueOrThrow({ where: { id: job.id } })
    expect(row).toMatchObject({
      teamId: world.teams.Platform,
      ownerId: world.as('recruiter').id,
      wishedSkills: ['Rust'],
    })
    const [record] = (await world.activity()).filter(({ tool }) => tool === 'create_job').slice(-1)
    expect(record).toMatchObject({ outcome: 'done', targetType: 'client', targetId: client })
    expect(JSON.stringify(record)).not.toContain('8500')
  })

  it('gives every opening its own reference when twelve are opened at once', async () => {
    const jobs = await Promise.all(Array.from({ length: 12 }, () => addJob(world.as('recruiter'), client)))
    expect(new Set(jobs.map(({ reference }) => reference)).size).toBe(12)
  })

  it.each([
    ['pay upside down', { pay_min: hourly(90) }, 'pay_min', 'above the highest'],
    [
      'two currencies',
      { pay_max: { amount: 9000, currency: 'EUR', unit: 'hour' } },
      'pay_max',
      'same currency',
    ],
    [
      'two units',
      { pay_min: { amount: 9_000_000, currency: 'USD', unit: 'year' } },
      'pay_max',
      'same currency and unit',
    ],
    ['a bill rate below pay', { bill_max: hourly(60) }, 'bill_max', 'nothing is left'],
    [
      'a made-up currency',
      {
        pay_min: { amount: 100, currency: 'XQZ', unit: 'hour' },
        pay_max: { amount: 200, currency: 'XQZ', unit: 'hour' },
      },
      'pay_min',
      'no currency',
    ],
    ['no place for work on site', { location: undefined }, 'location', 'Say where'],
    ['a past start', { starts_on: '2020-02-29' }, 'starts_on', '2020-02-29 is past'],
    ['a day that does not exist', { starts_on: '2027-02-30' }, 'starts_on', 'not a day'],
    ['no skill', { required_skills: [] }, 'required_skills', 'one skill'],
    ['an empty title', { title: '   ' }, 'title', 'empty'],
    ['a title beyond any', { title: 'x'.repeat(100_000) }, 'title', '160'],
    ['a description beyond any', { description: 'x'.repeat(100_000) }, 'description', '20,000'],
    ['control characters', { title: 'a\u001b[31mred' }, 'title', 'control'],
    ['a headcount of none', { headcount: 0 }, 'headcount', 'at least 1'],
    [
      'an unknown client',
      { client: '00000000-0000-7000-8000-00000000dead' },
      'client',
      "can't find that client",
    ],
    [
      'an unknown owner',
      { owner: '00000000-0000-7000-8000-00000000dead' },
      'owner',
      "can't find that colleague",
    ],
    ['an unknown key', { salary: 5 }, undefined, 'no field "salary"'],
  ])('refuses %s and says why', async (_, more, field, words) => {
    const before = await world.db.job.count()
    const fault = faultOf(await create(more))
    expect(fault.message).toContain(words)
    expect(fault.details.field).toBe(field)
    expect(await world.db.job.count()).toBe(before)
  })

  it('keeps emoji, right-to-left and markup as they are', async () => {
    const title = '🚀 مهندس <b>Senior</b> "Go" \'; drop table job; --'
    const job = done<Job>(await create({ title, description: '<script>alert(1)</script>' }))
    expect(job.title).toBe(title)
    const shown = done<{ description: string }>(
      await world.as('recruiter').call('get_job', { job: job.id, detail: 'full' }),
    )
    expect(shown.description).toBe('<script>alert(1)</script>')
  })

  it('opens only in a team of the own, and asks which when all are possible', async () => {
    const elsewhere = faultOf(await create({ team: world.teams.Data }))
    expect(elsewhere.details.field).toBe('team')
    const which = faultOf(await create({}, 'owner'))
    expect(which.details.options?.map(({ label }) => label)).toEqual(['Data', 'Platform'])
    done(await create({ team: world.teams.Data }, 'owner'))
  })

  it('is for a client that we work with', async () => {
    const former = await addClient(world.as('recruiter'), 'Gone Ltd')
    done(await world.as('recruiter').call('update_client', { client: former, status: 'inactive' }))
    expect(faultOf(await create({ client: former })).message).toContain('inactive')
  })

  it('is denied to viewers, admins and outsiders, and that is recorded', async () => {
    for (const alias of ['viewer', 'admin', 'candidate', 'supplier', 'referrer'] as const) {
      const result = await world.as(alias).call('create_job', { ...plainJob, client })
      expect(result.outcome).toBe('denied')
    }
    const denied = (await world.activity()).filter(
      ({ tool, outcome }) => tool === 'create_job' && outcome === 'denied',
    )
    expect(denied.length).toBeGreaterThanOrEqual(5)
  })
})

describe('get_job', () => {
  it('shows one opening with counts, its text only in full, and nothing of another team', async () => {
    const job = await addJob(world.as('recruiter'), client, { description: 'The whole story.' })
    const concise = done<Record<string, unknown>>(await world.as('manager').call('get_job', { job: job.id }))
    expect(concise).toMatchObject({ title: job.title, applications: {} })
    expect(concise.description).toBeUndefined()
    const result = await world.as('manager').call('get_job', { job: job.id, detail: 'full' })
    expect(result.outcome === 'done' && result.card?.text).toContain('The whole story.')
    const unseen = faultOf(await world.as('recruiter3').call('get_job', { job: job.id }))
    const missing = faultOf(
      await world.as('recruiter3').call('get_job', { job: '00000000-0000-7000-8000-00000000dead' }),
    )
    expect(unseen.message).toBe(missing.message)
    const viewed = done<Job>(await world.as('viewer').call('get_job', { job: job.id }))
    expect(viewed.pay).toBeUndefined()
    expect(viewed.bill_max).toBeUndefined()
  })
})
