import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawMigration } from '../../src/db/draw-migration.ts'
import type { Parcel } from '../../src/tools/outbox.ts'
import { describeWith } from '../support/needs.ts'
import { redis, startRedis, type TestRedis } from '../support/redis.ts'
import { execute } from '../support/server.ts'
import { createWorld, done, type World } from '../support/world.ts'
import { describeOnBoth, openOn, serverOf, until } from './stage.ts'
import { testTools } from './tools.ts'

async function tell(world: World, key: string) {
  done(await world.as('recruiter').call('tell_people', { key, to: [world.as('manager').id] }))
}
const row = (world: World, key: string) =>
  world.db.outbox.findUniqueOrThrow({ where: { effectKey: `${key}:${world.as('manager').id}` } })
const isDone = (world: World, key: string) =>
  until(async () => expect((await row(world, key)).status).toBe('done'))

/** A deliverer that ends nothing until it is let go, and what it was given. */
function gate() {
  const parcels: Parcel[] = []
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const message = async (parcel: Parcel) => {
    parcels.push(parcel)
    await opened
    return { outcome: 'done' } as const
  }
  return { parcels, open, message }
}

describeOnBoth('the queue', (backend) => {
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

  it('gets back what it has lost, since what has to be done stands in the database', async () => {
    const { parcels, open, message } = gate()
    openOn(world, server, { deliverers: { message } })
    const keys = Array.from({ length: 12 }, (_, n) => `wiped ${n}`)
    for (const key of keys) await tell(world, key)
    // Eight are worked on, the others wait on the queue.
    await until(() => expect(parcels).toHaveLength(8))
    if (server) {
      await server.kill()
      await server.start()
    } else await execute(world.database.ownerUrl, 'truncate bullmq.job cascade')
    open()
    for (const key of keys) await isDone(world, key)
    expect(parcels).toHaveLength(12)
  })

  it('goes on after every connection to the database was lost', async () => {
    openOn(world, server, { deliverers: { message: async () => ({ outcome: 'done' }) } })
    await tell(world, 'before the loss')
    await isDone(world, 'before the loss')
    await execute(
      world.database.ownerUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    )
    await until(() => tell(world, 'after the loss'))
    await until(async () => expect((await row(world, 'after the loss')).status).toBe('done'))
    await tell(world, 'later')
    await isDone(world, 'later')
  })

  it('gives each row to one of several workers', async () => {
    const parcels: string[] = []
    const message = async ({ effectKey }: Parcel) => {
      parcels.push(effectKey)
      return { outcome: 'done' } as const
    }
    for (let n = 0; n < 3; n += 1) openOn(world, server, { deliverers: { message } })
    const keys = Array.from({ length: 30 }, (_, n) => `shared ${n}`)
    await Promise.all(keys.map((key) => tell(world, key)))
    for (const key of keys) await isDone(world, key)
    expect(parcels).toHaveLength(30)
    expect(new Set(parcels).size).toBe(30)
  })

  it('is only added to by a process of the web', async () => {
    const message = async () => ({ outcome: 'done' }) as const
    const web = openOn(world, server, { role: 'web', deliverers: { message } })
    await tell(world, 'not here')
    const worked: string[] = []
    const threads = {
      work: async (thread: string) => void worked.push(thread),
      isQuick: () => false,
      waiting: async () => [],
    }
    const worker = openOn(world, server, { role: 'worker', threads })
    await until(() => {
      web.wake('slack:T1:C1')
      expect(worked).toContain('slack:T1:C1')
    })
    expect(await row(world, 'not here')).toMatchObject({ status: 'waiting', attempts: 0 })
    await worker.close()
    openOn(world, server, { role: 'worker', deliverers: { message } })
    await isDone(world, 'not here')
  })

  it('wakes threads, also those whose wake was lost, and quick work does not wait for slow turns', async () => {
    let finish = () => {}
    const slow = new Promise<void>((resolve) => {
      finish = resolve
    })
    const begun: string[] = []
    const lost = new Set(['teams:t1:lost'])
    const threads = {
      work: async (thread: string) => {
        begun.push(thread)
        lost.delete(thread)
        if (thread.includes('slow')) await slow
        if (thread.includes('broken')) throw new Error('This turn failed.')
      },
      isQuick: (thread: string) => thread.includes('#'),
      waiting: async () => [...lost],
    }
    const message = async () => ({ outcome: 'done' }) as const
    const queue = openOn(world, server, { threads, deliverers: { message } })
    await until(() => expect(begun).toContain('teams:t1:lost'))
    queue.wake('teams:t1:broken')
    await until(() => expect(begun).toContain('teams:t1:broken'))
    const turns = Array.from({ length: 20 }, (_, n) => `teams:t1:slow ${n}`)
    for (const thread of turns) queue.wake(thread)
    await until(() => expect(begun).toEqual(expect.arrayContaining(turns)))
    // A wake is not passed over for a worker who has the thread in hand.
    queue.wake('teams:t1:slow 0')
    await until(() => expect(begun.filter((thread) => thread === 'teams:t1:slow 0')).toHaveLength(2))
    await tell(world, 'quick')
    await isDone(world, 'quick')
    finish()
  })

  it('leaves what is in hand to others when it is closed and that does not end', async () => {
    const { parcels, open, message } = gate()
    const hasty = { sweepMs: 150, leaseMs: 4_000, patienceMs: 300 }
    const queue = openOn(world, server, { deliverers: { message }, pace: hasty })
    await tell(world, 'cut off')
    await until(() => expect(parcels).toHaveLength(1))
    await queue.close()
    expect(await row(world, 'cut off')).toMatchObject({ status: 'working', attempts: 1 })
    openOn(world, server, { deliverers: { message: async () => ({ outcome: 'done' }) } })
    world.clock.advance({ seconds: 5 })
    await isDone(world, 'cut off')
    expect(await row(world, 'cut off')).toMatchObject({ attempts: 2 })
    open()
  })
})

describe('the queue in the database', () => {
  it('stands in a schema of its own, in which the program makes nothing', async () => {
    const world = await createWorld({ extra: testTools })
    openOn(world, undefined, { deliverers: { message: async () => ({ outcome: 'done' }) } })
    await tell(world, 'first')
    await isDone(world, 'first')
    expect(await drawMigration(world.database.ownerUrl)).toBe('')
    await expect(execute(world.database.appUrl, 'create table bullmq.mine (id int)')).rejects.toMatchObject({
      code: '42501',
    })
    const { rows } = await world.sql({
      text: `select distinct tableowner = 'parley_app' as own from pg_tables where schemaname = 'bullmq'`,
      values: [],
    })
    expect(rows).toEqual([{ own: false }])
    await world.close()
  })
})

describeWith(redis, 'while Redis is away', () => {
  it('nothing is lost, and the queue opens when it comes', async () => {
    const world = await createWorld({ extra: testTools })
    const server = await startRedis()
    await server.kill()
    const parcels: Parcel[] = []
    const message = async (parcel: Parcel) => {
      parcels.push(parcel)
      return { outcome: 'done' } as const
    }
    const queue = openOn(world, server, { deliverers: { message } })
    await tell(world, 'before it came')
    queue.wake('slack:T1:C1')
    await server.start()
    await isDone(world, 'before it came')
    await server.kill()
    await tell(world, 'while it was away')
    queue.wake('slack:T1:C1')
    expect(await row(world, 'while it was away')).toMatchObject({ status: 'waiting', attempts: 0 })
    await server.start()
    await isDone(world, 'while it was away')
    expect(parcels).toHaveLength(2)
    await server.kill()
    await queue.close()
    await world.close()
  })
})
