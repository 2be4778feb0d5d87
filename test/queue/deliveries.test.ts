import { afterAll, beforeAll, expect, it } from 'vitest'
import { Fault } from '../../src/platform/fault.ts'
import { forgetSpent } from '../../src/tools/forget.ts'
import { claimRow, type Parcel, type Receipt, releaseHeld, settleRow } from '../../src/tools/outbox.ts'
import type { Alias } from '../support/people.ts'
import type { TestRedis } from '../support/redis.ts'
import { createWorld, days, done, type World } from '../support/world.ts'
import { describeOnBoth, openOn, serverOf, until } from './stage.ts'
import { testTools } from './tools.ts'

describeOnBoth('a delivery', (backend) => {
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

  /** Opens a queue whose messages are brought out by `message`, and answers what that was given. */
  function bringOut(message: (parcel: Parcel) => Promise<Receipt>): Parcel[] {
    const parcels: Parcel[] = []
    const deliver = (parcel: Parcel) => {
      parcels.push(parcel)
      return message(parcel)
    }
    openOn(world, server, { deliverers: { message: deliver } })
    return parcels
  }
  const tell = async (key: string, to: Alias[], port: 'message' | 'mail' = 'message') =>
    done(
      await world
        .as('recruiter')
        .call('tell_people', { key, to: to.map((alias) => world.as(alias).id), port }),
    )
  const row = (key: string, to: Alias) =>
    world.db.outbox.findUniqueOrThrow({ where: { effectKey: `${key}:${world.as(to).id}` } })
  const stands = (key: string, to: Alias, as: object) =>
    until(async () => expect(await row(key, to)).toMatchObject(as))

  it('goes to each recipient once, and what came of it is kept', async () => {
    const parcels = bringOut(async ({ recipientId }) => ({
      outcome: 'done',
      reference: { at: recipientId ?? '' },
    }))
    await tell('news', ['manager', 'manager2'])
    for (const alias of ['manager', 'manager2'] as const)
      await stands('news', alias, {
        status: 'done',
        outcome: { outcome: 'done', reference: { at: world.as(alias).id } },
      })
    expect(parcels).toHaveLength(2)
    expect(parcels.find(({ recipientId }) => recipientId === world.as('manager').id)).toMatchObject({
      effectKey: `news:${world.as('manager').id}`,
      port: 'message',
      tool: 'get_my_day',
      ownerId: world.as('recruiter').id,
      payload: { input: {}, weight: 'news' },
      attempts: 1,
      repeated: false,
    })
  })

  it('stays as it is when nobody delivers its port', async () => {
    const parcels = bringOut(async () => ({ outcome: 'done' }))
    await tell('letter', ['manager'], 'mail')
    await tell('message beside it', ['manager'])
    await stands('message beside it', 'manager', { status: 'done' })
    expect(await row('letter', 'manager')).toMatchObject({ status: 'waiting', attempts: 0 })
    expect(parcels.map(({ port }) => port)).toEqual(['message'])
  })

  it('is kept while its recipient cannot be reached, and goes out when they can', async () => {
    let reachable = false
    const parcels = bringOut(async () =>
      reachable ? { outcome: 'done' } : { outcome: 'held', why: 'No account is linked.' },
    )
    await tell('held', ['manager', 'manager2'])
    await stands('held', 'manager', { status: 'held', fault: 'No account is linked.' })
    await stands('held', 'manager2', { status: 'held' })
    reachable = true
    expect(await releaseHeld(world.db, world.as('manager').id, world.clock.now())).toBe(1)
    await stands('held', 'manager', { status: 'done', fault: null, attempts: 1 })
    expect(await row('held', 'manager2')).toMatchObject({ status: 'held' })
    expect(parcels.every(({ repeated }) => !repeated)).toBe(true)
    world.clock.advance(days(8))
    expect(await releaseHeld(world.db, world.as('manager2').id, world.clock.now())).toBe(0)
  })

  it('is over when its recipient wants none', async () => {
    bringOut(async () => ({ outcome: 'dropped', why: 'They want no news.' }))
    await tell('unwanted', ['manager'])
    await stands('unwanted', 'manager', {
      status: 'done',
      outcome: { outcome: 'dropped', why: 'They want no news.' },
    })
  })

  it('is brought out again after a passing fault, and said to be a repetition', async () => {
    let left = 1
    const parcels = bringOut(async () => {
      if (left-- > 0) throw new Fault('limited', 'Too many.', { retryAfterSeconds: 40 })
      return { outcome: 'done' }
    })
    await tell('again', ['manager'])
    await stands('again', 'manager', { status: 'waiting', attempts: 1, fault: 'Too many.' })
    world.clock.advance({ seconds: 39 })
    await tell('meanwhile', ['manager'])
    await stands('meanwhile', 'manager', { status: 'done' })
    expect(await row('again', 'manager')).toMatchObject({ status: 'waiting', attempts: 1 })
    world.clock.advance({ seconds: 1 })
    await stands('again', 'manager', { status: 'done', attempts: 2 })
    expect(
      parcels.filter(({ effectKey }) => effectKey.startsWith('again:')).map(({ repeated }) => repeated),
    ).toEqual([false, true])
  })

  it('is given up when another try would not help, and an error of ours tells nobody what it was', async () => {
    bringOut(async ({ effectKey }) => {
      if (effectKey.startsWith('broken')) throw new TypeError('secret of the vendor')
      throw new Fault('refused', 'They have blocked Parley.')
    })
    await tell('blocked', ['manager'])
    await stands('blocked', 'manager', { status: 'dead', fault: 'They have blocked Parley.' })
    await tell('broken', ['manager'])
    await stands('broken', 'manager', { status: 'waiting', attempts: 1 })
    expect((await row('broken', 'manager')).fault).not.toContain('secret')
  })

  it('stays in the hands of whoever works on it', async () => {
    let finish = () => {}
    const waiting = new Promise<void>((resolve) => {
      finish = resolve
    })
    const parcels = bringOut(async () => {
      await waiting
      return { outcome: 'done' }
    })
    await tell('slow', ['manager'])
    await stands('slow', 'manager', { status: 'working' })
    const first = (await row('slow', 'manager')).leasedUntil?.getTime() ?? 0
    world.clock.advance({ seconds: 3 })
    await until(async () => expect((await row('slow', 'manager')).leasedUntil?.getTime()).toBe(first + 3_000))
    finish()
    await stands('slow', 'manager', { status: 'done', attempts: 1, leasedUntil: null })
    expect(parcels.filter(({ effectKey }) => effectKey.startsWith('slow:'))).toHaveLength(1)
  })

  it('goes to another worker when its own is lost, whose late end changes nothing', async () => {
    bringOut(async () => ({ outcome: 'done' }))
    await world.db.outbox.deleteMany({ where: { port: 'mail' } })
    await tell('lost', ['manager'], 'mail')
    const { id } = await row('lost', 'manager')
    const now = world.clock.now()
    const claim = { now, until: now.add({ seconds: 60 }), ports: ['mail'] }
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimRow(world.db, id, claim)))
    const [lost, ...others] = claims.filter((claimed) => claimed !== undefined)
    if (!lost) throw new Error('Nobody got it.')
    expect(others).toEqual([])
    const letters: Parcel[] = []
    const mail = async (parcel: Parcel): Promise<Receipt> => {
      letters.push(parcel)
      return { outcome: 'done' }
    }
    openOn(world, server, { deliverers: { mail } })
    world.clock.advance({ seconds: 59 })
    await tell('beside the lost one', ['manager'])
    await stands('beside the lost one', 'manager', { status: 'done' })
    expect(letters).toEqual([])
    world.clock.advance({ seconds: 2 })
    await stands('lost', 'manager', { status: 'done', attempts: 2 })
    expect(letters).toMatchObject([{ attempts: 2, repeated: true }])
    const end = { status: 'dead', fault: 'too late', at: world.clock.now() } as const
    expect(await settleRow(world.db, lost, end)).toBe(false)
    expect(await row('lost', 'manager')).toMatchObject({ status: 'done', fault: null })
  })

  it('is forgotten a month after it was done', async () => {
    bringOut(async () => ({ outcome: 'done' }))
    await tell('old', ['manager'])
    await stands('old', 'manager', { status: 'done' })
    world.clock.advance(days(29))
    await forgetSpent(world.waist)
    expect(await row('old', 'manager')).toMatchObject({ status: 'done' })
    world.clock.advance(days(2))
    await forgetSpent(world.waist)
    expect(await world.db.outbox.count({ where: { status: { in: ['done', 'held'] } } })).toBe(0)
    expect(await row('blocked', 'manager')).toMatchObject({ status: 'dead' })
  })
})
