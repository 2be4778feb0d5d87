import { expect, test } from 'vitest'
import { Fault } from '../../../src/platform/fault.ts'
import { asks, says } from '../../support/fake-messages-script.ts'
import { ana, done, resultsIn, scene } from './scene.ts'

test('input that is no JSON, or was cut short, goes to the waist as it was written', async () => {
  const given = await scene()
  const { api, begun, answer } = given
  api.reply(
    asks([
      { name: 'change_status', json: '{"application" oops' },
      { name: 'change_status', json: `{"application":"${ana}","status":"screened` },
      { name: 'search_people', json: '["ana"]' },
      { name: 'search_people', json: '' },
    ]),
    says('That did not work.'),
  )
  await answer()
  expect(begun.map(({ input }) => input)).toEqual([
    '{"application" oops',
    `{"application":"${ana}","status":"screened`,
    ['ana'],
    {},
  ])
  const uses = api.requests[1]?.body.messages.at(-2)?.content ?? []
  expect(uses.map((block) => 'input' in block && block.input)).toEqual([
    { unreadable: '{"application" oops' },
    { unreadable: `{"application":"${ana}","status":"screened` },
    { unreadable: ['ana'] },
    {},
  ])
  expect(resultsIn(given, 1).map(({ is_error }) => is_error)).toEqual([true, true, true, true])
})

test('input against the schema and a tool that does not exist are recorded and come back as faults', async () => {
  const given = await scene()
  const { api, begun, answer } = given
  api.reply(
    asks([
      { name: 'change_status', input: { application: ana, status: 'sent_home' } },
      { name: 'drop_tables' },
    ]),
    says('I cannot do that.'),
  )
  await answer()
  expect(begun.map(({ tool }) => tool)).toEqual(['change_status', 'drop_tables'])
  expect(resultsIn(given, 1).map(({ content }) => JSON.parse(content))).toEqual([
    {
      outcome: 'refused',
      message: 'status is not one of screened, hired.',
      field: 'status',
      options: [{ label: 'screened' }],
    },
    { outcome: 'refused', message: 'There is no such tool.' },
  ])
})

test('a fault gives the model our words for people and nothing from inside', async () => {
  const fault = new Fault('denied', 'You may not see pay. Ask an admin.', {
    internal: 'select secret from pay',
    cause: new Error('stack of ours'),
  })
  const { api, answer } = await scene({
    answers: { change_status: () => ({ outcome: 'denied', call: ana, fault }) },
  })
  api.reply(asks([{ name: 'change_status', input: { application: ana, status: 'hired' } }]), says('No.'))
  const reply = await answer()
  expect(api.requests[1]?.raw).toContain('You may not see pay. Ask an admin.')
  expect(api.requests[1]?.raw).not.toMatch(/secret|stack of ours/)
  expect(JSON.stringify(reply.blocks)).not.toMatch(/secret|stack of ours/)
})

test('a confirmation that waits is told as nothing done', async () => {
  const confirmation = {
    id: ana,
    tool: 'change_status',
    expiresAt: '2026-11-20T10:10:00Z',
    card: { title: 'Hire Ana Souza?' },
  }
  const given = await scene({
    answers: { change_status: () => ({ outcome: 'pending', call: ana, confirmation }) },
  })
  const { api, answer } = given
  const hire = asks([{ name: 'change_status', input: { application: ana, status: 'hired' } }])
  api.reply(hire, says('Please confirm on the card.'), hire, { blocks: [] })
  const reply = await answer()
  const sent = resultsIn(given, 1)[0]?.content ?? ''
  expect(JSON.parse(sent)).toMatchObject({ outcome: 'waits for confirmation', confirmation: ana })
  expect(sent).toContain('Nothing has happened yet')
  expect(reply.cards).toEqual([])
  expect((await answer()).text).toBe('Nothing was changed. Waiting for you to confirm: Hire Ana Souza?')
})

test('a long result is cut with a word about it', async () => {
  const given = await scene({
    answers: { search_people: () => done({ text: '👩'.repeat(250) }) },
  })
  given.api.reply(asks([{ name: 'search_people', input: { query: 'x' } }]), says('Long.'))
  await given.answer({ limits: { resultCharacters: 100 } })
  const sent = resultsIn(given, 1)[0]?.content ?? ''
  expect(sent).toMatch(/Cut here: 411 more characters/)
  expect(sent.length).toBeLessThan(220)
  expect(sent.isWellFormed()).toBe(true)
})
