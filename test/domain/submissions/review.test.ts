import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addCandidate, hourly, openJob, submit } from './stage.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('review_submission', () => {
  test('approves once, tells whoever put them forward, and leaves the application where it stands', async () => {
    const { id, application } = await submit(world, 'Ana Souza', { pay_rate: hourly(80) })
    const result = await world
      .as('manager')
      .call('review_submission', { submission: id, decision: 'approve' })
    expect(done(result)).toMatchObject({
      status: 'approved',
      reviewed_by: { name: 'Mona Lindqvist' },
      version: 2,
    })
    expect(result).toMatchObject({
      card: {
        title: expect.stringMatching(/^Approved Ana Souza for /),
        buttons: [{ tool: 'change_status', input: { application, status: 'screened' } }],
      },
    })
    expect(await world.db.application.findUniqueOrThrow({ where: { id: application } })).toMatchObject({
      status: 'new',
    })
    const recruiter = world.as('recruiter').id
    const letter = await world.db.outbox.findUniqueOrThrow({
      where: { effectKey: `submission:${id}:reviewed:${recruiter}` },
    })
    expect(letter).toMatchObject({
      port: 'message',
      recipientId: recruiter,
      tool: 'get_submission',
      payload: { input: { submission: id }, weight: 'news' },
    })
    const settled = await world.db.outbox.findUniqueOrThrow({
      where: { effectKey: `submission:${id}:settled` },
    })
    expect(settled).toMatchObject({ port: 'card', payload: { about: `submission:${id}` } })
  })

  test('a decline needs a reason and keeps it', async () => {
    const { id } = await submit(world, 'Bo Lund')
    const manager = world.as('manager')
    const bare = faultOf(await manager.call('review_submission', { submission: id, decision: 'decline' }))
    expect(bare).toMatchObject({ code: 'invalid', details: { field: 'reason' } })
    done(
      await manager.call('review_submission', { submission: id, decision: 'decline', reason: 'Too junior' }),
    )
    const row = await world.db.submission.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject({ status: 'declined', reviewReason: 'Too junior' })
  })

  test('of two managers at the same moment one decides, and the other is told the outcome', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await submit(world, `Round ${round}`)
      const [approve, decline] = await Promise.all([
        world.as('manager').call('review_submission', { submission: id, decision: 'approve' }),
        world
          .as('manager2')
          .call('review_submission', { submission: id, decision: 'decline', reason: 'No seat' }),
      ])
      const first = approve.outcome === 'done' ? approve : decline
      const second = approve.outcome === 'done' ? decline : approve
      const decided = done<{ status: string; reviewed_by: { name: string } }>(first)
      expect(faultOf(second)).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(`${decided.reviewed_by.name} has ${decided.status} it`),
      })
      const row = await world.db.submission.findUniqueOrThrow({ where: { id } })
      expect(row).toMatchObject({ status: decided.status, version: 2 })
      expect(await world.db.outbox.count({ where: { effectKey: `submission:${id}:settled` } })).toBe(1)
    }
  })

  test('a version that is older than the row is refused', async () => {
    const { id } = await submit(world, 'Cy Reed')
    const fault = faultOf(
      await world.as('manager').call('review_submission', {
        submission: id,
        decision: 'approve',
        expected_version: 2,
      }),
    )
    expect(fault.code).toBe('conflict')
  })

  test('nobody reviews what they put forward themselves, and is told who can', async () => {
    const owner = world.as('owner')
    const candidate = await addCandidate(world.as('recruiter'), 'Di Moss')
    const job = await openJob(world.as('recruiter'), 'Owned')
    const { id } = done<{ id: string }>(await owner.call('submit_candidate', { candidate, job }))
    const fault = faultOf(await owner.call('review_submission', { submission: id, decision: 'approve' }))
    expect(fault).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('Marcus Hale and Mona Lindqvist can.'),
    })
  })

  test('belongs to the team of the opening', async () => {
    const { id } = await submit(world, 'Ed Novak')
    const foreign = faultOf(
      await world.as('manager3').call('review_submission', { submission: id, decision: 'approve' }),
    )
    expect(foreign.code).toBe('not_found')
    for (const alias of ['recruiter', 'viewer', 'admin', 'supplier'] as const) {
      const fault = faultOf(
        await world.as(alias).call('review_submission', { submission: id, decision: 'approve' }),
      )
      expect(fault.code).toBe('denied')
    }
    expect(await world.db.submission.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'submitted',
    })
  })
})
