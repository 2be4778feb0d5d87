import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'

type Team = {
  id: string
  name: string
  members: { id: string; name: string }[]
  added: string[]
  removed: string[]
  was?: string
  version: number
}

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const list = async (input: object = {}) =>
  done<{ items: Team[]; total: number }>(await world.as('recruiter').call('list_teams', input))

describe('list_teams', () => {
  it('lists teams with their members and finds one however it is called', async () => {
    const all = await list()
    expect(all.items.map(({ name }) => name)).toEqual(['Data', 'Platform'])
    expect(all.items[0]?.members.map(({ name }) => name)).toEqual(['Mei Tanaka', 'Runa Eriksen'])
    for (const query of ['data', 'Data team', 'the data team', 'daat team'])
      expect((await list({ query })).items.map(({ name }) => name)).toEqual(['Data'])
    expect((await list({ user: world.as('recruiter').id })).items.map(({ name }) => name)).toEqual([
      'Platform',
    ])
    expect((await world.as('candidate').call('list_teams', {})).outcome).toBe('denied')
  })
})

describe('create_team', () => {
  it('makes a team with its members, once for each name', async () => {
    const members = [world.as('recruiter2').id, world.as('manager2').id]
    const made = done<Team>(await world.as('admin').call('create_team', { name: 'Cloud', members }))
    expect(made.members.map(({ name }) => name)).toEqual(['Marcus Hale', 'Ravi Menon'])
    const again = faultOf(await world.as('admin').call('create_team', { name: 'CLOUD' }))
    expect(again).toMatchObject({ code: 'conflict', details: { field: 'name' } })
    const results = await Promise.all(
      [1, 2, 3].map(() => world.as('admin').call('create_team', { name: 'Edge' })),
    )
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
  })

  it('takes colleagues only, and is for admins only', async () => {
    const outsider = await world
      .as('admin')
      .call('create_team', { name: 'Mixed', members: [world.as('candidate').id] })
    expect(faultOf(outsider)).toMatchObject({ code: 'not_found', details: { field: 'members' } })
    expect(await world.db.team.count({ where: { name: 'Mixed' } })).toBe(0)
    for (const alias of ['manager', 'recruiter', 'viewer', 'supplier'] as const)
      expect((await world.as(alias).call('create_team', { name: 'Nope' })).outcome).toBe('denied')
  })
})

describe('update_team', () => {
  it('renames, adds and takes out, and says so in words', async () => {
    const made = done<Team>(await world.as('admin').call('create_team', { name: 'Mobile' }))
    const [ravi, runa] = [world.as('recruiter2').id, world.as('recruiter3').id]
    done(await world.as('admin').call('update_team', { team: made.id, members: [ravi] }))
    const result = await world
      .as('admin')
      .call('update_team', { team: made.id, name: 'Apps', members: [runa] })
    expect(done<Team>(result)).toMatchObject({
      name: 'Apps',
      was: 'Mobile',
      added: ['Runa Eriksen'],
      removed: [],
    })
    expect(result.outcome === 'done' && result.card?.title).toBe('Renamed Mobile to Apps')
    const left = await world
      .as('admin')
      .call('update_team', { team: made.id, members: [ravi], membership: 'leave' })
    expect(left.outcome === 'done' && left.card?.text).toBe('Left: Ravi Menon.')
    expect(done<Team>(left).members.map(({ name }) => name)).toEqual(['Runa Eriksen'])
    const nothing = await world
      .as('admin')
      .call('update_team', { team: made.id, name: 'Apps', members: [runa] })
    expect(faultOf(nothing).message).toContain('Nothing would change in Apps')
    const taken = await world.as('admin').call('update_team', { team: made.id, name: 'data' })
    expect(faultOf(taken).code).toBe('conflict')
  })

  it('undoes everything of the slower of two', async () => {
    const made = done<Team>(await world.as('admin').call('create_team', { name: 'Race' }))
    const people = [world.as('recruiter').id, world.as('recruiter2').id, world.as('recruiter3').id]
    const results = await Promise.all(
      people.map((id) =>
        world.as('admin').call('update_team', { team: made.id, members: [id], version: made.version }),
      ),
    )
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    expect(await world.db.teamMember.count({ where: { teamId: made.id } })).toBe(1)
  })

  it('does not know a team that is not there', async () => {
    const fault = faultOf(
      await world
        .as('admin')
        .call('update_team', { team: '00000000-0000-7000-8000-00000000dead', name: 'X' }),
    )
    expect(fault).toMatchObject({ code: 'not_found', details: { field: 'team' } })
  })
})
