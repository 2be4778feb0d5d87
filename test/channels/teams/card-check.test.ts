import { describe, expect, it } from 'vitest'
import { checkActivity, checkCard } from '../../support/teams/adaptive-card.ts'

type Part = Record<string, unknown>

const card = (change: Part, body: Part[] = [{ type: 'TextBlock', text: 'Hello', wrap: true }]) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  fallbackText: 'Hello.',
  body,
  ...change,
})
const execute = { type: 'Action.Execute', title: 'Go', verb: 'press', data: { token: 't' } }
const input = { type: 'Input.Text', id: 'a', label: 'A' }
const refreshOf = (userIds: string[]) => ({ refresh: { action: { ...execute, title: 'Refresh' }, userIds } })
const people = (count: number) => Array.from({ length: count }, (_, at) => `29:${at}`)

/** What is wrong with a card, and a part of what is said of it. */
const planted: readonly [string, unknown, string][] = [
  ['a card too large', card({}, [{ type: 'TextBlock', text: 'x '.repeat(8000) }]), 'a card of'],
  ['an older version', card({ version: '1.2' }), 'not an Adaptive Card of version 1.5'],
  ['an unknown element', card({}, [{ type: 'Carousel', pages: [] }]), 'a Carousel'],
  [
    'an unknown property',
    card({}, [{ type: 'TextBlock', text: 'a', colour: 'red' }]),
    'TextBlock with colour',
  ],
  [
    'a value that is none',
    card({}, [{ type: 'TextBlock', text: 'a', size: 'Huge' }]),
    'Invalid value "Huge"',
  ],
  ['empty text', card({}, [{ type: 'TextBlock', text: ' ' }]), 'an empty TextBlock'],
  ['Markdown', card({}, [{ type: 'TextBlock', text: '[a](b)' }]), 'Markdown: [a](b)'],
  ['nothing at all', card({}, []), 'an empty card'],
  ['Action.Submit', card({ actions: [{ type: 'Action.Submit', title: 'Go' }] }), 'a Action.Submit'],
  ['Action.Http', card({ actions: [{ type: 'Action.Http', title: 'Go' }] }), 'a Action.Http'],
  ['an action without its verb', card({ actions: [{ ...execute, verb: '' }] }), 'an empty verb'],
  [
    'an action without data',
    card({ actions: [{ type: 'Action.Execute', title: 'Go', verb: 'press' }] }),
    'without data',
  ],
  ['seven actions', card({ actions: Array(7).fill(execute) }), '7 actions in a row'],
  [
    'another address',
    card({ actions: [{ type: 'Action.OpenUrl', title: 'a', url: 'javascript:a' }] }),
    'javascript:a',
  ],
  ['a refresh for too many', card(refreshOf(people(61))), 'a refresh for 61 people'],
  ['a refresh for nobody', card(refreshOf([])), 'a refresh for 0 people'],
  ['a refresh for one twice', card(refreshOf(['29:1', '29:1'])), 'one person twice'],
  ['two inputs of one id', card({}, [input, input]), 'two inputs with one id'],
  ['an input without a label', card({}, [{ type: 'Input.Text', id: 'a' }]), 'an empty label'],
  ['a required input without words', card({}, [{ ...input, isRequired: true }]), 'an empty errorMessage'],
  [
    'a choice of nothing',
    card({}, [{ ...input, type: 'Input.ChoiceSet', choices: [] }]),
    'at least one choice',
  ],
  [
    'a table out of shape',
    card({}, [{ type: 'Table', columns: [], rows: [{ type: 'TableRow', cells: [{}] }] }]),
    'other columns',
  ],
]

describe('the check of cards', () => {
  it('finds nothing in a sound card', () => {
    const sound = card({ actions: [execute], ...refreshOf(people(60)) }, [
      { type: 'TextBlock', text: 'a' },
      input,
    ])
    expect(checkCard(sound)).toEqual([])
  })

  it.each(planted)('finds %s', (_, wrong, said) => {
    expect(checkCard(wrong).join('\n')).toContain(said)
  })
})

describe('the check of messages', () => {
  const words = { type: 'message', text: 'Hello', textFormat: 'markdown' }

  it.each([
    ['nothing in sound words', words, ''],
    ['a message too large', { ...words, text: 'x'.repeat(41_000) }, 'a message of'],
    ['empty words', { ...words, text: ' ' }, 'empty words'],
    ['no words and no card', { type: 'message' }, 'without words and cards'],
    ['words without their format', { type: 'message', text: 'a' }, 'in the format undefined'],
    ['a mention', { ...words, text: 'a <at>Ada</at>' }, 'a mention'],
    ['an unknown attachment', { ...words, attachments: [{ contentType: 'image/png' }] }, 'image/png'],
    ['a wrong label', { ...words, entities: [{ type: 'mention' }] }, 'an entity'],
  ])('finds %s', (_, message, said) => {
    const found = checkActivity(message).join('\n')
    if (said === '') expect(found).toBe('')
    else expect(found).toContain(said)
  })
})
