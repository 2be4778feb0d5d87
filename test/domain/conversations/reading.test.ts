import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'

let world: World
const ids: string[] = []

type Page = {
  items: Record<string, unknown>[]
  total: number
  next_cursor?: string
}

const ask = async (tool: string, input: Record<string, unknown> = {}) =>
  done<Page>(await world.as('recruiter').call(tool, input))

/** A conversation of questions and answers; an answer may bring cards, calls and taint. */
async function converse(
  lines: readonly (string | { text: string; [more: string]: unknown })[],
): Promise<string> {
  const rosa = world.as('recruiter')
  const { id } = done<{ id: string }>(await rosa.call('start_conversation', {}))
  for (const line of lines) {
    world.clock.advance({ seconds: 30 })
    const message =
      typeof line === 'string' ? { author: 'person', text: line } : { author: 'parley', ...line }
    const initiator = message.author === 'parley' ? 'system' : 'person'
    done(await rosa.call('add_message', { conversation: id, ...message }, { initiator }))
  }
  return id
}

beforeAll(async () => {
  world = await createWorld()
  const call = (tool: string, outcome = 'done') => ({ tool, input: {}, outcome, initiator: 'mind' })
  ids.push(
    await converse([
      'find kubernetes people in Denver',
      {
        text: 'I found three.',
        mode: 'guided',
        calls: [call('search_candidates')],
        cards: [{ title: '3 candidates' }],
      },
      'move the first one to screened\nplease',
      {
        text: 'Done.',
        mode: 'claude',
        calls: [call('change_status'), call('change_status', 'refused')],
        cards: [{ title: 'Moved Ana Souza to Screened' }],
        input_tokens: 900,
        output_tokens: 40,
        processing_ms: 120,
      },
      'reject the second one',
      { text: 'Why is this rejected?', mode: 'guided', asks: { tool: 'change_status', missing: 'reason' } },
    ]),
    await converse([
      'what is the rate for Terraform work',
      { text: 'Résumé says: Terraform wizard', tainted: true },
    ]),
    await converse(['100% remote_jobs']),
  )
})
afterAll(() => world.close())

describe('list_conversations', () => {
  test('shows the latest first, page by page', async () => {
    const first = await ask('list_conversations', { limit: 2 })
    expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]])
    expect(first.total).toBe(3)
    const second = await ask('list_conversations', { limit: 2, cursor: first.next_cursor })
    expect(second.items.map(({ id }) => id)).toEqual([ids[0]])
    expect(second.next_cursor).toBeUndefined()
  })

  test('finds by words of the title as they are written', async () => {
    expect((await ask('list_conversations', { query: 'KUBERNETES' })).items).toMatchObject([
      { id: ids[0], match: 'part' },
    ])
    expect((await ask('list_conversations', { query: '100%' })).items.map(({ id }) => id)).toEqual([ids[2]])
    expect((await ask('list_conversations', { query: '0_remote' })).total).toBe(0)
    expect((await ask('list_conversations', { query: '%' })).total).toBe(1)
  })
})

describe('get_conversation', () => {
  test('reads the latest page in the order of writing, and leads to earlier ones', async () => {
    const last = await ask('get_conversation', { conversation: ids[0], limit: 4 })
    expect(last.items.map(({ position }) => position)).toEqual([3, 4, 5, 6])
    expect(last.total).toBe(6)
    const earlier = await ask('get_conversation', {
      conversation: ids[0],
      limit: 4,
      cursor: last.next_cursor,
    })
    expect(earlier.items.map(({ position }) => position)).toEqual([1, 2])
    expect(earlier.next_cursor).toBeUndefined()
    expect(last.items.at(-1)).toMatchObject({ author: 'parley', asks: { missing: 'reason' } })
  })

  test('taints whoever reads what outsiders wrote', async () => {
    const rosa = world.as('recruiter')
    expect(await rosa.call('get_conversation', { conversation: ids[0] })).toMatchObject({ tainted: false })
    expect(await rosa.call('get_conversation', { conversation: ids[1] })).toMatchObject({ tainted: true })
  })

  test('refuses a cursor that is none of ours', async () => {
    const result = await world.as('recruiter').call('get_conversation', { conversation: ids[0], cursor: '!' })
    expect(faultOf(result).code).toBe('invalid')
  })
})

describe('search_conversations', () => {
  test('finds words of either side with the place where they stand', async () => {
    const found = await ask('search_conversations', { query: 'terraform' })
    expect(found.items).toMatchObject([
      { conversation: ids[1], label: 'what is the rate for Terraform work' },
    ])
    expect(String(found.items[0]?.snippet)).toContain('Terraform')
    expect((await ask('search_conversations', { query: 'denver kubernetes' })).total).toBe(1)
    expect((await ask('search_conversations', { query: 'nothing of that kind' })).total).toBe(0)
  })

  test('leaves out the conversation in which it is asked', async () => {
    const asked = { query: 'terraform' }
    const result = await world
      .as('recruiter')
      .call('search_conversations', asked, ids[1] ? { conversation: ids[1] } : {})
    expect(done<Page>(result).total).toBe(0)
  })

  test('taints when the words are an outsider’s', async () => {
    const rosa = world.as('recruiter')
    expect(await rosa.call('search_conversations', { query: 'wizard' })).toMatchObject({ tainted: true })
    expect(await rosa.call('search_conversations', { query: 'denver' })).toMatchObject({ tainted: false })
  })
})

describe('summarize_conversation', () => {
  test('says what was asked, what came of it and what is open, the same each time', async () => {
    const summary = await ask('summarize_conversation', { conversation: ids[0] })
    expect(summary).toMatchObject({
      messages: 6,
      exchanges: [
        { asked: 'find kubernetes people in Denver', answered: '3 candidates', tools: ['search_candidates'] },
        {
          asked: 'move the first one to screened',
          answered: 'Moved Ana Souza to Screened',
          tools: ['change_status'],
        },
        { asked: 'reject the second one', answered: 'Why is this rejected?', tools: [] },
      ],
      left_out: 0,
      open: 'reason',
      tainted: false,
    })
    expect(await ask('summarize_conversation', { conversation: ids[0] })).toEqual(summary)
  })
})

describe('get_conversation_statistics', () => {
  test("counts one's own, and everybody's only for whoever may read analytics", async () => {
    const mine = await ask('get_conversation_statistics')
    expect(mine).toMatchObject({
      conversations: 3,
      people: 1,
      messages: { from_people: 5, from_parley: 4, guided: 2, claude: 1 },
      tokens: { input: 900, output: 40 },
      median_ms: 120,
      tools: [
        { tool: 'change_status', done: 1, not_done: 1 },
        { tool: 'search_candidates', done: 1, not_done: 0 },
      ],
    })
    const denied = await world.as('recruiter').call('get_conversation_statistics', { whose: 'everyone' })
    expect(faultOf(denied).code).toBe('denied')
    const all = done(await world.as('admin').call('get_conversation_statistics', { whose: 'everyone' }))
    expect(all).toMatchObject({ whose: 'everyone', conversations: 3, people: 1 })
    expect(done(await world.as('admin').call('get_conversation_statistics', {}))).toMatchObject({
      conversations: 0,
    })
  })

  test('refuses days the wrong way round', async () => {
    const asked = { since: '2026-11-20', until: '2026-11-01' }
    const result = await world.as('recruiter').call('get_conversation_statistics', asked)
    expect(faultOf(result)).toMatchObject({ code: 'invalid', details: { field: 'since' } })
  })
})
