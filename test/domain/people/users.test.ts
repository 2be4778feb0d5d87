import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type Someone, type World } from '../../support/world.ts'

type User = {
  id: string
  name: string
  email: string
  kind: string
  status: string
  roles: string[]
  match?: string
}
type Listed = { items: User[]; total: number; next_cursor?: string; hint?: string }

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const list = async (someone: Someone, input: object = {}) =>
  done<Listed>(await someone.call('list_users', input))
const names = async (someone: Someone, input: object) =>
  (await list(someone, input)).items.map(({ name }) => name)

describe('list_users', () => {
  it('lists everybody for those who manage accounts, by name, and never the system', async () => {
    const all = await list(world.as('admin'), { limit: 100 })
    expect(all.total).toBe(13)
    expect(all.items.map(({ name }) => name)).toEqual([...all.items.map(({ name }) => name)].sort())
    expect(all.items.some(({ kind }) => kind === 'system')).toBe(false)
  })

  it('shows colleagues only to everybody else inside, and nothing to outsiders', async () => {
    const seen = await list(world.as('recruiter'), { limit: 100 })
    expect(new Set(seen.items.map(({ kind }) => kind))).toEqual(new Set(['internal']))
    expect(seen.total).toBe(9)
    expect((await list(world.as('recruiter'), { query: 'carla nunes' })).items).toEqual([])
    expect((await list(world.as('recruiter'), { kind: 'candidate' })).total).toBe(0)
    expect((await list(world.as('admin'), { query: 'carla nunes' })).items).toHaveLength(1)
    for (const alias of ['candidate', 'supplier', 'referrer'] as const)
      expect((await world.as(alias).call('list_users', {})).outcome).toBe('denied')
  })

  it('finds by name, address and misspelt name', async () => {
    const admin = world.as('admin')
    expect(await names(admin, { query: 'ravi menon' })).toEqual(['Ravi Menon'])
    expect(await names(admin, { query: 'menon' })).toEqual(['Ravi Menon'])
    expect(await names(admin, { query: 'recruiter3@northwind.test' })).toEqual(['Runa Eriksen'])
    expect(await names(admin, { query: 'recruiter3' })).toEqual(['Runa Eriksen'])
    const close = await list(admin, { query: 'rvai mennon' })
    expect(close.items[0]).toMatchObject({ name: 'Ravi Menon', match: 'close' })
    expect(close.hint).toContain('closest')
    expect((await list(admin, { query: 'Zebulon' })).hint).toContain('No people match')
  })

  it('filters by role, team and kind', async () => {
    const admin = world.as('admin')
    expect(await names(admin, { role: 'manager' })).toEqual(['Marcus Hale', 'Mei Tanaka', 'Mona Lindqvist'])
    expect(await names(admin, { team: world.teams.Data })).toEqual(['Mei Tanaka', 'Runa Eriksen'])
    expect(await names(admin, { kind: 'supplier' })).toEqual(['Sam Whitfield'])
  })

  it('pages through everybody once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await list(world.as('admin'), { limit: 4, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next_cursor
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(13)
    expect(seen).toHaveLength(13)
  })
})

