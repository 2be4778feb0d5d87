import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

it('shows a request to those who answer, and settles every copy once one has', async () => {
  const asked = await world.as('supplier').call('request_human', { note: 'My invoice of May.' })
  const human_request = done<{ request: string }>(asked).request
  const message = await world.db.outbox.findFirstOrThrow({ where: { recipientId: world.as('admin').id } })
  expect(message).toMatchObject({
    tool: 'get_human_request',
    payload: { input: { human_request }, about: `human_request:${human_request}` },
  })
  const seen = await world.as('admin').call('get_human_request', { human_request })
  expect(seen).toMatchObject({
    outcome: 'done',
    tainted: true,
    card: {
      title: 'Sam Whitfield asks for a person',
      facts: expect.arrayContaining([{ label: 'About', value: 'My invoice of May.' }]),
      buttons: [{ label: 'I have answered', tool: 'answer_human_request', input: { human_request } }],
    },
  })
  for (const alias of ['recruiter', 'manager'] as const) {
    const foreign = await world.as(alias).call('get_human_request', { human_request })
    expect(faultOf(foreign).code).toBe('not_found')
  }
  done(await world.as('owner').call('answer_human_request', { human_request }))
  const card = await world.db.outbox.findFirstOrThrow({ where: { port: 'card' } })
  expect(card.payload).toEqual({ about: `human_request:${human_request}` })
  const after = await world.as('admin').call('get_human_request', { human_request })
  expect(after).toMatchObject({
    card: { text: expect.stringMatching(/^Olivia Park has answered/), buttons: [] },
  })
})
