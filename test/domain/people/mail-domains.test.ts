import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('mail domains', () => {
  it('are kept in lower case, each once, and emptied by “none”', async () => {
    const settings = async () =>
      done<{ mail_domains: string[] }>(await world.as('admin').call('get_settings', {})).mail_domains
    expect(await settings()).toEqual([])
    done(
      await world.as('admin').call('update_settings', { mail_domains: 'northwind.test, Northwind.Example' }),
    )
    expect(await settings()).toEqual(['northwind.example', 'northwind.test'])
    for (const wrong of ['northwind', 'a@b@c.de', 'http://x.test/', '-x.test', 'x..test']) {
      const fault = faultOf(await world.as('admin').call('update_settings', { mail_domains: wrong }))
      expect(fault).toMatchObject({ code: 'invalid', details: { field: 'mail_domains' } })
    }
    done(
      await world.as('admin').call('update_settings', { mail_domains: '@Bücher.example and b.test;b.test' }),
    )
    expect(await settings()).toEqual(['b.test', 'xn--bcher-kva.example'])
    done(await world.as('admin').call('update_settings', { mail_domains: 'none' }))
    expect(await settings()).toEqual([])
  })

  it('come with a warning where anybody can have an address', async () => {
    const asked = await world
      .as('admin')
      .call('update_settings', { mail_domains: 'gmail.com' }, { initiator: 'mind', mind: 'claude' })
    expect(asked).toMatchObject({
      outcome: 'pending',
      confirmation: {
        card: { text: expect.stringContaining('anybody in the world can have an address at gmail.com') },
      },
    })
  })
})
