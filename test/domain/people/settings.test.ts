import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'

type Settings = {
  name: string
  currency: string
  time_zone: string
  version: number
  changed: string[]
  retention_days: object
  session_hours: object
}

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const get = async () => done<Settings>(await world.as('admin').call('get_settings', {}))
const update = (input: object) => world.as('admin').call('update_settings', input)

describe('settings', () => {
  it('stand at their usual values and change where said', async () => {
    expect(await get()).toMatchObject({
      name: 'Northwind Staffing',
      retention_days: { read: 90, write: 1461, security: 730 },
      session_hours: { idle: 2, absolute: 12 },
    })
    const result = await update({
      name: 'Northwind Group',
      currency: 'eur',
      time_zone: 'london',
      read_retention_days: 60,
      session_hours: 8,
    })
    expect(done<Settings>(result).changed).toEqual([
      'name',
      'time_zone',
      'currency',
      'retention_days',
      'session_hours',
    ])
    expect(await get()).toMatchObject({
      name: 'Northwind Group',
      currency: 'EUR',
      time_zone: 'Europe/London',
      retention_days: { read: 60, write: 1461, security: 730 },
      session_hours: { idle: 2, absolute: 8 },
    })
  })

  it.each([
    [{ read_retention_days: 10 }, 'read_retention_days', 'at least 30'],
    [{ write_retention_days: 100 }, 'write_retention_days', 'at least 730'],
    [{ security_retention_days: 5_000 }, 'security_retention_days', 'at most 3,650'],
    [{ session_idle_hours: 20 }, 'session_idle_hours', 'longer unused'],
    [{ session_hours: 1_000 }, 'session_hours', 'at most 168'],
    [{ currency: 'XQZ' }, 'currency', 'no currency'],
    [{ currency: 'dollars' }, 'currency', 'three-letter'],
    [{ time_zone: 'Gotham' }, 'time_zone', 'Did you mean'],
    [{ activity_notice: 'x'.repeat(100_000) }, 'activity_notice', '5,000'],
    [{}, undefined, 'stand already'],
  ])('refuse %o', async (input, field, words) => {
    const before = await get()
    const fault = faultOf(await update(input))
    expect(fault.details.field).toBe(field)
    expect(fault.message).toContain(words)
    expect(await get()).toEqual(before)
  })

  it('ask everybody to read a new notice', async () => {
    const rosa = world.as('recruiter').id
    const read = async () =>
      (await world.db.user.findUniqueOrThrow({ where: { id: rosa } })).noticeAcknowledgedAt
    expect(await read()).not.toBeNull()
    done(await update({ activity_notice: 'We record which tool you use, and when.' }))
    expect(await read()).toBeNull()
  })

  it('lets one of two win who saw the same version', async () => {
    const { version } = await get()
    const results = await Promise.all(['One', 'Two', 'Three'].map((name) => update({ name, version })))
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    for (const one of results) if (one.outcome !== 'done') expect(faultOf(one).code).toBe('conflict')
  })

  it('are for admins, and shown in full before a mind changes them', async () => {
    for (const alias of ['manager', 'recruiter', 'viewer', 'candidate', 'supplier', 'referrer'] as const) {
      expect((await world.as(alias).call('get_settings', {})).outcome).toBe('denied')
      expect((await world.as(alias).call('update_settings', { name: 'Mine' })).outcome).toBe('denied')
    }
    const asked = await world
      .as('admin')
      .call('update_settings', { currency: 'GBP' }, { initiator: 'mind', mind: 'guided' })
    expect(asked.outcome === 'pending' && asked.confirmation.card.facts).toEqual([
      { label: 'Currency', value: 'EUR → GBP' },
    ])
  })

  it('can be made in a house that has none yet', async () => {
    const empty = await createWorld({ people: false })
    try {
      const made = done<Settings>(
        await empty.system('update_settings', { name: 'New House', currency: 'GBP' }),
      )
      expect(made).toMatchObject({ name: 'New House', currency: 'GBP', version: 1 })
      done(await empty.system('update_settings', { time_zone: 'Europe/Oslo' }))
      expect(await empty.db.organisation.count()).toBe(1)
    } finally {
      await empty.close()
    }
  })
})
