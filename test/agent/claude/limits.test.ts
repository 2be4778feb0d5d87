import { describe, expect, test } from 'vitest'
import { withinBudget } from '../../../src/agent/claude/budget.ts'
import { ModelUnavailable } from '../../../src/agent/model-unavailable.ts'
import { asks, says } from '../../support/fake-messages-script.ts'
import { ana, done, scene } from './scene.ts'

const change = { name: 'change_status', input: { application: ana, status: 'screened' } }
const search = { name: 'search_people', input: { query: 'a' } }

test('after eight rounds it says what it did and stops', async () => {
  const { api, begun, answer } = await scene({
    answers: { change_status: () => done({}, { title: 'Moved Ana Souza to Screened' }) },
  })
  api.otherwise(asks([search]))
  api.reply(asks([change]))
  const reply = await answer()
  expect(api.requests).toHaveLength(8)
  expect(begun).toHaveLength(8)
  expect(reply.text).toBe('I stopped after 8 steps. Done: Moved Ana Souza to Screened.')
})

test('one answer cannot ask for hundreds of calls', async () => {
  const { api, begun, answer } = await scene()
  api.reply(asks(Array.from({ length: 300 }, () => search)), asks([search]), says('Enough.'))
  await answer()
  expect(begun).toHaveLength(40)
  expect(api.requests[1]?.body.messages.at(-1)?.content).toHaveLength(300)
  expect(api.requests[2]?.raw).toContain('Too many calls for one message')
})

describe('a person who stops the turn', () => {
  test('in the middle of the stream keeps what they read, and the request is closed', async () => {
    const shared = await scene({ emit: () => shared.stop.abort() })
    shared.api.reply({ ...says('Ana is a good choice'), hangAfter: 4 })
    const reply = await shared.answer()
    expect(reply.text).toBe('Ana i\n\nStopped. Nothing was changed.')
    expect(await shared.api.requests[0]?.closed).toBe('client left')
    expect(reply.usage).toEqual({ inputTokens: 100, outputTokens: 1 })
  })

  test('between calls keeps what is done, and the rest is not run', async () => {
    const shared = await scene({
      answers: {
        change_status: () => {
          shared.stop.abort()
          return done({}, { title: 'Moved Ana Souza to Screened' })
        },
      },
    })
    shared.api.reply(asks([change, change, search]))
    const reply = await shared.answer()
    expect(shared.begun).toHaveLength(1)
    expect(shared.api.requests).toHaveLength(1)
    expect(reply.text).toBe('Stopped. Done: Moved Ana Souza to Screened.')
    expect(JSON.stringify(reply.blocks)).toContain('The person stopped this turn.')
  })

  test('while the service is waited for, and before anything began', async () => {
    const shared = await scene()
    shared.api.reply({ status: 529, type: 'overloaded_error' })
    const sleep = async (_: number, signal: AbortSignal) => {
      shared.stop.abort()
      signal.throwIfAborted()
    }
    expect((await shared.answer({ sleep })).text).toBe('Stopped. Nothing was changed.')
    expect((await shared.answer()).text).toBe('Stopped. Nothing was changed.')
    expect(shared.api.requests).toHaveLength(1)
  })

  test('does not hide a failure of ours', async () => {
    const shared = await scene({
      call: async () => {
        shared.stop.abort()
        throw new Error('a fault of the house')
      },
    })
    shared.api.reply(asks([change]))
    await expect(shared.answer()).rejects.toThrow('a fault of the house')
  })
})

describe('the budget of a day', () => {
  const budgetOf = (used: number, seen: string[] = []) => ({
    dailyTokens: 1000,
    usage: async (userId: string, day: string) => {
      seen.push(userId, day)
      return used
    },
  })

  test('is asked for the speaker and the day, and ends the turn before a request when it is used up', async () => {
    const { api, turn, answer } = await scene()
    const seen: string[] = []
    const error = await answer({ budget: budgetOf(1000, seen) }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ModelUnavailable)
    expect(error).toMatchObject({ reason: 'budget', words: expect.stringContaining("today's budget") })
    expect(seen).toEqual([turn.speaker.id, '2026-11-20'])
    expect(api.requests).toEqual([])
  })

  test('ends a turn between rounds, and tells what was done', async () => {
    const { api, answer } = await scene({
      answers: { change_status: () => done({}, { title: 'Moved Ana' }) },
    })
    api.reply(asks([change], { usage: { input: 150 } }), says('never asked'))
    const reply = await answer({ budget: budgetOf(900) })
    expect(api.requests).toHaveLength(1)
    expect(reply.text).toMatch(/because today's budget for the model is used up\. Done: Moved Ana\.$/)
  })

  test('holds to the token', () => {
    expect([withinBudget(0, 1), withinBudget(1, 1), withinBudget(0, 0)]).toEqual([true, false, false])
  })
})
