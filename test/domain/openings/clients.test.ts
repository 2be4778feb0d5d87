import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type Someone, type World } from '../../support/world.ts'
import { type Listed, stage } from './stage.ts'

type Client = {
  id: string
  name: string
  open_jobs: number
  note?: string
  version: number
  match?: string
  changed: string[]
}

let world: World
let set: Awaited<ReturnType<typeof stage>>

beforeAll(async () => {
  world = await createWorld()
  set = await stage(world)
})
afterAll(() => world.close())

const list = async (someone: Someone, input: object = {}) =>
  done<Listed<Client>>(await someone.call('list_clients', input))

describe('list_clients', () => {
  it('lists by name and counts the openings that the caller may see', async () => {
    const seen = await list(world.as('recruiter'))
    expect(seen.items.map(({ name, open_jobs }) => [name, open_jobs])).toEqual([
      ['Quayside Freight', 2],
      ['Tallgrass Mutual', 1],
    ])
    const data = await list(world.as('recruiter3'))
    expect(data.items.map(({ open_jobs }) => open_jobs)).toEqual([0, 1])
  })

  it('finds by name, trade and place, misspelt or longer than it is', async () => {
    const names = async (query: string) =>
      (await list(world.as('manager'), { query })).items.map(({ name }) => name)
    expect(await names('tallgrass mutual')).toEqual(['Tallgrass Mutual'])
    expect(await names('tall')).toEqual(['Tallgrass Mutual'])
    expect(await names('logistics seattle')).toEqual(['Quayside Freight'])
    expect(await names('quyaside')).toEqual(['Quayside Freight'])
    expect(await names('Quayside Freight International GmbH')).toEqual(['Quayside Freight'])
    expect(await names('nobody at all')).toEqual([])
  })

  it('pages by name', async () => {
    const first = await list(world.as('recruiter'), { limit: 1 })
    expect(first.total).toBe(2)
    const second = await list(world.as('recruiter'), { limit: 1, cursor: first.next_cursor })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      'Quayside Freight',
      'Tallgrass Mutual',
    ])
    expect(second.next_cursor).toBeUndefined()
  })

  it('is closed to outsiders and admins', async () => {
    for (const alias of ['candidate', 'supplier', 'referrer', 'admin'] as const)
      expect((await world.as(alias).call('list_clients', {})).outcome).toBe('denied')
  })
})

describe('create_client and update_client', () => {
  it('adds one, and refuses the same name in any case', async () => {
    const added = await world
      .as('recruiter')
      .call('create_client', { name: 'Bluefin Robotics', note: 'Pays late.' })
    expect(done<Client>(added)).toMatchObject({ name: 'Bluefin Robotics', open_jobs: 0 })
    const again = faultOf(await world.as('recruiter3').call('create_client', { name: 'BLUEFIN robotics' }))
    expect(again).toMatchObject({ code: 'conflict' })
    expect(again.message).toContain('Bluefin Robotics')
    const full = await list(world.as('recruiter'), { query: 'bluefin', detail: 'full' })
    expect(full.items[0]?.note).toBe('Pays late.')
    expect((await list(world.as('recruiter'), { query: 'bluefin' })).items[0]?.note).toBeUndefined()
  })

  it('lets one of several win who add the same name at once', async () => {
    const results = await Promise.all(
      [1, 2, 3, 4].map(() => world.as('recruiter').call('create_client', { name: 'Harbor Foods' })),
    )
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    for (const one of results) if (one.outcome !== 'done') expect(faultOf(one).code).toBe('conflict')
  })

  it('changes what is given, and says that openings stay', async () => {
    const recruiter = world.as('recruiter')
    const result = await recruiter.call('update_client', {
      client: set.quayside,
      contact_name: 'Nora Beck',
      status: 'inactive',
    })
    expect(done<Client>(result).changed).toEqual(['contact_name', 'status'])
    expect(result.outcome === 'done' && result.card?.text).toContain('2 open openings stay open')
    expect((await list(recruiter)).items.map(({ name }) => name)).not.toContain('Quayside Freight')
    expect((await list(recruiter, { query: 'quayside' })).items).toHaveLength(1)
    expect(
      faultOf(await recruiter.call('update_client', { client: set.quayside, status: 'inactive' })).message,
    ).toContain('Nothing would change')
    expect(
      faultOf(await recruiter.call('update_client', { client: set.tallgrass, name: 'quayside FREIGHT' }))
        .code,
    ).toBe('conflict')
    expect(
      (await world.as('manager').call('update_client', { client: set.tallgrass, note: 'x' })).outcome,
    ).toBe('denied')
  })

  it('tells the second of two what stands now', async () => {
    const [row] = (await list(world.as('recruiter'), { query: 'tallgrass' })).items
    const change = (industry: string) =>
      world.as('recruiter').call('update_client', { client: set.tallgrass, industry, version: row?.version })
    done(await change('Banking'))
    expect(faultOf(await change('Retail'))).toMatchObject({ code: 'conflict' })
    expect(faultOf(await change('Retail')).message).toContain('Banking')
  })

  it('takes texts up to their limit and none beyond', async () => {
    const note = '🙂'.repeat(2_000)
    done(await world.as('recruiter').call('update_client', { client: set.tallgrass, note }))
    expect((await world.db.client.findUniqueOrThrow({ where: { id: set.tallgrass } })).note).toBe(note)
    const beyond = faultOf(
      await world.as('recruiter').call('update_client', { client: set.tallgrass, note: 'x'.repeat(100_000) }),
    )
    expect(beyond.message).toContain('4,000')
  })
})
