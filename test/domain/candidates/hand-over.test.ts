import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '../../../src/tools/card.ts'
import type { Alias } from '../../support/people.ts'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addPerson } from './stage.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function cardFor(alias: Alias, hand_over: string): Promise<Card> {
  const result = await world.as(alias).call('get_hand_over', { hand_over })
  done(result)
  if (result.outcome !== 'done' || !result.card) throw new Error('there is no card')
  return result.card
}
const ask = async (alias: Alias, input: object) =>
  done<{ id: string }>(await world.as(alias).call('request_hand_over', input)).id
const labels = (card: Card) => (card.buttons ?? []).map(({ label }) => label)

describe('get_hand_over', () => {
  it('shows the asked side who is meant, with buttons, and the asking side only its own words', async () => {
    await addPerson(world.as('recruiter3'), 'Otto Fremd', { email: 'otto@example.test' })
    const id = await ask('recruiter', { email: 'otto@example.test', note: 'for a bank' })
    const asked = await cardFor('recruiter3', id)
    expect(asked.title).toBe('Platform asks for Otto Fremd')
    expect(labels(asked)).toEqual(['Hand Otto Fremd over', 'Keep Otto Fremd'])
    expect(labels(await cardFor('manager3', id))).toEqual(labels(asked))
    const asking = await cardFor('recruiter', id)
    expect(asking).toMatchObject({ title: 'Platform asks for otto@example.test', buttons: [] })
    expect(JSON.stringify(asking)).not.toContain('Otto Fremd')
    expect(faultOf(await world.as('viewer').call('get_hand_over', { hand_over: id })).code).toBe('denied')

    done(await world.as('manager3').call('answer_hand_over', { hand_over: id, answer: 'accept' }))
    for (const alias of ['recruiter3', 'recruiter', 'manager3'] as const) {
      const card = await cardFor(alias, id)
      expect(card).toMatchObject({
        title: 'Platform asks for Otto Fremd',
        text: 'Otto Fremd was handed over and now belongs to Rosa Delgado.',
        buttons: [],
      })
      expect(card.facts?.at(-1)?.value).toContain('Mei Tanaka')
    }
    const news = await world.db.outbox.findMany({ where: { effectKey: { startsWith: `hand-over:${id}` } } })
    expect(news.map(({ port }) => port).sort()).toEqual(['card', 'message', 'message'])
  })

  it('keeps the name from the asking side when the answer is no', async () => {
    await addPerson(world.as('recruiter3'), 'Eva Stay', { email: 'eva@example.test' })
    const id = await ask('recruiter', { email: 'eva@example.test' })
    done(await world.as('recruiter3').call('answer_hand_over', { hand_over: id, answer: 'decline' }))
    expect((await cardFor('recruiter', id)).text).toBe('eva@example.test stays where they are.')
    expect((await cardFor('recruiter3', id)).text).toBe('Eva Stay stays where they are.')
  })

  it('goes to the new owner when the person changes hands while it waits', async () => {
    const candidate = await addPerson(world.as('recruiter'), 'Nia Move', { email: 'nia@example.test' })
    const id = await ask('recruiter3', { email: 'nia@example.test' })
    const owner = world.as('recruiter2').id
    done(await world.as('recruiter').call('update_candidate', { candidate, owner }))
    const told = await world.db.outbox.findMany({
      where: { effectKey: { startsWith: `hand-over:${id}:asked` } },
    })
    expect(told.map(({ recipientId }) => recipientId).sort()).toEqual(
      [world.as('recruiter').id, owner].sort(),
    )
    expect(labels(await cardFor('recruiter2', id))).toHaveLength(2)
  })
})
