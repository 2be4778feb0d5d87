import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, days, done, faultOf, type World } from '../../support/world.ts'
import { type Application, addPerson, apply, type Listed, move, type Named, stage } from './stage.ts'

type Board = Listed<Application> & { stages: { status: string; label: string; count: number }[] }
type Task = {
  id: string
  kind: string
  label: string
  detail: string
  score: number
  parts: { points: number }[]
  candidate: Named
  button: { tool: string; input: Record<string, string> }
}

let world: World
let set: Awaited<ReturnType<typeof stage>>
let bo: string
let cy: string

beforeAll(async () => {
  world = await createWorld()
  set = await stage(world)
  const recruiter = world.as('recruiter')
  bo = await apply(recruiter, await addPerson(recruiter, 'Bo Second'), set.backend)
  world.clock.advance(days(3))
  cy = await apply(world.as('recruiter2'), await addPerson(world.as('recruiter2'), 'Cy Third'), set.backend)
  await move(recruiter, bo, { status: 'screened' })
  const recruiter3 = world.as('recruiter3')
  await apply(recruiter3, await addPerson(recruiter3, 'Di Other'), set.data)
})
afterAll(() => world.close())

describe('get_pipeline', () => {
  const board = async (alias: 'recruiter' | 'recruiter3' | 'viewer' | 'manager', input: object = {}) =>
    done<Board>(await world.as(alias).call('get_pipeline', input))

  it('counts every stage and lists what a board needs, longest waiting first', async () => {
    const { stages, items, total } = await board('manager', { job: set.backend })
    expect(stages).toHaveLength(9)
    expect(stages.slice(0, 2)).toEqual([
      { status: 'new', label: 'New', count: 2 },
      { status: 'screened', label: 'Screened', count: 1 },
    ])
    expect(total).toBe(3)
    expect(items.map(({ label }) => label)).toEqual([
      'Ana Souza for Backend Engineer',
      'Cy Third for Backend Engineer',
      'Bo Second for Backend Engineer',
    ])
    expect(items[0]).toMatchObject({
      version: 1,
      status: 'new',
      days_in_stage: 3,
      active: true,
      owner: { id: world.as('recruiter').id },
    })
    expect(items[0]?.moves[0]).toEqual({ to: 'screened', needs: [] })
    expect(items[2]?.moves[0]).toEqual({ to: 'interviewed', needs: ['held_on'] })
  })

  it('keeps teams apart, filters by team and owner, and shows all to a viewer', async () => {
    expect((await board('recruiter3')).items.map(({ label }) => label)).toEqual([
      'Di Other for Data Engineer',
    ])
    expect((await board('viewer')).total).toBe(4)
    expect((await board('viewer', { team: world.teams.Data })).total).toBe(1)
    expect((await board('recruiter', { owner: world.as('recruiter2').id })).items).toMatchObject([{ id: cy }])
    expect((await board('recruiter', { status: 'screened' })).items).toMatchObject([{ id: bo }])
  })

  it('pages each stage', async () => {
    const first = await board('recruiter', { limit: 1 })
    expect(first.items.map(({ label }) => label)).toEqual([
      'Ana Souza for Backend Engineer',
      'Bo Second for Backend Engineer',
    ])
    const second = await board('recruiter', { limit: 1, cursor: first.next_cursor })
    expect(second.items).toMatchObject([{ id: cy }])
    expect(second.next_cursor).toBeUndefined()
    expect(faultOf(await world.as('recruiter').call('get_pipeline', { cursor: '-' })).details.field).toBe(
      'cursor',
    )
  })

  it('is not for outsiders', async () => {
    for (const alias of ['candidate', 'supplier', 'referrer', 'admin'] as const) {
      for (const tool of ['get_pipeline', 'search_applications', 'get_my_day']) {
        expect((await world.as(alias).call(tool, {})).outcome).toBe('denied')
      }
      const history = await world.as(alias).call('get_status_history', { application: bo })
      expect(history.outcome).toBe('denied')
    }
  })
})

describe('get_my_day', () => {
  const day = async (alias: 'recruiter' | 'recruiter2' | 'recruiter3' | 'manager' | 'viewer') => {
    const result = await world.as(alias).call('get_my_day', {})
    return { ...done<Listed<Task>>(result), card: result.outcome === 'done' ? result.card : undefined }
  }

  it('ranks what waits longest over its norm first, says why, and shows how the points add up', async () => {
    const { items, card } = await day('recruiter')
    expect(items.map(({ candidate }) => candidate.name)).toEqual(['Ana Souza'])
    expect(items[0]).toMatchObject({
      kind: 'application',
      detail: 'Nobody has screened it yet, 3 days in New.',
      button: { tool: 'change_status', input: { application: set.application, status: 'screened' } },
    })
    for (const { score, parts } of items)
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score)
    expect(card?.title).toBe('First: Ana Souza for Backend Engineer')
    expect(card?.buttons?.[0]?.tool).toBe('change_status')
  })

  it('gives a manager the work of the team, and a reader no button to change anything', async () => {
    expect((await day('manager')).items.map(({ candidate }) => candidate.name)).toEqual([
      'Ana Souza',
      'Cy Third',
    ])
    expect((await day('viewer')).card?.buttons).toEqual([])
  })

  it('names holds that have passed, offers without a first day, and colleagues who wait', async () => {
    const recruiter = world.as('recruiter2')
    // In the reader's own zone, since it is another day there for some hours of each day.
    const today = world.clock.now().toZonedDateTimeISO('Asia/Kolkata').toPlainDate()
    const until = today.add({ days: 2 }).toString()
    await move(recruiter, cy, { status: 'on_hold', reason: 'client away', until })
    expect((await day('recruiter2')).items).toEqual([])
    expect((await day('recruiter2')).card?.title).toBe('Nothing is waiting for you')
    world.clock.advance(days(4))
    done(await world.as('recruiter3').call('request_hand_over', { name: 'Cy Third' }))
    const { items } = await day('recruiter2')
    expect(items.map(({ kind }) => kind)).toEqual(['hand_over', 'application'])
    expect(items[1]?.detail).toBe('Its hold ended 2 days ago.')
    expect(items[1]?.button).toMatchObject({ tool: 'change_status', input: { status: 'new' } })
    done(await recruiter.call(items[0]?.button.tool ?? '', items[0]?.button.input))
    expect((await day('recruiter2')).items.map(({ kind }) => kind)).toEqual(['application'])
    await move(recruiter, cy, { status: 'new' })
    await move(recruiter, cy, {
      status: 'offered',
      reason: 'known',
      rate: { amount: 9000, currency: 'USD', unit: 'hour' },
    })
    expect((await day('recruiter2')).items[0]?.detail).toBe('The offer has no first day of work.')
  })
})

describe('create_application', () => {
  it('puts somebody on an opening once, and only on one of the own team', async () => {
    const recruiter = world.as('recruiter')
    const again = faultOf(
      await recruiter.call('create_application', { candidate: set.ana, job: set.backend }),
    )
    expect(again).toMatchObject({ code: 'refused', details: { options: [{ id: set.application }] } })
    expect(
      faultOf(await recruiter.call('create_application', { candidate: set.ana, job: set.data })).code,
    ).toBe('not_found')
    expect(
      (await world.as('manager').call('create_application', { candidate: set.ana, job: set.backend }))
        .outcome,
    ).toBe('denied')
  })
})
