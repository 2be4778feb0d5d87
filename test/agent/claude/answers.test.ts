import { describe, expect, test } from 'vitest'
import { asks, says } from '../../support/fake-messages-script.ts'
import { ana, done, scene } from './scene.ts'

describe('an answer', () => {
  test('streams as it grows and is whole at the end', async () => {
    const { api, emitted, answer } = await scene()
    api.reply(says('Two people fit: Ana and Бо 👩‍💻.'))
    const reply = await answer()
    expect(reply.text).toBe('Two people fit: Ana and Бо 👩‍💻.')
    expect(emitted.length).toBeGreaterThan(3)
    expect(emitted.join('')).toBe(reply.text)
  })

  test('goes through the waist for each call, reads the result and ends in words', async () => {
    const found = { items: [{ id: ana, label: 'Ana Souza' }], total: 1 }
    const { api, begun, emitted, answer } = await scene({
      answers: {
        search_people: () => done(found, { title: 'People' }),
        change_status: () => done({ status: 'screened' }, { title: 'Moved Ana Souza to Screened' }),
      },
    })
    api.reply(
      asks([{ name: 'search_people', input: { query: 'ana' } }], { text: 'Let me look.' }),
      asks([{ name: 'change_status', input: { application: ana, status: 'screened' } }]),
      says('Ana Souza is screened now.'),
    )
    const reply = await answer()
    expect(begun.map(({ tool, input }) => [tool, input])).toEqual([
      ['search_people', { query: 'ana' }],
      ['change_status', { application: ana, status: 'screened' }],
    ])
    expect(begun[0]?.asked).toEqual({ initiator: 'mind', mind: 'claude', tainted: false })
    expect(reply.text).toBe('Let me look.\n\nAna Souza is screened now.')
    expect(emitted.join('')).toBe(reply.text)
    expect(reply.cards.map(({ title }) => title)).toEqual(['Moved Ana Souza to Screened'])
    const results = api.requests[1]?.body.messages.at(-1)?.content
    expect(results).toMatchObject([{ type: 'tool_result', content: JSON.stringify(found) }])
  })

  test('runs reads side by side, and everything in order as soon as one call changes something', async () => {
    const log: string[] = []
    let release = () => {}
    const together = new Promise<void>((resolve) => {
      release = resolve
    })
    let reads = 0
    const { api, answer } = await scene({
      answers: {
        search_people: async () => {
          reads += 1
          if (reads === 2) release()
          if (reads <= 2) await together
          else log.push('read')
          return done({ items: [] })
        },
        change_status: async () => {
          log.push('change begins')
          await new Promise((resolve) => setImmediate(resolve))
          log.push('change ends')
          return done({})
        },
      },
    })
    const search = { name: 'search_people', input: { query: 'a' } }
    const change = { name: 'change_status', input: { application: ana, status: 'hired' } }
    api.reply(asks([search, search]), asks([change, search, change]), says('Done.'))
    await answer()
    expect(log).toEqual(['change begins', 'change ends', 'read', 'change begins', 'change ends'])
  })

  test('shows the card of the last thing read when nothing changed', async () => {
    const { api, answer } = await scene({
      answers: { search_people: (input) => done({ items: [] }, { title: JSON.stringify(input) }) },
    })
    const search = (query: string) => asks([{ name: 'search_people', input: { query } }])
    api.reply(search('first'), search('last'), says('Nobody.'))
    expect((await answer()).cards).toEqual([{ title: '{"query":"last"}' }])
  })

  test('adds up the tokens of every round, cached ones too', async () => {
    const { api, answer } = await scene()
    api.reply(
      asks([{ name: 'search_people', input: { query: 'a' } }], {
        usage: { input: 100, cacheWrite: 900, output: 30 },
      }),
      says('Nobody.', { usage: { input: 50, cacheRead: 1000, output: 5 } }),
    )
    expect((await answer()).usage).toEqual({ inputTokens: 2050, outputTokens: 35 })
  })

  test('hands thinking back within the turn, word for word, and keeps none of it', async () => {
    const { api, answer } = await scene()
    const thinking = { type: 'thinking' as const, thinking: 'Ana is the one to look for.', signature: 'c2ln' }
    const redacted = { type: 'redacted_thinking' as const, data: 'AAAA' }
    api.reply(
      {
        blocks: [thinking, redacted, { type: 'tool_use', name: 'search_people', json: '{"query":"a"}' }],
      },
      says('Nobody.'),
    )
    const reply = await answer()
    expect(api.requests[1]?.body.messages[1]?.content.slice(0, 2)).toEqual([thinking, redacted])
    expect(JSON.stringify(reply.blocks)).not.toContain('thinking')
  })

  test('tells what was done when the model ends without a word', async () => {
    const { api, answer } = await scene({
      answers: { change_status: () => done({}, { title: 'Moved Ana Souza to Hired' }) },
    })
    api.reply(asks([{ name: 'change_status', input: { application: ana, status: 'hired' } }]), { blocks: [] })
    const reply = await answer()
    expect(reply.text).toBe('Done: Moved Ana Souza to Hired.')
    expect(reply.blocks).toMatchObject([{ role: 'assistant' }, { role: 'user' }, { role: 'assistant' }])
  })

  test('says when it was cut for length, and when the model declines', async () => {
    const { api, answer } = await scene()
    api.reply(says('One, two, th', { stopReason: 'max_tokens' }), says('Half a', { stopReason: 'refusal' }))
    expect((await answer()).text).toMatch(/^One, two, th\n\nMy answer grew too long/)
    const declined = await answer()
    expect(declined.text).toMatch(/I can't help with that one\.$/)
    expect(declined.blocks).toEqual([
      { role: 'assistant', content: [{ type: 'text', text: "I can't help with that one." }] },
    ])
  })
})
