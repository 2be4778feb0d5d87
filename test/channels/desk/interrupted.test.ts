import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Model } from '../../../src/agent/minds.ts'
import type { Arrival, Person } from '../../../src/channels/desk/port.ts'
import { Fault } from '../../../src/platform/fault.ts'
import { chatOf, type DeskStage, linkTo, message, openDesk } from '../../support/desk.ts'
import { execute } from '../../support/server.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
let rosa: Person
beforeAll(async () => {
  world = await createWorld()
  rosa = await linkTo(world, 'recruiter')
})
afterAll(() => world.close())

let threads = 0
const freshChat = () => chatOf(rosa, `t${++threads}`)
const entryOf = (event: string) => world.db.inboxEntry.findFirstOrThrow({ where: { event } })
const answers = (text: string): Model => {
  return async () => ({ text, cards: [], tainted: false })
}

/** Makes a client, if it is given a name, and dies before it answers. `dead` resolves then. */
function dying(name?: string): { model: Model; dead: Promise<void> } {
  const { promise: dead, resolve } = Promise.withResolvers<void>()
  const model: Model = async (turn) => {
    if (name) await turn.call('create_client', { name }, { initiator: 'mind', mind: 'claude' })
    resolve()
    return new Promise(() => undefined)
  }
  return { model, dead }
}

/** The same entry a minute after its worker died, taken up by another process on the same platforms. */
async function takenUp(first: DeskStage, said: Arrival, model: Model): Promise<DeskStage> {
  const next = openDesk(world, model, {
    ports: new Map([
      ['slack', first.slack],
      ['teams', first.teams],
    ]),
  })
  world.clock.advance({ seconds: 61 })
  const waiting = await next.waiting()
  expect(waiting.length).toBeGreaterThan(0)
  for (const thread of waiting) await next.work(thread)
  expect(await entryOf(said.event)).toMatchObject({ status: 'done' })
  return next
}

describe('a process that dies', () => {
  it('after it has stored a message leaves it to the next', async () => {
    const desk = openDesk(world, answers('never'), { wake: () => undefined })
    const said = message(rosa, freshChat(), 'hello')
    await desk.take(said)
    await takenUp(desk, said, answers('Here I am.'))
    expect(desk.slack.said(said.place.channel)).toEqual(['Here I am.'])
  })

  it('while it thinks has the message taken up again, and heard once', async () => {
    const { model, dead } = dying()
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'hello')
    await desk.take(said)
    await dead
    await takenUp(desk, said, answers('Here I am.'))
    expect(desk.slack.said(said.place.channel)).toEqual(['Here I am.'])
    const { conversationId } = await entryOf(said.event)
    const messages = await world.db.message.findMany({ where: { conversationId: conversationId ?? '' } })
    expect(messages.map(({ text }) => text).sort()).toEqual(['Here I am.', 'hello'])
  })

  it('after it has changed something is followed by an honest notice, and nothing is done twice', async () => {
    const { model, dead } = dying('Halfway')
    const desk = openDesk(world, model)
    const said = message(rosa, freshChat(), 'make it')
    await desk.take(said)
    await dead
    await takenUp(desk, said, answers('never'))
    const [notice] = desk.slack.said(said.place.channel)
    expect(notice).toMatch(/interrupted.*this was done: .*client.*look/i)
    expect(await world.db.client.count({ where: { name: 'Halfway' } })).toBe(1)
    const { conversationId, id } = await entryOf(said.event)
    const kept = await world.db.message.findUnique({ where: { answers: id } })
    expect(kept).toMatchObject({ conversationId, text: notice })
  })

  it('before it has posted an answer has that one posted', async () => {
    const desk = openDesk(world, answers('The first.'))
    const said = message(rosa, freshChat(), 'hello')
    const died = desk.slack.hangNext('finish', 'before')
    await desk.take(said)
    await died
    await takenUp(desk, said, answers('never'))
    expect(desk.slack.said(said.place.channel)).toEqual(['The first.'])
  })

  it('after it has posted an answer is followed by nobody who posts it again', async () => {
    const desk = openDesk(world, answers('The only one.'))
    const said = message(rosa, freshChat(), 'hello')
    const died = desk.slack.hangNext('finish', 'after')
    await desk.take(said)
    await died
    await takenUp(desk, said, answers('never'))
    expect(desk.slack.said(said.place.channel)).toEqual(['The only one.'])
  })

  it('every time is followed by words in the end', async () => {
    const first = openDesk(world, answers('never'), { wake: () => undefined })
    const said = message(rosa, freshChat(), 'the message of death')
    await first.take(said)
    for (let attempt = 1; attempt <= 5; attempt++) {
      const { model, dead } = dying()
      const desk = openDesk(world, model, { ports: new Map([['slack', first.slack]]) })
      for (const thread of await desk.waiting()) void desk.work(thread)
      await dead
      world.clock.advance({ seconds: 61 })
    }
    await takenUp(first, said, answers('never'))
    expect(first.slack.said(said.place.channel)).toEqual([expect.stringContaining('tried several times')])
  })
})

describe('an answer that the platform refuses', () => {
  it('sends nobody off to do again what was done', async () => {
    const desk = openDesk(world, async (turn) => {
      await turn.call('create_client', { name: 'Unsaid' }, { initiator: 'mind', mind: 'claude' })
      return { text: 'Made it.', cards: [], tainted: false }
    })
    const said = message(rosa, freshChat(), 'make it')
    desk.slack.failNext('finish', new Fault('refused', 'The platform did not take that.'))
    await desk.take(said)
    await desk.idle()
    expect(await world.db.client.count({ where: { name: 'Unsaid' } })).toBe(1)
    const words = desk.slack.said(said.place.channel)
    expect(words).toEqual([expect.stringMatching(/may be done.*look before you ask again/)])
    expect(words.join()).not.toMatch(/try again/)
  })
})

describe('a database that is away', () => {
  const { adminUrl } = inject('testServer')
  const name = () => new URL(world.database.ownerUrl).pathname.slice(1)
  const cut = () =>
    execute(
      adminUrl,
      `alter database ${name()} connection limit 0;
       select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name()}' and usename = 'parley_app'`,
    )
  const mend = () => execute(adminUrl, `alter database ${name()} connection limit -1`)

  it('while somebody is answered leaves one answer, and none that says nothing was done', async () => {
    const desk = openDesk(world, async () => {
      await cut()
      return { text: 'Half an answer.', cards: [], tainted: false }
    })
    const said = message(rosa, freshChat(), 'hello')
    await desk.take(said)
    const failed = await desk.idle().then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(failed, 'the end could not be written').toBeDefined()
    await mend()
    expect(desk.slack.said(said.place.channel)).toEqual([])
    await takenUp(desk, said, answers('The answer.'))
    expect(desk.slack.said(said.place.channel)).toEqual(['The answer.'])
  })
})
