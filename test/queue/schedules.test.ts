import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemUserId } from '../../src/access/authenticate.ts'
import { houseSchedules } from '../../src/queue/house-schedules.ts'
import { fireSchedules, keepHouseSchedules } from '../../src/queue/schedules.ts'
import { createWorld, days, type World } from '../support/world.ts'
import { openOn, until } from './stage.ts'
import { testTools } from './tools.ts'

const daily = { name: 'daily note', tool: 'note_internally', input: {}, cron: '0 7 * * *' }

let world: World
beforeEach(async () => {
  world = await createWorld({ extra: testTools })
  world.clock.set('2026-10-30T12:00:00Z')
})
afterEach(() => world.close())

const calls = () => world.db.outbox.findMany({ where: { kind: 'call' }, orderBy: { id: 'asc' } })
const stored = () => world.db.schedule.findUniqueOrThrow({ where: { name: 'daily note' } })

describe('a schedule of the house', () => {
  it('stands on the clocks of the organisation, once, and follows the program', async () => {
    expect(await keepHouseSchedules(world.waist, [daily])).toEqual(['daily note'])
    const first = await stored()
    expect(first).toMatchObject({ ownerId: systemUserId, timeZone: 'America/New_York', enabled: true })
    expect(first.nextAt.toISOString()).toBe('2026-10-31T11:00:00.000Z')
    await keepHouseSchedules(world.waist, [daily])
    expect(await stored()).toEqual(first)
    await keepHouseSchedules(world.waist, [{ ...daily, cron: '30 9 * * *' }])
    expect((await stored()).nextAt.toISOString()).toBe('2026-10-30T13:30:00.000Z')
    expect(await world.db.schedule.count()).toBe(1)
  })

  it('is left out while its tool is not there', async () => {
    expect(await keepHouseSchedules(world.waist, [{ ...daily, tool: 'no_such_tool' }])).toEqual([])
    expect(await world.db.schedule.count()).toBe(0)
  })

  it('waits for an organisation', async () => {
    const empty = await createWorld({ extra: testTools, people: false })
    expect(await keepHouseSchedules(empty.waist, [daily])).toEqual([])
    await empty.close()
  })

  it('can be read, all of them', () => {
    expect(houseSchedules.map(({ name }) => name)).toEqual(['ended holds', 'waiting submissions'])
  })
})

describe('a schedule that is due', () => {
  it('fires once, with two workers too, and is moved on over the end of summer time', async () => {
    await keepHouseSchedules(world.waist, [daily])
    world.clock.set('2026-10-31T10:59:59Z')
    expect(await fireSchedules(world.waist)).toBe(0)
    world.clock.set('2026-10-31T11:00:00Z')
    const fired = await Promise.all(Array.from({ length: 4 }, () => fireSchedules(world.waist)))
    expect(fired.toSorted()).toEqual([0, 0, 0, 1])
    const { id, nextAt, lastAt } = await stored()
    expect([lastAt?.toISOString(), nextAt.toISOString()]).toEqual([
      '2026-10-31T11:00:00.000Z',
      '2026-11-01T12:00:00.000Z',
    ])
    expect(await calls()).toMatchObject([
      {
        effectKey: `schedule:${id}:2026-10-31T11:00:00Z`,
        tool: 'note_internally',
        ownerId: systemUserId,
        status: 'waiting',
      },
    ])
  })

  it('fires once for all runs that were missed', async () => {
    await keepHouseSchedules(world.waist, [daily])
    world.clock.advance(days(10))
    expect(await fireSchedules(world.waist)).toBe(1)
    expect(await fireSchedules(world.waist)).toBe(0)
    expect(await calls()).toHaveLength(1)
    const next = Temporal.Instant.from((await stored()).nextAt.toISOString())
    expect(world.clock.now().until(next).total('hours')).toBeLessThanOrEqual(24)
  })

  it('is switched off when its times cannot be read, and holds up no other', async () => {
    await keepHouseSchedules(world.waist, [daily, { ...daily, name: 'broken note' }])
    await world.db.schedule.update({ where: { name: 'broken note' }, data: { cron: 'never' } })
    world.clock.advance(days(1))
    expect(await fireSchedules(world.waist)).toBe(2)
    expect(await world.db.schedule.findUniqueOrThrow({ where: { name: 'broken note' } })).toMatchObject({
      enabled: false,
    })
    expect((await stored()).enabled).toBe(true)
  })

  it('runs its tool as the system, through the queue', async () => {
    openOn(world, undefined, { schedules: [daily] })
    await until(async () => expect(await world.db.schedule.count()).toBe(1))
    world.clock.advance(days(1))
    await until(async () => expect(await calls()).toMatchObject([{ status: 'done' }]))
    const record = (await world.activity()).find(({ tool }) => tool === 'note_internally')
    expect(record).toMatchObject({
      door: 'queue',
      initiator: 'system',
      actorId: systemUserId,
      outcome: 'done',
    })
  })
})
