import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Alias } from '../../support/people.ts'
import { createWorld, days, done, faultOf, type World } from '../../support/world.ts'
import { writeDirectly } from './direct.ts'

type Linked = { id: string; user: { id: string; name: string }; proof: string; again: boolean }
type Listed = {
  items: { id: string; label: string; platform: string; user: { id: string } }[]
  total: number
}

let world: World
beforeAll(async () => {
  world = await createWorld()
  done(await world.as('owner').call('update_settings', { mail_domains: 'northwind.test, Northwind.Example' }))
})
afterAll(() => world.close())

let count = 0
/** Somebody of a workspace whom nobody here has seen yet. */
function somebody() {
  count += 1
  return { platform: 'slack', tenant: 'T0NORTH', subject: `U${count}`, name: `Person ${count}` }
}
type Somebody = ReturnType<typeof somebody>

const desk = { kind: 'system', purpose: 'desk' } as const
const link = (who: Somebody, more: object = {}) =>
  world
    .as('owner')
    .call('link_identity', { ...who, allowed: true, ...more }, { credential: desk, door: 'slack' })
const byAddress = (who: Somebody, alias: string, more: object = {}) =>
  link(who, { address: `${alias}@northwind.test`, ...more })
const codeOf = async (alias: Alias) =>
  done<{ code: string; expires_at: string }>(
    await world.as(alias).call('create_link_code', {}, { door: 'web' }),
  )
/** Whom the house takes this identity for. */
async function speaksAs({ platform, tenant, subject }: Somebody): Promise<string | undefined> {
  const credential = { kind: 'identity', platform: platform as 'slack', tenant, subject } as const
  const result = await world.as('owner').call('set_my_preferences', {}, { credential, door: 'slack' })
  if (result.outcome !== 'done') return undefined
  const record = (await world.activity()).findLast(({ tool }) => tool === 'set_my_preferences')
  return record?.actorId ?? undefined
}
const notices = (user: string) =>
  world.db.outbox.findMany({ where: { recipientId: user, effectKey: { startsWith: 'identity:' } } })

describe('linking by address', () => {
  it.each<Alias>(['recruiter', 'viewer', 'candidate', 'supplier', 'referrer'])(
    'links %s, who is told by message and by mail',
    async (alias) => {
      const who = somebody()
      expect(await speaksAs(who)).toBeUndefined()
      const linked = done<Linked>(await byAddress(who, alias.toUpperCase()))
      expect(linked).toMatchObject({ user: { id: world.as(alias).id }, proof: 'address', again: false })
      expect(await speaksAs(who)).toBe(world.as(alias).id)
      const told = await notices(world.as(alias).id)
      expect(told.map(({ port, tool }) => [port, tool]).sort()).toEqual([
        ['mail', null],
        ['message', 'get_identity_notice'],
      ])
      expect(told.find(({ port }) => port === 'mail')?.payload).toMatchObject({
        template: 'identity_linked',
        platform: 'slack',
        account: who.name,
      })
      expect(done<Linked>(await byAddress(who, alias)).again).toBe(true)
      expect(await notices(world.as(alias).id)).toHaveLength(2)
    },
  )

  it('refuses everybody else in the same words', async () => {
    const cases = [
      await byAddress(somebody(), 'manager'),
      await byAddress(somebody(), 'admin'),
      await byAddress(somebody(), 'owner'),
      await byAddress(somebody(), 'nobody'),
      await byAddress(somebody(), 'recruiter2', { allowed: false }),
      await link(somebody(), { address: 'recruiter2@elsewhere.test' }),
      await link(somebody(), { address: 'recruiter2' }),
      await link(somebody(), { name: 'Ravi Menon' }),
      await link(somebody()),
    ]
    const faults = cases.map(faultOf)
    expect(new Set(faults.map(({ message }) => message)).size).toBe(1)
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['denied']))
    expect(faults[0]?.message).toContain('link ABCD-EFGH')
    expect(await notices(world.as('manager').id)).toEqual([])
    expect((await world.activity()).at(-1)).toMatchObject({ tool: 'link_identity', outcome: 'denied' })
  })

  it('looks at what is held, not at the name of a role', async () => {
    const role = world.waist.newId()
    const permission = world.waist.newId()
    const user = world.as('recruiter2').id
    await writeDirectly(
      world,
      `insert into role (id, name, description, persona, agent_tools) values ('${role}', 'helper', 'More', 'recruiter', '{}');
       insert into permission (id, resource, action, scope, effect, fields) values ('${permission}', 'submission', 'review', 'team', 'allow', '{}');
       insert into role_permission (role_id, permission_id) values ('${role}', '${permission}');
       insert into role_assignment (id, user_id, role_id, starts_at, granted_by, created_at)
         values ('${world.waist.newId()}', '${user}', '${role}', now(), '${user}', now());`,
    )
    expect(faultOf(await byAddress(somebody(), 'recruiter2')).code).toBe('denied')
    const recruiterAndViewer = world.as('recruiter3').id
    await writeDirectly(
      world,
      `insert into role_assignment (id, user_id, role_id, starts_at, granted_by, created_at)
         select '${world.waist.newId()}', '${recruiterAndViewer}', id, now(), '${user}', now() from role where name = 'viewer';`,
    )
    expect(done<Linked>(await byAddress(somebody(), 'recruiter3')).proof).toBe('address')
  })

  it('never takes an identity from another user, and is for the desk alone', async () => {
    const who = somebody()
    done(await byAddress(who, 'viewer'))
    expect(faultOf(await byAddress(who, 'supplier')).code).toBe('denied')
    expect(await speaksAs(who)).toBe(world.as('viewer').id)
    const asOwner = await world
      .as('owner')
      .call('link_identity', { ...somebody(), address: 'viewer@northwind.test', allowed: true })
    expect(faultOf(asOwner).code).toBe('denied')
  })

  it('of two deliveries at once one links, and neither leaves two rows', async () => {
    const who = somebody()
    const both = await Promise.all([byAddress(who, 'viewer'), byAddress(who, 'viewer')])
    expect(both.some(({ outcome }) => outcome === 'done')).toBe(true)
    expect(await world.db.platformIdentity.count({ where: { subject: who.subject } })).toBe(1)
  })
})