describe('create_user', () => {
  const jana = { name: 'Jana Nováková', email: 'jana@northwind.test' }

  it('makes an account that works at once, with its role, team and zone', async () => {
    const result = await world
      .as('owner')
      .call('create_user', { ...jana, role: 'recruiter', team: world.teams.Data, time_zone: 'prague' })
    const user = done<User & { next: string }>(result)
    expect(user).toMatchObject({ kind: 'internal', roles: ['recruiter'], time_zone: 'Europe/Prague' })
    expect(user.next).toContain('link')
    const mail = await world.db.outbox.findFirstOrThrow({
      where: { effectKey: { startsWith: `welcome:${user.id}` } },
    })
    expect(mail).toMatchObject({ port: 'mail', recipientId: user.id, payload: { template: 'welcome' } })
    const [record] = (await world.activity()).filter(({ tool }) => tool === 'create_user').slice(-1)
    expect(record).toMatchObject({ class: 'security', outcome: 'done' })
    expect(JSON.stringify(record)).not.toContain('jana')
  })

  it('takes the kind from the role, and refuses one that does not fit', async () => {
    const owner = world.as('owner')
    const made = done<User>(
      await owner.call('create_user', { name: 'Tom Ford', email: 'tom@fordstaffing.test', role: 'supplier' }),
    )
    expect(made.kind).toBe('supplier')
    const odd = await owner.call('create_user', {
      name: 'A B',
      email: 'ab@x.test',
      role: 'recruiter',
      kind: 'candidate',
    })
    expect(faultOf(odd)).toMatchObject({
      code: 'invalid',
      details: { field: 'kind', options: [{ label: 'internal' }] },
    })
    const team = await owner.call('create_user', {
      name: 'A B',
      email: 'ab@x.test',
      role: 'candidate',
      team: world.teams.Data,
    })
    expect(faultOf(team).details.field).toBe('team')
  })

  it('gives no role that the caller does not hold, but makes the account without one', async () => {
    const admin = world.as('admin')
    for (const role of ['super_admin', 'recruiter', 'manager']) {
      const fault = faultOf(
        await admin.call('create_user', { name: 'Eve', email: 'eve@northwind.test', role }),
      )
      expect(fault).toMatchObject({ code: 'denied', details: { field: 'role' } })
    }
    expect(await world.db.user.count({ where: { email: 'eve@northwind.test' } })).toBe(0)
    const made = done<User & { next: string }>(
      await admin.call('create_user', { name: 'Eve', email: 'eve@northwind.test' }),
    )
    expect(made.roles).toEqual([])
    expect(made.next).toContain('super admin')
    done(await admin.call('create_user', { name: 'Ada', email: 'ada@northwind.test', role: 'admin' }))
  })

  it('refuses bad addresses, taken ones in any case, unknown zones and teams', async () => {
    const owner = world.as('owner')
    const fault = async (more: object) =>
      faultOf(await owner.call('create_user', { name: 'X', email: 'x@x.test', ...more }))
    expect((await fault({ email: 'not an address' })).details.field).toBe('email')
    expect(await fault({ email: 'RECRUITER@northwind.test' })).toMatchObject({
      code: 'conflict',
      details: { field: 'email' },
    })
    expect((await fault({ time_zone: 'Berln' })).details.options?.[0]?.label).toBe('Europe/Berlin')
    const team = await fault({ team: '00000000-0000-7000-8000-00000000dead' })
    expect(team.message).toContain('Data, Platform')
    expect((await fault({ name: 'x'.repeat(100_000) })).message).toContain('120')
    expect((await fault({ role: 'boss' })).details.options).toContainEqual({ label: 'viewer' })
    expect(await world.db.user.count({ where: { email: 'x@x.test' } })).toBe(0)
  })

  it('makes one account when the same address comes four times at once', async () => {
    const results = await Promise.all(
      [1, 2, 3, 4].map(() =>
        world.as('owner').call('create_user', { name: 'Twin', email: 'twin@northwind.test' }),
      ),
    )
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    for (const one of results) if (one.outcome !== 'done') expect(faultOf(one).code).toBe('conflict')
  })

  it('is for nobody but admins, and waits for a confirmation when a mind asks', async () => {
    for (const alias of ['manager', 'recruiter', 'viewer', 'candidate', 'supplier', 'referrer'] as const)
      expect((await world.as(alias).call('create_user', { name: 'Y', email: 'y@y.test' })).outcome).toBe(
        'denied',
      )
    const asked = await world
      .as('owner')
      .call(
        'create_user',
        { name: 'Yara', email: 'y@y.test', role: 'viewer' },
        { initiator: 'mind', mind: 'guided' },
      )
    expect(asked.outcome === 'pending' && asked.confirmation.card.facts).toContainEqual({
      label: 'Role',
      value: 'viewer',
    })
    expect(await world.db.user.count({ where: { email: 'y@y.test' } })).toBe(0)
  })
})
