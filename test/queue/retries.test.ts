import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { toInstant } from '../../src/platform/clock.ts'
import { mostAttempts } from '../../src/queue/backoff.ts'
import type { TestRedis } from '../support/redis.ts'
import { createWorld, done, faultOf, type World } from '../support/world.ts'
import { describeOnBoth, openOn, serverOf, until } from './stage.ts'
import { faults, faultsTo, testTools } from './tools.ts'

describeOnBoth('a call that does not work at once', (backend) => {
  let world: World
  let server: TestRedis | undefined
  beforeAll(async () => {
    world = await createWorld({ extra: testTools })
    server = await serverOf(backend)
  })
  afterAll(async () => {
    await world.close()
    await server?.kill()
  })

  let logged: { level: number; msg: string }[] = []
  beforeEach(() => {
    logged = []
    const log = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) })
    openOn(world, server, { log })
  })
  const givenUp = () =>
    logged.filter(({ level, msg }) => level === 50 && msg === 'something of the outbox was given up')

  const row = (effectKey: string) => world.db.outbox.findUniqueOrThrow({ where: { effectKey } })
  const begin = async (key: string) =>
    done(await world.as('recruiter').call('put_off', { key, tool: 'falter_often', input: {} }))
  const attempted = (key: string, attempts: number, status = 'waiting') =>
    until(async () => expect(await row(key)).toMatchObject({ attempts, status }))
  /** Seconds from now until the row is due. */
  const seconds = async (key: string) =>
    (toInstant((await row(key)).dueAt).epochMilliseconds - world.clock.now().epochMilliseconds) / 1_000

  it.each(['unavailable', 'limited', 'conflict', 'failed'] as const)(
    'is made again after %s, later each time',
    async (code) => {
      faultsTo(code, 2)
      await begin(`again ${code}`)
      await attempted(`again ${code}`, 1)
      expect((await row(`again ${code}`)).fault).toBe(`It came to ${code}.`)
      const first = await seconds(`again ${code}`)
      expect(first).toBeGreaterThan(2)
      expect(first).toBeLessThanOrEqual(5)
      world.clock.advance({ seconds: 5 })
      await attempted(`again ${code}`, 2)
      expect(await seconds(`again ${code}`)).toBeGreaterThan(first)
      world.clock.advance({ seconds: 20 })
      await attempted(`again ${code}`, 3, 'done')
      expect((await row(`again ${code}`)).fault).toBeNull()
      expect(givenUp()).toEqual([])
    },
  )

  it('is not made again before the time that was asked for', async () => {
    faultsTo('limited', 1, 600)
    await begin('patience')
    await attempted('patience', 1)
    expect(await seconds('patience')).toBe(600)
    world.clock.advance({ seconds: 600 })
    await attempted('patience', 2, 'done')
  })

  it.each(['refused', 'not_found', 'invalid', 'expired', 'denied'] as const)(
    'is given up after %s at once, and recorded',
    async (code) => {
      faultsTo(code, 1)
      await begin(`over ${code}`)
      await attempted(`over ${code}`, 1, 'dead')
      const record = (await world.activity()).filter(({ tool }) => tool === 'falter_often').at(-1)
      expect(record).toMatchObject({ door: 'queue', fault: code })
      await until(() => expect(givenUp()).toHaveLength(1))
    },
  )

  it('is given up after ten attempts over hours, seen by admins, and put back by them', async () => {
    faultsTo('unavailable', mostAttempts)
    const began = world.clock.now()
    await begin('never')
    for (let n = 1; n < mostAttempts; n += 1) {
      await attempted('never', n)
      world.clock.set(toInstant((await row('never')).dueAt))
    }
    await attempted('never', mostAttempts, 'dead')
    expect(began.until(world.clock.now()).total('hours')).toBeGreaterThan(2)
    const listed = done<{ items: { id: string; who: string; what: string; why: string }[] }>(
      await world.as('admin').call('list_undelivered', {}),
    )
    const dead = listed.items.find(({ what }) => what.includes('falter often'))
    expect(dead).toMatchObject({ who: 'Rosa Delgado', why: 'It came to unavailable.' })
    expect(faultOf(await world.as('manager').call('retry_delivery', { delivery: dead?.id })).code).toBe(
      'denied',
    )
    done(await world.as('admin').call('retry_delivery', { delivery: dead?.id }))
    await attempted('never', 2, 'done')
    expect(faultOf(await world.as('admin').call('retry_delivery', { delivery: dead?.id })).code).toBe(
      'refused',
    )
    expect(faults).toEqual([])
  })
})