describe('linking by code', () => {
  it('links a manager once, however the code is typed', async () => {
    const { code } = await codeOf('manager')
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/)
    const who = somebody()
    const typed = ` ${code.toLowerCase().replace('-', ' – ')} `
    expect(done<Linked>(await link(who, { code: typed, allowed: false }))).toMatchObject({ proof: 'code' })
    expect(await speaksAs(who)).toBe(world.as('manager').id)
    expect(faultOf(await link(somebody(), { code })).message).toContain('This code does not work')
    const stored = JSON.stringify(await world.db.linkCode.findMany()) + JSON.stringify(await world.activity())
    expect(stored).not.toContain(code.slice(0, 4))
  })

  it('takes an identity from one user to another, and both are told', async () => {
    const who = somebody()
    done(await byAddress(who, 'referrer'))
    const before = (await notices(world.as('referrer').id)).length
    done(await link(who, { code: (await codeOf('admin')).code }))
    expect(await speaksAs(who)).toBe(world.as('admin').id)
    const told = (await notices(world.as('referrer').id)).slice(before)
    expect(told.filter(({ port }) => port === 'mail').map(({ payload }) => payload)).toEqual([
      expect.objectContaining({ template: 'identity_unlinked' }),
    ])
    expect(await notices(world.as('admin').id)).toHaveLength(2)
  })

  it('of two identities with one code at the same moment one is linked', async () => {
    const { code } = await codeOf('manager2')
    const both = await Promise.all([link(somebody(), { code }), link(somebody(), { code })])
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['denied', 'done'])
  })

  it('expires, and of four open codes the oldest ends', async () => {
    const first = await codeOf('manager3')
    const later = [await codeOf('manager3'), await codeOf('manager3'), await codeOf('manager3')]
    expect(faultOf(await link(somebody(), { code: first.code })).code).toBe('denied')
    expect(done<Linked>(await link(somebody(), { code: later[0]?.code })).user.id).toBe(
      world.as('manager3').id,
    )
    world.clock.advance({ minutes: 11 })
    expect(faultOf(await link(somebody(), { code: later[1]?.code })).code).toBe('denied')
  })

  it('lets an identity guess five times in a quarter of an hour, and forgets them when one is right', async () => {
    const who = somebody()
    for (let i = 0; i < 4; i += 1) expect(faultOf(await link(who, { code: 'AAAA-AAAA' })).code).toBe('denied')
    done(await link(who, { code: (await codeOf('manager')).code }))
    const guesser = somebody()
    for (let i = 0; i < 5; i += 1)
      expect(faultOf(await link(guesser, { code: `AAAA-AAA${'ABCDE'[i]}` })).code).toBe('denied')
    const right = await codeOf('manager')
    expect(faultOf(await link(guesser, { code: right.code }))).toMatchObject({
      code: 'limited',
      details: { retryAfterSeconds: 900 },
    })
    expect(await speaksAs(guesser)).toBeUndefined()
    world.clock.advance({ minutes: 16 })
    done(await link(guesser, { code: (await codeOf('manager')).code }))
  })

  it('is made on the page alone', async () => {
    for (const door of ['slack', 'terminal'] as const) {
      expect(faultOf(await world.as('manager').call('create_link_code', {}, { door })).code).toBe('denied')
    }
    const asked = await world
      .as('manager')
      .call('create_link_code', {}, { door: 'web', initiator: 'mind', mind: 'claude' })
    expect(faultOf(asked).code).toBe('denied')
  })
})

