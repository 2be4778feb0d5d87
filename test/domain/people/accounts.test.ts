import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLink } from '../../../src/access/links.ts'
import { createSession } from '../../../src/access/sessions.ts'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addClient, addJob } from '../openings/stage.ts'
import { writeDirectly } from './direct.ts'

type Account = {
  id: string
  name: string
  status: string
  version: number
  teams: { id: string; name: string }[]
  changed: string[]
}

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

async function signInTwice(user: string) {
  const common = { userId: user, now: world.clock.now() }
  const session = { id: world.waist.newId(), address: undefined, userAgent: undefined }
  const token = await createSession(world.db, { ...common, ...session, hours: 12 })
  const link = await createLink(world.db, { ...common, id: world.waist.newId() })
  return { token, link }
}

describe('update_user', () => {
  it('changes name, zone and teams, and the new team counts at once', async () => {
    const client = await addClient(world.as('recruiter'), 'Acme')
    const job = await addJob(world.as('recruiter3'), client)
    const ravi = world.as('recruiter2')
    expect(faultOf(await ravi.call('get_job', { job: job.id })).code).toBe('not_found')
    const change = {
      user: ravi.id,
      name: 'Ravi K. Menon',
      time_zone: 'Tokyo',
      teams: [world.teams.Data],
    }
    const after = done<Account>(await world.as('admin').call('update_user', change))
    expect(after.changed).toEqual(['name', 'time_zone', 'teams'])
    expect(after.teams.map(({ name }) => name)).toEqual(['Data', 'Platform'])
    done(await ravi.call('get_job', { job: job.id }))
    const leave = { user: ravi.id, teams: [world.teams.Platform], membership: 'leave' }
    const left = done<Account>(await world.as('admin').call('update_user', leave))
    expect(left.teams.map(({ name }) => name)).toEqual(['Data'])
    expect(faultOf(await world.as('admin').call('update_user', change)).message).toContain(
      'Nothing would change',
    )
  })

  it('changes an address only for whoever holds all that the person holds, and shuts open doors', async () => {
    const ravi = world.as('recruiter2').id
    const { token, link } = await signInTwice(ravi)
    const denied = faultOf(
      await world.as('admin').call('update_user', { user: ravi, email: 'ravi@northwind.test' }),
    )
    expect(denied.code).toBe('denied')
    done(await world.as('owner').call('update_user', { user: ravi, email: 'Ravi@Northwind.test' }))
    expect((await world.db.user.findUniqueOrThrow({ where: { id: ravi } })).email).toBe('ravi@northwind.test')
    for (const credential of [{ kind: 'session', token } as const, { kind: 'link', token: link } as const]) {
      const result = await world.as('recruiter').call('list_teams', {}, { credential })
      expect(result.outcome).toBe('denied')
    }
    const mail = await world.db.outbox.findFirstOrThrow({
      where: { effectKey: { startsWith: 'address-changed:' } },
    })
    expect(mail.payload).toMatchObject({ address: 'recruiter2@northwind.test' })
    const taken = await world.as('owner').call('update_user', { user: ravi, email: 'VIEWER@northwind.test' })
    expect(faultOf(taken)).toMatchObject({ code: 'conflict', details: { field: 'email' } })
  })

  it('lets nobody widen their own reach by joining a team, nor put outsiders into one', async () => {
    const admin = world.as('admin')
    done(await admin.call('update_user', { user: admin.id, teams: [world.teams.Data] }))
    await holdRole(admin.id, 'recruiter')
    const own = await admin.call('update_user', { user: admin.id, teams: [world.teams.Platform] })
    expect(faultOf(own)).toMatchObject({ code: 'denied' })
    const same = await admin.call('update_team', { team: world.teams.Platform, members: [admin.id] })
    expect(faultOf(same)).toMatchObject({ code: 'denied' })
    const outsider = await world
      .as('owner')
      .call('update_user', { user: world.as('supplier').id, teams: [world.teams.Data] })
    expect(faultOf(outsider).details.field).toBe('teams')
  })

  it('tells the second of two what stands now', async () => {
    const user = world.as('viewer').id
    const results = await Promise.all(
      ['Vic One', 'Vic Two', 'Vic Three'].map((name) =>
        world.as('admin').call('update_user', { user, name, version: 1 }),
      ),
    )
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    for (const one of results) {
      if (one.outcome === 'done') continue
      expect(faultOf(one).code).toBe('conflict')
      expect(faultOf(one).message).toMatch(/Vic (One|Two|Three)/)
    }
  })

  it('is denied to everybody without the right and to unknown people', async () => {
    for (const alias of ['manager', 'recruiter', 'viewer', 'candidate'] as const)
      expect(
        (await world.as(alias).call('update_user', { user: world.as('viewer').id, name: 'Z' })).outcome,
      ).toBe('denied')
    const unknown = await world
      .as('owner')
      .call('update_user', { user: '00000000-0000-7000-8000-000000000001', name: 'Z' })
    expect(faultOf(unknown).code).toBe('not_found')
  })
})

