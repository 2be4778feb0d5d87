import { describe, expect, test } from 'vitest'
import type { MindReply } from '../../../src/agent/mind.ts'
import { ModelUnavailable } from '../../../src/agent/model-unavailable.ts'
import { asks, says } from '../../support/fake-messages-script.ts'
import { ana, done, scene } from './scene.ts'

const overloaded = { status: 529, type: 'overloaded_error' }
const busy = (seconds: number) => ({
  status: 429,
  type: 'rate_limit_error',
  headers: { 'retry-after': String(seconds) },
})
const change = { name: 'change_status', input: { application: ana, status: 'screened' } }
const moved = { change_status: () => done({ status: 'screened' }, { title: 'Moved Ana Souza to Screened' }) }

async function failure(reply: Promise<MindReply>): Promise<ModelUnavailable> {
  const error = await reply.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ModelUnavailable)) throw new Error('expected ModelUnavailable', { cause: error })
  return error
}

describe('before anything was said or done, the turn is given up whole', () => {
  test('a wrong key is refused at once, and named neither in words nor in the log text', async () => {
    const { api, pauses, answer } = await scene()
    const error = await failure(answer({ apiKey: 'sk-ant-wrong' }))
    expect(error.reason).toBe('key_refused')
    expect(error.words).toBe('I answer in guided mode, because the model service refused our key.')
    expect(`${error.words} ${error.message}`).not.toContain('sk-ant')
    expect(pauses).toEqual([])
    expect(api.requests).toEqual([])
  })

  test('429 waits as long as the service says, and gives up when that is too long', async () => {
    const patient = await scene()
    patient.api.reply(busy(2), says('Here.'))
    expect((await patient.answer()).text).toBe('Here.')
    expect(patient.pauses).toEqual([2000])
    const hasty = await scene()
    hasty.api.reply(busy(600))
    const error = await failure(hasty.answer())
    expect([error.reason, error.retryAfterSeconds]).toEqual(['rate_limited', 600])
    expect(hasty.pauses).toEqual([])
  })

  test('529 is tried again with growing pauses, then given up', async () => {
    const { api, pauses, answer } = await scene()
    api.reply(overloaded, overloaded, overloaded)
    expect((await failure(answer())).reason).toBe('overloaded')
    expect(api.requests).toHaveLength(3)
    expect(pauses).toEqual([500, 1000])
  })

  test('a stream that fails before its first word is tried again, and what it cost is counted', async () => {
    const { api, answer } = await scene()
    api.reply(
      { ...says('lost'), errorAfter: { events: 1, type: 'overloaded_error' } },
      { ...says('lost'), breakAfter: 2 },
      says('Here.'),
    )
    const reply = await answer()
    expect(reply.text).toBe('Here.')
    expect(reply.usage).toEqual({ inputTokens: 300, outputTokens: 22 })
  })

  test('a stream that always breaks is given up with its cost', async () => {
    const { api, answer } = await scene()
    api.otherwise({ ...says('lost'), breakAfter: 1 })
    const error = await failure(answer())
    expect([error.reason, error.usage]).toEqual(['broken_stream', { inputTokens: 300, outputTokens: 3 }])
  })

  test('silence is not waited for without end', async () => {
    const { api, answer } = await scene()
    api.reply({ ...says('never'), hangAfter: 1 })
    expect((await failure(answer({ limits: { idleMs: 30 } }))).reason).toBe('timeout')
    expect(await api.requests[0]?.closed).toBe('client left')
  })

  test('a service that cannot be reached, and one that does not understand us', async () => {
    const { answer } = await scene()
    expect((await failure(answer({ baseUrl: 'http://127.0.0.1:9' }))).reason).toBe('broken_stream')
    expect((await failure(answer())).reason).toBe('request_refused')
  })
})

describe('after something was said or done, it is kept and told', () => {
  test('words that were read are not taken back, and not said twice', async () => {
    const { api, answer, emitted } = await scene()
    api.reply({ ...says('Ana is a good choice'), breakAfter: 5 })
    const reply = await answer()
    expect(reply.text).toBe(
      'Ana is a g\n\nI have to stop here, because the connection to the model service broke off. Nothing was changed.',
    )
    expect(emitted.join('')).toBe(reply.text)
    expect(api.requests).toHaveLength(1)
  })

  test('a change is told and never run twice when the next round breaks off', async () => {
    const { api, begun, answer } = await scene({ answers: moved })
    api.otherwise({ ...says('lost'), breakAfter: 1 })
    api.reply(asks([change]))
    const reply = await answer()
    expect(begun).toHaveLength(1)
    expect(reply.text).toMatch(/broke off\. Done: Moved Ana Souza to Screened\.$/)
    expect(reply.cards).toEqual([{ title: 'Moved Ana Souza to Screened' }])
    expect(reply.blocks).toMatchObject([
      { role: 'assistant', content: [{ type: 'tool_use' }] },
      { role: 'user', content: [{ type: 'tool_result' }] },
      { role: 'assistant', content: [{ type: 'text', text: reply.text }] },
    ])
  })

  test('a call in an answer that was not whole is not run', async () => {
    const { api, begun, answer } = await scene({ answers: moved })
    api.reply({ ...asks([change], { text: 'Moving her.' }), breakAfter: 9 })
    const reply = await answer()
    expect(begun).toEqual([])
    expect(reply.text).toMatch(/Nothing was changed\.$/)
    expect(JSON.stringify(reply.blocks)).not.toContain('tool_use')
  })

  test('a busy service in the middle of a turn is waited for, and the turn goes on', async () => {
    const { api, begun, pauses, answer } = await scene({ answers: moved })
    api.reply(asks([change]), busy(1), overloaded, says('Moved.'))
    expect((await answer()).text).toBe('Moved.')
    expect([begun.length, pauses]).toEqual([1, [1000, 1000]])
  })
})
