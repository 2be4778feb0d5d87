import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  done(await world.as('owner').call('update_settings', { mail_domains: 'northwind.test' }))
})
afterAll(() => world.close())

it('an address that is being changed at this moment links nobody', async () => {
  const change = new pg.Client({ connectionString: world.database.ownerUrl })
  await change.connect()
  try {
    await change.query('begin; set local session_replication_role = replica')
    const { id } = world.as('recruiter3')
    await change.query('update app_user set email = $2 where id = $1', [id, 'runa.new@northwind.test'])
    const desk = { credential: { kind: 'system', purpose: 'desk' }, door: 'slack' } as const
    const who = { platform: 'slack', tenant: 'T0NORTH', subject: 'U1', allowed: true }
    const input = { ...who, address: 'recruiter3@northwind.test' }
    const linking = world.as('owner').call('link_identity', input, desk)
    await Promise.race([linking, new Promise((resolve) => setTimeout(resolve, 300))])
    await change.query('commit')
    expect(faultOf(await linking).code).toBe('denied')
    expect(await world.db.platformIdentity.count()).toBe(0)
  } finally {
    await change.end()
  }
})
