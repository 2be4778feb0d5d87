import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { writeDirectly } from './direct.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  done(await world.as('owner').call('update_settings', { mail_domains: 'northwind.test' }))
})
afterAll(() => world.close())

const who = { platform: 'teams', tenant: 'f00d', subject: '7c1e' } as const
const desk = { kind: 'system', purpose: 'desk' } as const
const link = (more: object) =>
  world
    .as('recruiter')
    .call('link_identity', { ...who, allowed: true, ...more }, { credential: desk, door: 'teams' })
const speak = () =>
  world
    .as('recruiter')
    .call('list_my_identities', {}, { credential: { kind: 'identity', ...who }, door: 'teams' })

it('what a person is told of a link shows a way out of it, while there is one', async () => {
  const { id } = done<{ id: string }>(await link({ address: 'viewer@northwind.test' }))
  const message = await world.db.outbox.findFirstOrThrow({
    where: { recipientId: world.as('viewer').id, port: 'message' },
  })
  const { input } = message.payload as { input: Record<string, unknown> }
  const read = () => world.as('viewer').call(message.tool ?? '', input, { initiator: 'system' })
  expect(await read()).toMatchObject({
    card: {
      title: 'Your Teams account was linked',
      buttons: [{ label: 'Unlink', tool: 'unlink_identity', input: { identity: id } }],
    },
  })
  done(await world.as('viewer').call('unlink_identity', { identity: id }))
  expect(await read()).toMatchObject({ card: { buttons: [] } })
})

it('guessing by many identities together ends as well, until the quarter of an hour is over', async () => {
  const at = new Date(world.clock.now().epochMilliseconds)
  const others = Array.from({ length: 200 }, (_, i) => ({
    id: world.waist.newId(),
    platform: 'teams',
    tenant: 'f00d',
    subject: `guesser ${i}`,
    at,
  }))
  await world.db.linkTry.createMany({ data: others })
  const { code } = done<{ code: string }>(
    await world.as('manager').call('create_link_code', {}, { door: 'web' }),
  )
  expect(faultOf(await link({ code })).code).toBe('limited')
  world.clock.advance({ minutes: 16 })
  expect(faultOf(await link({ code })).code).toBe('denied')
  expect(await world.db.linkTry.count()).toBe(1)
})

it('somebody linked by address who is given more has to show a code, and is known again with it', async () => {
  const address = 'recruiter@northwind.test'
  const user = world.as('recruiter').id
  done(await link({ address }))
  expect(done<{ items: unknown[] }>(await speak()).items).toMatchObject([{ proof: 'address' }])
  await writeDirectly(
    world,
    `insert into role_assignment (id, user_id, role_id, starts_at, granted_by, created_at)
       select '${world.waist.newId()}', '${user}', id, now(), '${user}', now() from role where name = 'manager';
     update app_user set authz_epoch = authz_epoch + 1 where id = '${user}';`,
  )
  expect(faultOf(await speak()).code).toBe('unauthenticated')
  expect(faultOf(await link({ address })).code).toBe('denied')
  const mine = { recipientId: user, port: 'message' }
  const { count } = await world.db.outbox.updateMany({ where: mine, data: { status: 'held' } })
  expect(count).toBeGreaterThan(0)
  const made = await world.as('recruiter').call('create_link_code', {}, { door: 'web' })
  const { code } = done<{ code: string }>(made)
  expect(done(await link({ address, code }))).toMatchObject({
    user: { id: user },
    proof: 'code',
    again: true,
  })
  expect(done<{ items: unknown[] }>(await speak()).items).toMatchObject([{ proof: 'code' }])
  expect(await world.db.outbox.count({ where: { ...mine, status: 'held' } })).toBe(0)
})
