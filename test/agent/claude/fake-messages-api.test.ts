import { expect, test } from 'vitest'
import { readRequest } from '../../support/fake-messages-rules.ts'

const user = { role: 'user', content: [{ type: 'text', text: 'hello' }] }
const use = { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'x', input: {} }] }
const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: '{}' }] }
const request = { model: 'm', max_tokens: 10, stream: true, messages: [user] }
const marked = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }

test('the fake takes what the service takes', () => {
  expect(readRequest(request)).toHaveProperty('body')
  expect(readRequest({ ...request, messages: [user, use, result] })).toHaveProperty('body')
})

test.each([
  ['sampling parameters', { temperature: 1 }],
  ['server-held threads', { thread: true }],
  ['an assistant first', { messages: [use, result] }],
  ['two of one role', { messages: [user, user] }],
  ['an assistant last', { messages: [user, use] }],
  ['a call without its result', { messages: [user, use, user] }],
  ['a result without its call', { messages: [result] }],
  ['an id used twice', { messages: [user, use, result, use, result] }],
  ['empty text', { messages: [{ role: 'user', content: [{ type: 'text', text: ' ' }] }] }],
  ['five cache marks', { messages: [{ role: 'user', content: Array.from({ length: 5 }, () => marked) }] }],
  [
    'text before a result',
    { messages: [user, use, { role: 'user', content: [...user.content, ...result.content] }] },
  ],
])('the fake refuses %s', (_, change) => {
  expect(readRequest({ ...request, ...change })).toHaveProperty('refusal')
})
