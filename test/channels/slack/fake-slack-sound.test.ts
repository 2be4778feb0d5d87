import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkView } from '../../support/slack/block-kit/view.ts'
import { checkBlocks, textOfBlocks } from '../../support/slack/block-kit.ts'
import { type FakeSlack, startFakeSlack } from '../../support/slack/fake-slack.ts'
import { methods } from '../../support/slack/methods/table.ts'
import { asSent } from '../../support/slack/typed.ts'
import { visibleText } from '../../support/slack/visible-text.ts'

let slack: FakeSlack

beforeAll(async () => {
  slack = await startFakeSlack({ subscriptions: [] })
})

afterAll(() => slack.close())

describe('whatever it is given', () => {
  const types = fc.constantFrom(
    'section',
    'actions',
    'table',
    'rich_text',
    'card',
    'input',
    'button',
    'plain_text',
  )
  const { block } = fc.letrec((tie) => ({
    block: fc.dictionary(
      fc.constantFrom('type', 'text', 'elements', 'fields', 'rows', 'blocks', 'options', 'action_id'),
      fc.oneof(
        { maxDepth: 3, depthIdentifier: 'block' },
        types,
        fc.jsonValue(),
        tie('block'),
        fc.array(tie('block'), { maxLength: 3 }),
      ),
      { maxKeys: 4 },
    ),
  }))

  it('the check of blocks and the reading of words come to an end', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(block)), (blocks) => {
        expect(Array.isArray(checkBlocks(blocks, 'message'))).toBe(true)
        expect(Array.isArray(checkView(blocks))).toBe(true)
        expect(typeof textOfBlocks(blocks)).toBe('string')
        const some = Array.isArray(blocks)
          ? blocks.filter((each) => typeof each === 'object' && each !== null)
          : []
        expect(typeof visibleText({ text: '', blocks: some as Record<string, unknown>[] })).toBe('string')
      }),
    )
  })

  it('every method answers with yes or with a reason', async () => {
    const { id } = slack.addChannel({ name: 'hiring' })
    const names = [
      'text',
      'ts',
      'thread_ts',
      'user',
      'users',
      'view',
      'chunks',
      'files',
      'status',
      'metadata',
      'prompts',
    ]
    const args = fc.dictionary(fc.constantFrom(...names, 'blocks', 'cursor', 'limit'), fc.jsonValue())
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(methods)), args, async (method, given) => {
        fc.pre(method !== 'auth.revoke')
        const response = await fetch(`${slack.apiUrl}${method}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${method.startsWith('apps.') ? slack.app.token : slack.workspace.bot.token}`,
          },
          body: JSON.stringify({ channel: id, channel_id: id, ...given }),
        })
        const answer = (await response.json()) as { ok: boolean; error?: string }
        expect([method, response.status, answer.ok || typeof answer.error === 'string']).toEqual([
          method,
          200,
          true,
        ])
      }),
    )
  })
})

describe('what is read in a message', () => {
  it('is its blocks, in order', () => {
    const text = (words: string) => ({ type: 'mrkdwn', text: words })
    const blocks = [
      { type: 'header', text: text('Ana') },
      { type: 'section', text: text('Senior'), fields: [text('Berlin'), text('Java')] },
      { type: 'markdown', text: '**Two** jobs' },
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'a' },
            { type: 'raw_number', value: 1, text: '1' },
          ],
        ],
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Hi ' },
              { type: 'user', user_id: 'U1' },
              { type: 'emoji', name: 'wave' },
            ],
          },
        ],
      },
      { type: 'actions', elements: [{ type: 'button', text: text('Move'), value: 'secret' }] },
    ]
    expect(visibleText({ text: 'fallback', blocks })).toBe(
      ['Ana', 'Senior', 'Berlin', 'Java', '**Two** jobs', 'a | 1', 'Hi <@U1>:wave:', 'Move'].join('\n'),
    )
    expect(visibleText({ text: 'fallback' })).toBe('fallback')
  })
})

describe('what somebody types', () => {
  it.each([
    ['@Parley is R&D < 5?', '<@UBOT> is R&amp;D &lt; 5?'],
    ['write to ana@x.test.', 'write to <mailto:ana@x.test|ana@x.test>.'],
    ['see https://x.test/a?b=1&c=2, please', 'see <https://x.test/a?b=1&amp;c=2>, please'],
    ['<@U2> in <#C1|hiring> &lt;b&gt;', '<@U2> in <#C1|hiring> &lt;b&gt;'],
  ])('%s', (typed, sent) => {
    const bot = { user: 'UBOT', id: 'B', token: 't', name: 'Parley' }
    expect(asSent(typed, { bot })).toBe(sent)
  })
})
