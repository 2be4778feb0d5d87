import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, days, done, faultOf, type World } from '../../support/world.ts'
import { move, stage } from './stage.ts'

let world: World
let set: Awaited<ReturnType<typeof stage>>
beforeAll(async () => {
  world = await createWorld()
  set = await stage(world)
})
afterAll(() => world.close())

const remind = async () => done<{ ended: number }>(await world.system('remind_of_ended_holds', {})).ended
const told = () => world.db.outbox.findMany({ where: { effectKey: { startsWith: 'hold-ended:' } } })
const dayIn = (count: number) =>
  world.clock.now().add(days(count)).toZonedDateTimeISO('America/New_York').toPlainDate().toString()
const shown = async () => {
  const result = await world.as('recruiter').call('get_application', { application: set.application })
  done(result)
  return result.outcome === 'done' ? result.card : undefined
}

describe('holds that end', () => {
  it('are told to the owner once, on the day, with a card to take it up again', async () => {
    const recruiter = world.as('recruiter')
    const until = dayIn(3)
    await move(recruiter, set.application, { status: 'on_hold', reason: 'Waits for the client', until })
    expect(await remind()).toBe(0)
    expect((await shown())?.text).toBeUndefined()
    world.clock.advance(days(3))
    expect([await remind(), await remind()]).toEqual([1, 1])
    const [only, ...others] = await told()
    expect(others).toEqual([])
    expect(only).toMatchObject({
      effectKey: `hold-ended:${set.application}:${until}:${recruiter.id}`,
      recipientId: recruiter.id,
      tool: 'get_application',
      payload: {
        input: { application: set.application },
        weight: 'news',
        about: `application:${set.application}`,
      },
    })
    expect(await shown()).toMatchObject({
      title: 'Ana Souza for Backend Engineer',
      text: 'The day has come until which this was to wait.',
      buttons: [{ label: 'Take it up again', tool: 'reopen_application' }],
    })
  })

  it('are settled everywhere once the application is taken up, and told anew after another hold', async () => {
    const recruiter = world.as('recruiter')
    done(await recruiter.call('reopen_application', { application: set.application }))
    const cards = await world.db.outbox.findMany({ where: { port: 'card' } })
    expect(cards.map(({ payload }) => payload)).toEqual([{ about: `application:${set.application}` }])
    expect((await shown())?.buttons).toEqual([])
    expect(await remind()).toBe(0)
    await move(recruiter, set.application, { status: 'on_hold', reason: 'Once more', until: dayIn(2) })
    world.clock.advance(days(4))
    await remind()
    expect(await told()).toHaveLength(2)
  })

  it('show buttons only to whoever may move, and are set off by nobody', async () => {
    const seen = await world.as('viewer').call('get_application', { application: set.application })
    expect(seen).toMatchObject({ outcome: 'done', card: { buttons: [] } })
    expect(faultOf(await world.as('owner').call('remind_of_ended_holds', {})).code).toBe('denied')
    const foreign = await world.as('recruiter3').call('get_application', { application: set.application })
    expect(faultOf(foreign).code).toBe('not_found')
  })
})