describe('deactivate_user', () => {
  it('ends the account, its sessions and links, and says what is left behind', async () => {
    const ravi = world.as('recruiter2')
    const client = await addClient(ravi, 'Acme')
    await addJob(ravi, client)
    const { token } = await signInTwice(ravi.id)
    const result = await world.as('owner').call('deactivate_user', { user: ravi.id })
    expect(done(result)).toMatchObject({
      status: 'deactivated',
      sessions_ended: 1,
      leaves: { jobs: 1, candidates: 0, applications: 0 },
    })
    expect(result.outcome === 'done' && result.card?.text).toContain('1 open opening')
    expect((await ravi.call('search_jobs', {})).outcome).toBe('denied')
    const credential = { kind: 'session', token } as const
    expect((await ravi.call('search_jobs', {}, { credential })).outcome).toBe('denied')
    const again = await world.as('owner').call('deactivate_user', { user: ravi.id })
    expect(faultOf(again)).toMatchObject({ code: 'refused' })
  })

  it('can be undone by whoever could do it', async () => {
    const viewer = world.as('viewer')
    done(await world.as('owner').call('deactivate_user', { user: viewer.id }))
    expect(
      faultOf(await world.as('admin').call('update_user', { user: viewer.id, status: 'active' })).code,
    ).toBe('denied')
    done(await world.as('owner').call('update_user', { user: viewer.id, status: 'active' }))
    done(await viewer.call('search_jobs', {}))
  })

  it('needs all that the person holds, protects the last super admin and spares oneself', async () => {
    const [owner, admin] = [world.as('owner'), world.as('admin')]
    expect(faultOf(await admin.call('deactivate_user', { user: owner.id })).code).toBe('denied')
    expect(faultOf(await admin.call('deactivate_user', { user: world.as('recruiter').id })).code).toBe(
      'denied',
    )
    expect(faultOf(await owner.call('deactivate_user', { user: owner.id })).message).toContain(
      'your own account',
    )
    expect((await world.db.user.findUniqueOrThrow({ where: { id: owner.id } })).status).toBe('active')
  })

  it('leaves one super admin when two deactivate each other at once', async () => {
    await holdRole(world.as('admin').id, 'super_admin')
    const [one, two] = [world.as('owner'), world.as('admin')]
    const results = await Promise.all([
      one.call('deactivate_user', { user: two.id }),
      two.call('deactivate_user', { user: one.id }),
    ])
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    const left = await world.db.user.count({ where: { id: { in: [one.id, two.id] }, status: 'active' } })
    expect(left).toBe(1)
  })

  it('shows in its confirmation whom it ends, and refuses there already', async () => {
    const mind = { initiator: 'mind', mind: 'guided' } as const
    const asked = await world.as('owner').call('deactivate_user', { user: world.as('viewer').id }, mind)
    expect(asked.outcome === 'pending' && asked.confirmation.card.text).toContain('Victor Osei')
    const denied = await world.as('admin').call('deactivate_user', { user: world.as('owner').id }, mind)
    expect(faultOf(denied).code).toBe('denied')
  })
})

async function holdRole(user: string, role: string) {
  await writeDirectly(
    world,
    `insert into role_assignment (id, user_id, role_id, starts_at, granted_by, created_at)
       select gen_random_uuid(), '${user}', id, now() - interval '1 day', '${user}', now() from role where name = '${role}';
     update app_user set authz_epoch = authz_epoch + 1 where id = '${user}'`,
  )
}
