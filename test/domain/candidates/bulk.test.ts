import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addPerson, apply, move, stage } from './stage.ts'

type Item = { id: string; moves: boolean; why?: string; version?: number }
type Outcome = { items: Item[]; total: number; moving: number; move: Record<string, unknown> }

let world: World
let set: Awaited<ReturnType<typeof stage>>
const three: string[] = []

beforeAll(async () => {
  world = await createWorld()
  set = await stage(world)
  const recruiter = world.as('recruiter')
  for (const name of ['One Bulk', 'Two Bulk', 'Three Bulk']) {
    three.push(await apply(recruiter, await addPerson(recruiter, name), set.backend))
  }
  await move(recruiter, three[2] ?? '', { status: 'rejected', reason: 'skills' })
})
afterAll(() => world.close())

const statuses = async () => {
  const rows = await world.db.application.findMany({ where: { id: { in: three } }, orderBy: { id: 'asc' } })
  return rows.map(({ status }) => status)
}

describe('preview_bulk_change_status', () => {
  it('tells for each whether it would move and why not, changes nothing, and offers the move', async () => {
    const result = await world
      .as('recruiter')
      .call('preview_bulk_change_status', { applications: three, status: 'screened' })
    const { items, moving } = done<Outcome>(result)
    expect(items.map(({ moves }) => moves)).toEqual([true, true, false])
    expect(items[2]?.why).toContain('cannot go from Rejected to Screened')
    expect(moving).toBe(2)
    expect(await statuses()).toEqual(['new', 'new', 'rejected'])
    expect(result.outcome === 'done' && result.card?.buttons).toMatchObject([
      { tool: 'bulk_change_status', input: { applications: three.slice(0, 2), status: 'screened' } },
    ])
  })

  it('chooses by opening and stage, and asks when nothing is chosen or a field is missing for all', async () => {
    const recruiter = world.as('recruiter')
    const chosen = done<Outcome>(
      await recruiter.call('preview_bulk_change_status', {
        job: set.backend,
        from: 'new',
        status: 'screened',
      }),
    )
    expect(chosen.total).toBe(3)
    expect(
      faultOf(await recruiter.call('preview_bulk_change_status', { status: 'screened' })).details.field,
    ).toBe('applications')
    const reject = { applications: three.slice(0, 2), status: 'rejected' }
    const fault = faultOf(await recruiter.call('preview_bulk_change_status', reject))
    expect(fault).toMatchObject({ code: 'invalid', details: { field: 'reason' } })
    expect(faultOf(await recruiter.call('bulk_change_status', reject)).details.field).toBe('reason')
  })
})

describe('bulk_change_status', () => {
  it('moves what can move, leaves the rest, and records each', async () => {
    const recruiter = world.as('recruiter')
    const foreign = '00000000-0000-7000-8000-00000000dead'
    const applications = [...three, foreign, set.application]
    const { items, total, moving } = done<Outcome>(
      await recruiter.call('bulk_change_status', { applications, status: 'screened' }),
    )
    expect([total, moving]).toEqual([5, 3])
    expect(items.map(({ moves }) => moves)).toEqual([true, true, false, false, true])
    expect(await statuses()).toEqual(['screened', 'screened', 'rejected'])
    const records = (await world.activity()).filter(
      ({ tool, outcome }) => tool === 'bulk_change_status' && outcome !== 'refused',
    )
    const targets = records.map(({ targetId }) => targetId)
    for (const id of [three[0], three[1], set.application]) expect(targets).toContain(id)
    const refused = (await world.activity()).filter(
      ({ targetId, outcome }) => targetId === three[2] && outcome === 'refused',
    )
    expect(refused.map(({ tool }) => tool)).toContain('bulk_change_status')
  })

  it('waits for a confirmation that lists every row when a mind asks', async () => {
    const recruiter = world.as('recruiter')
    const input = { applications: three, status: 'on_hold', reason: 'the client is away' }
    const held = await recruiter.call('bulk_change_status', input, { initiator: 'mind', mind: 'guided' })
    expect(held.outcome).toBe('pending')
    const facts = held.outcome === 'pending' ? (held.confirmation.card.facts ?? []) : []
    expect(facts.map(({ value }) => value)).toEqual([
      'Screened to On hold',
      'Screened to On hold',
      expect.stringContaining('stays'),
    ])
    expect(await statuses()).toEqual(['screened', 'screened', 'rejected'])
  })

  it('refuses more than 200, and those who may not', async () => {
    const many = Array.from(
      { length: 201 },
      (_, i) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
    )
    const fault = faultOf(
      await world.as('recruiter').call('bulk_change_status', { applications: many, status: 'screened' }),
    )
    expect(fault.details.field).toBe('applications')
    const input = { applications: three, status: 'screened' }
    expect((await world.as('viewer').call('bulk_change_status', input)).outcome).toBe('denied')
    const others = done<Outcome>(await world.as('recruiter3').call('bulk_change_status', input))
    expect(others.moving).toBe(0)
  })

  it('moves 200 at once', async () => {
    const recruiter = world.as('recruiter')
    const many: string[] = []
    for (let at = 0; at < 200; at += 1) {
      many.push(await apply(recruiter, await addPerson(recruiter, `Many ${at}`), set.backend))
    }
    const { moving } = done<Outcome>(
      await recruiter.call('bulk_change_status', { applications: many, status: 'screened' }),
    )
    expect(moving).toBe(200)
    expect(
      await world.db.application.count({ where: { id: { in: many }, status: 'screened', version: 2 } }),
    ).toBe(200)
    expect(await world.db.statusChange.count({ where: { applicationId: { in: many } } })).toBe(400)
  })
})
