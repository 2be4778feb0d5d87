import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addCandidate, hourly, openJob, submit } from './stage.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('submit_candidate', () => {
  test('puts somebody on the pipeline and asks the managers of the team, not those of another', async () => {
    const recruiter = world.as('recruiter')
    const candidate = await addCandidate(recruiter, 'Ana Souza')
    const job = await openJob(recruiter, 'Backend Engineer')
    const result = await recruiter.call('submit_candidate', {
      candidate,
      job,
      note: 'Calm and quick.',
      pay_rate: hourly(84),
      bill_rate: hourly(120),
    })
    const made = done<Record<string, unknown>>(result)
    expect(made).toMatchObject({
      status: 'submitted',
      pay_fit: 'within',
      application: { created: true },
      told: [{ name: 'Marcus Hale' }, { name: 'Mona Lindqvist' }],
    })
    expect(made).not.toHaveProperty('note')
    const row = await world.db.application.findUniqueOrThrow({
      where: { candidateId_jobId: { candidateId: candidate, jobId: job } },
    })
    expect(row).toMatchObject({ status: 'new', ownerId: recruiter.id })
    const letters = await world.db.outbox.findMany({
      where: { effectKey: { startsWith: `submission:${made.id}` } },
    })
    expect(letters.map(({ recipientId }) => recipientId).sort()).toEqual(
      [world.as('manager').id, world.as('manager2').id].sort(),
    )
    for (const letter of letters) {
      expect(letter).toMatchObject({
        tool: 'get_submission',
        payload: { input: { submission: made.id }, weight: 'waits', about: `submission:${made.id}` },
      })
    }
    expect(result).toMatchObject({
      card: {
        title: 'Put Ana Souza forward for Backend Engineer',
        text: 'Marcus Hale and Mona Lindqvist will be asked to review it.',
      },
    })
  })

  test('keeps the stage of somebody who is on the pipeline already', async () => {
    const recruiter = world.as('recruiter')
    const candidate = await addCandidate(recruiter, 'Bo Lund')
    const job = await openJob(recruiter, 'Tester')
    const { id } = done<{ id: string }>(await recruiter.call('create_application', { candidate, job }))
    done(await recruiter.call('change_status', { application: id, status: 'screened' }))
    const made = done(await recruiter.call('submit_candidate', { candidate, job }))
    expect(made).toMatchObject({ application: { id, created: false } })
    expect(await world.db.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'screened',
    })
  })

  test.each([
    [65, 'below'],
    [70, 'within'],
    [90, 'within'],
    [91, 'above'],
  ])('says where a pay of %i stands', async (pay, fit) => {
    const recruiter = world.as('recruiter')
    const candidate = await addCandidate(recruiter, `Paid ${pay}`)
    const job = await openJob(recruiter, `Paid ${pay}`)
    const made = done(await recruiter.call('submit_candidate', { candidate, job, pay_rate: hourly(pay) }))
    expect(made).toMatchObject({ pay_fit: fit })
  })

  test('refuses a bill rate above the limit or below the pay, and rates of another unit; nothing is left behind', async () => {
    const recruiter = world.as('recruiter')
    const candidate = await addCandidate(recruiter, 'Cy Reed')
    const job = await openJob(recruiter, 'Limited')
    const attempt = async (rates: Record<string, unknown>) =>
      faultOf(await recruiter.call('submit_candidate', { candidate, job, ...rates }))
    expect(await attempt({ bill_rate: hourly(131) })).toMatchObject({
      code: 'refused',
      details: { field: 'bill_rate' },
      message: expect.stringContaining('$130'),
    })
    expect(await attempt({ pay_rate: hourly(80), bill_rate: hourly(79) })).toMatchObject({ code: 'invalid' })
    expect(await attempt({ pay_rate: { amount: 8000, currency: 'EUR', unit: 'hour' } })).toMatchObject({
      code: 'invalid',
      details: { field: 'pay_rate' },
    })
    expect(await attempt({ pay_rate: { amount: 8000, currency: 'USD', unit: 'day' } })).toMatchObject({
      code: 'invalid',
    })
    expect(await world.db.submission.count({ where: { candidateId: candidate } })).toBe(0)
    expect(await world.db.application.count({ where: { candidateId: candidate } })).toBe(0)
  })

  test('refuses a second time, and says by whom', async () => {
    const { candidate, job, id } = await submit(world, 'Di Moss')
    const fault = faultOf(await world.as('recruiter2').call('submit_candidate', { candidate, job }))
    expect(fault).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('already by Rosa Delgado (waiting for review)'),
      details: { options: [{ id }] },
    })
  })

  test('of ten at the same moment one goes through', async () => {
    const recruiter = world.as('recruiter')
    const candidate = await addCandidate(recruiter, 'Ed Novak')
    const job = await openJob(recruiter, 'Contested')
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        world.as(index % 2 ? 'recruiter' : 'recruiter2').call('submit_candidate', { candidate, job }),
      ),
    )
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    expect(results.filter(({ outcome }) => outcome === 'refused')).toHaveLength(9)
    expect(await world.db.application.count({ where: { candidateId: candidate } })).toBe(1)
  })

  test('refuses a closed opening, somebody rejected for it, and what is not visible', async () => {
    const recruiter = world.as('recruiter')
    const candidate = await addCandidate(recruiter, 'Fay Ito')
    const job = await openJob(recruiter, 'Closing')
    const { id } = done<{ id: string }>(await recruiter.call('create_application', { candidate, job }))
    done(await recruiter.call('change_status', { application: id, status: 'rejected', reason: 'skills' }))
    const rejected = faultOf(await recruiter.call('submit_candidate', { candidate, job }))
    expect(rejected).toMatchObject({ code: 'refused', message: expect.stringContaining('Reconsider') })
    done(await recruiter.call('close_job', { job, reason: 'no_budget' }))
    const closed = faultOf(await recruiter.call('submit_candidate', { candidate, job }))
    expect(closed).toMatchObject({ code: 'refused', details: { field: 'job' } })
    const foreign = await openJob(world.as('recruiter3'), 'Data Engineer')
    const hidden = faultOf(await recruiter.call('submit_candidate', { candidate, job: foreign }))
    expect(hidden).toMatchObject({ code: 'not_found' })
    const other = faultOf(await world.as('recruiter3').call('submit_candidate', { candidate, job: foreign }))
    expect(other).toMatchObject({ code: 'not_found' })
  })

  test('waits for a confirmation when a mind asks, with names instead of ids', async () => {
    const recruiter = world.as('recruiter')
    const candidate = await addCandidate(recruiter, 'Gus Hale')
    const job = await openJob(recruiter, 'Confirmed')
    const asked = await recruiter.call(
      'submit_candidate',
      { candidate, job, pay_rate: hourly(80) },
      { initiator: 'mind', mind: 'guided' },
    )
    expect(asked).toMatchObject({
      outcome: 'pending',
      confirmation: { card: { facts: expect.arrayContaining([{ label: 'Candidate', value: 'Gus Hale' }]) } },
    })
    expect(await world.db.submission.count({ where: { candidateId: candidate } })).toBe(0)
  })

  test('is denied to those who may not, and recorded', async () => {
    const { candidate, job } = await submit(world, 'Hal Berg')
    for (const alias of ['manager', 'viewer', 'admin', 'candidate', 'supplier', 'referrer'] as const) {
      expect(faultOf(await world.as(alias).call('submit_candidate', { candidate, job })).code).toBe('denied')
    }
    await world.waist.refusals.flush()
    const denied = (await world.activity()).filter(
      ({ tool, outcome }) => tool === 'submit_candidate' && outcome === 'denied',
    )
    expect(denied).toHaveLength(6)
  })
})
