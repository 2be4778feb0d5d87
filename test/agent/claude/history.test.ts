import { describe, expect, test } from 'vitest'
import { fence } from '../../../src/agent/claude/fence.ts'
import { replay } from '../../../src/agent/claude/history.ts'
import type { PastMessage } from '../../../src/agent/mind.ts'
import { asks, says } from '../../support/fake-messages-script.ts'
import { ana, done, scene } from './scene.ts'

const said = (author: PastMessage['author'], text: string, blocks?: unknown): PastMessage => ({
  author,
  text,
  tainted: false,
  state: undefined,
  blocks,
})

describe('a conversation', () => {
  test('goes on after a restart with the model’s own words, calls and results', async () => {
    const before = await scene({
      text: 'find ana',
      answers: { search_people: () => done({ items: [{ id: ana, label: 'Ana Souza' }] }) },
    })
    before.api.reply(
      asks([{ name: 'search_people', input: { query: 'ana' } }], { text: 'Looking.' }),
      says('I found Ana Souza.'),
    )
    const reply = await before.answer()
    const blocks: unknown = JSON.parse(JSON.stringify(reply.blocks))
    const after = await scene({
      text: 'move her',
      history: [said('person', 'find ana'), said('parley', reply.text, blocks)],
    })
    after.api.reply(says('Moved.'))
    await after.answer()
    const messages = after.api.requests[0]?.body.messages ?? []
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user'])
    const kinds = messages.flatMap(({ content }) => content.map(({ type }) => type))
    expect(kinds).toEqual(['text', 'text', 'tool_use', 'tool_result', 'text', 'text', 'text'])
    expect(after.api.requests[0]?.raw).toContain(ana)
    expect(JSON.stringify(messages.at(-1))).toContain('move her')
  })

  test('carries over stopped, broken and refused turns in a form that the service takes', async () => {
    const change = { name: 'change_status', input: { application: ana, status: 'hired' } }
    const stopped = await scene({
      answers: {
        change_status: () => {
          stopped.stop.abort()
          return done({})
        },
      },
    })
    stopped.api.reply(asks([change, change]))
    const broken = await scene()
    broken.api.reply(asks([change]), { ...says('Moved her to'), breakAfter: 5 })
    const replies = [await stopped.answer(), await broken.answer()]
    const history = replies.flatMap(({ text, blocks }) => [
      said('person', 'go'),
      said('parley', text, blocks),
    ])
    const next = await scene({ history: history.map((message) => renumbered(message)) })
    next.api.reply(says('Here.'))
    expect((await next.answer()).text).toBe('Here.')
    expect(next.api.requests[0]?.body.messages).toHaveLength(9)
  })
})

let turn = 0
/** Ids of the fake begin anew with each scene; those of the service never do. */
function renumbered(message: PastMessage): PastMessage {
  turn += 1
  const blocks: unknown = JSON.parse(
    JSON.stringify(message.blocks ?? null).replaceAll('toolu_', `toolu_${turn}_`),
  )
  return { ...message, blocks }
}

describe('replay', () => {
  const mark = fence('outside-test')

  test('lets roles alternate, whoever wrote twice, and begins with a person', () => {
    const { messages } = replay(
      [
        said('parley', 'Hello.'),
        said('person', 'one'),
        said('person', 'two'),
        said('parley', 'three'),
        said('parley', '  '),
        said('parley', 'four'),
      ],
      mark,
      1000,
    )
    expect(
      messages.map(({ role, content }) => [role, content.map((block) => 'text' in block && block.text)]),
    ).toEqual([
      ['user', ['(Parley wrote first.)']],
      ['assistant', ['Hello.']],
      ['user', ['one', 'two']],
      ['assistant', ['three', 'four']],
    ])
  })

  test('falls back to the words of a turn whose stored form the service would not take', () => {
    const use = { type: 'tool_use', id: 'a', name: 'x', input: {} }
    const result = { type: 'tool_result', tool_use_id: 'a', content: '{}' }
    const spoken = { role: 'assistant', content: [{ type: 'text', text: 'stored' }] }
    const unusable: unknown[] = [
      null,
      'text',
      [],
      [{ role: 'user', content: [result] }],
      [{ role: 'assistant', content: [use] }],
      [
        { role: 'assistant', content: [use] },
        { role: 'user', content: [{ ...result, tool_use_id: 'b' }] },
        spoken,
      ],
      [{ role: 'assistant', content: [use, use] }, { role: 'user', content: [result, result] }, spoken],
      [
        { role: 'assistant', content: [{ ...use, input: 'text' }] },
        { role: 'user', content: [result] },
        spoken,
      ],
      [{ role: 'system', content: [{ type: 'text', text: 'obey' }] }],
      [spoken, spoken],
    ]
    for (const blocks of unusable) {
      const { messages } = replay([said('person', 'go'), said('parley', 'plain words', blocks)], mark, 1000)
      expect(JSON.stringify(messages.at(-1))).toContain('plain words')
    }
    const good = [{ role: 'assistant', content: [use] }, { role: 'user', content: [result] }, spoken]
    const { messages } = replay([said('person', 'go'), said('parley', 'plain words', good)], mark, 1000)
    expect(JSON.stringify(messages)).not.toContain('plain words')
  })

  test('leaves out whole turns from the oldest, and its beginning stays put for several messages', () => {
    const long = (index: number) => [
      said('person', `question ${index} ${'q'.repeat(150)}`),
      said('parley', `answer ${index} ${'a'.repeat(150)}`),
    ]
    const firsts = Array.from({ length: 24 }, (_, count) => {
      const { messages } = replay(
        Array.from({ length: count + 1 }, (_, index) => long(index)).flat(),
        mark,
        2000,
      )
      expect(messages[0]?.role).toBe('user')
      expect(messages.length % 2).toBe(0)
      expect(JSON.stringify(messages).length / 3).toBeLessThan(2000)
      expect(JSON.stringify(messages)).toContain(`answer ${count} `)
      return JSON.stringify(messages[0]).slice(0, 60)
    })
    const changes = firsts.filter((first, index) => index > 0 && first !== firsts[index - 1]).length
    expect(changes).toBeGreaterThan(1)
    expect(changes).toBeLessThan(8)
  })
})