describe('linked accounts', () => {
  it('are seen by their owner, found by admins, and unlinked by the owner at any time', async () => {
    const who = somebody()
    done(await byAddress(who, 'candidate2'))
    const own = done<Listed>(await world.as('candidate2').call('list_my_identities', {}))
    expect(own.items).toMatchObject([{ label: `Slack ${who.name}`, user: { id: world.as('candidate2').id } }])
    const id = own.items[0]?.id ?? ''
    const foreign = done<Listed>(
      await world.as('recruiter').call('list_my_identities', { query: 'slack cyril' }),
    )
    expect(foreign.items).toEqual([])
    const found = done<Listed>(
      await world.as('admin').call('list_my_identities', { query: 'slack account of Cyril Novak' }),
    )
    expect(found.items.map((item) => item.id)).toEqual([id])
    expect(faultOf(await world.as('recruiter').call('unlink_identity', { identity: id })).code).toBe(
      'not_found',
    )
    done(await world.as('candidate2').call('unlink_identity', { identity: id }))
    expect(await speaksAs(who)).toBeUndefined()
    const mails = (await notices(world.as('candidate2').id)).filter(({ port }) => port === 'mail')
    expect(mails.map(({ payload }) => (payload as { template: string }).template)).toEqual([
      'identity_linked',
      'identity_unlinked',
    ])
  })

  it('of somebody who may do more are not the admin’s to unlink', async () => {
    const who = somebody()
    const { id } = done<Linked>(await link(who, { code: (await codeOf('recruiter')).code }))
    expect(faultOf(await world.as('admin').call('unlink_identity', { identity: id })).code).toBe('denied')
    done(await world.as('owner').call('unlink_identity', { identity: id }))
    expect(await speaksAs(who)).toBeUndefined()
  })

  it('are named when several could be meant', async () => {
    const [one, two] = [somebody(), somebody()]
    done(await byAddress(one, 'recruiter3'))
    done(await byAddress(two, 'recruiter3'))
    const fault = faultOf(await world.as('recruiter3').call('unlink_identity', { platform: 'slack' }))
    expect(fault.details.options?.map(({ label }) => label)).toEqual(
      expect.arrayContaining([expect.stringContaining(one.name), expect.stringContaining(two.name)]),
    )
    const teams = await world.as('recruiter3').call('unlink_identity', { platform: 'teams' })
    expect(faultOf(teams).code).toBe('not_found')
  })

  it('wait for a click when a mind asks to unlink', async () => {
    const { id } = done<Linked>(await byAddress(somebody(), 'supplier'))
    const asked = await world
      .as('supplier')
      .call('unlink_identity', { identity: id }, { initiator: 'mind', mind: 'claude' })
    expect(asked).toMatchObject({ outcome: 'pending', confirmation: { tool: 'unlink_identity' } })
  })

  it('end with the account, and those by address with the address', async () => {
    const [address, code, gone] = [somebody(), somebody(), somebody()]
    done(await byAddress(address, 'viewer'))
    done(await link(code, { code: (await codeOf('viewer')).code }))
    done(
      await world
        .as('owner')
        .call('update_user', { user: world.as('viewer').id, email: 'vic@northwind.test' }),
    )
    expect(await speaksAs(address)).toBeUndefined()
    expect(await speaksAs(code)).toBe(world.as('viewer').id)
    done(await byAddress(gone, 'supplier'))
    const open = await codeOf('supplier')
    done(await world.as('owner').call('deactivate_user', { user: world.as('supplier').id }))
    expect(await speaksAs(gone)).toBeUndefined()
    expect(await world.db.platformIdentity.count({ where: { userId: world.as('supplier').id } })).toBe(0)
    expect(faultOf(await byAddress(gone, 'supplier')).code).toBe('denied')
    expect(faultOf(await link(gone, { code: open.code })).code).toBe('denied')
  })

  it('put back what was held for their owner', async () => {
    const held = { port: 'message', kind: 'delivery', tool: 'get_my_day', payload: {}, status: 'held' }
    const id = world.waist.newId()
    const user = world.as('manager2').id
    const at = new Date(world.clock.now().subtract(days(1)).epochMilliseconds)
    await world.db.outbox.create({
      data: {
        ...held,
        id,
        effectKey: `test:${id}`,
        recipientId: user,
        callId: id,
        ownerId: user,
        dueAt: at,
        createdAt: at,
      },
    })
    done(await link(somebody(), { code: (await codeOf('manager2')).code }))
    expect((await world.db.outbox.findUniqueOrThrow({ where: { id } })).status).toBe('waiting')
  })
})
