import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Model } from '../../../src/agent/minds.ts'
import { Fault } from '../../../src/platform/fault.ts'
import { chatOf, linkTo, message, openDesk } from '../../support/desk.ts'
import { bySize } from '../../support/environment.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Takes its time, a different one for each message, and changes something each time. */
const model: Model = async (turn) => {
  await pause(turn.text.length % 7)
  await turn.call('create_client', { name: turn.text }, { initiator: 'mind', mind: 'claude' })
  return { text: `answer to ${turn.text}`, cards: [], tainted: false }
}

it('many people who write at once, each several times over, to two processes, are each answered once and in order', async () => {
  const people = bySize({ small: 5, medium: 10, prove: 40 })
  const each = bySize({ small: 5, medium: 10, prove: 40 })
  const one = openDesk(world, model, { mostPerMinute: 1_000 })
  const two = openDesk(world, model, {
    mostPerMinute: 1_000,
    ports: new Map([
      ['slack', one.slack],
      ['teams', one.teams],
    ]),
  })
  const writers = await Promise.all(Array.from({ length: people }, () => linkTo(world, 'recruiter')))
  const words = (subject: string, number: number) =>
    `${subject} ${number} ${'x'.repeat((number * 5) % 11)}`.trim()
  await Promise.all(
    writers.map(async (person) => {
      for (let number = 0; number < each; number++) {
        const said = message(person, chatOf(person, 'only'), words(person.subject, number))
        if (number % 4 === 2) one.slack.failNext('finish', new Fault('limited', 'Slow down.'))
        const [first, again] = number % 2 === 0 ? [one, two] : [two, one]
        await first.take(said)
        await Promise.all([again.take(said), again.take({ ...said, event: `${said.event}-copy` })])
      }
    }),
  )
  for (let round = 0; round < 50; round++) {
    await Promise.all([one.idle(), two.idle()])
    world.clock.advance({ minutes: 10 })
    const waiting = await one.waiting()
    if (waiting.length === 0) break
    await Promise.all(waiting.flatMap((thread) => [one.work(thread), two.work(thread)]))
  }
  for (const person of writers) {
    const expected = Array.from({ length: each }, (_, number) => `answer to ${words(person.subject, number)}`)
    expect(one.slack.said(chatOf(person).channel)).toEqual(expected)
  }
  expect(await world.db.client.count()).toBe(people * each)
  expect(await world.db.inboxEntry.count({ where: { status: { not: 'done' } } })).toBe(0)
})
