import { describe, expect, it } from 'vitest'
import type { Surface } from '../../support/slack/block-kit/rule.ts'
import { checkView } from '../../support/slack/block-kit/view.ts'
import { checkBlocks } from '../../support/slack/block-kit.ts'

const x = (length: number) => 'x'.repeat(length)
const plain = (length: number) => ({ type: 'plain_text', text: x(length) })
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: x(length) })
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const ok = plain(5)
const button = (fields: object = {}) => ({ type: 'button', text: ok, ...fields })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const option = (index: number, fields: object = {}) => ({ text: ok, value: String(index), ...fields })
const select = (fields: object) => ({ type: 'static_select', options: [option(0)], ...fields })
const section = (fields: object) => ({ type: 'section', ...fields })
const row = (cells: number) => many(cells, () => ({ type: 'raw_text', text: 'c' }))
const card = (fields: object) => ({ type: 'card', ...fields })
const confirm = (fields: object) => actions(button({ confirm: { text: ok, ...fields } }))
const radio = (count: number) => actions({ type: 'radio_buttons', options: many(count, option) })
const context = (count: number) => ({ type: 'context', elements: many(count, () => mrkdwn(3)) })
const icon = () => ({ type: 'icon_button', icon: 'trash', text: ok })
const image = (fields: object) => ({
  type: 'image',
  image_url: 'https://x.test/i.png',
  alt_text: 'i',
  ...fields,
})

/** What grows, the most that Slack takes of it, and a block of that size. */
const messageLimits: readonly (readonly [string, number, (size: number) => object])[] = [
  ['text of a section', 3_000, (n) => section({ text: mrkdwn(n) })],
  ['fields of a section', 10, (n) => section({ fields: many(n, () => mrkdwn(5)) })],
  ['text of a field', 2_000, (n) => section({ fields: [mrkdwn(n)] })],
  ['header', 150, (n) => ({ type: 'header', text: plain(n) })],
  ['buttons in a row', 25, (n) => actions(...many(n, () => button()))],
  ['parts of a context', 10, context],
  ['feedback and icon buttons', 5, (n) => ({ type: 'context_actions', elements: many(n, icon) })],
  ['text of a button', 75, (n) => actions(button({ text: plain(n) }))],
  ['value of a button', 2_000, (n) => actions(button({ value: x(n) }))],
  ['address of a button', 3_000, (n) => actions(button({ url: x(n) }))],
  ['label for screen readers', 75, (n) => actions(button({ accessibility_label: x(n) }))],
  ['action id', 255, (n) => actions(button({ action_id: x(n) }))],
  ['block id', 255, (n) => ({ type: 'divider', block_id: x(n) })],
  ['options of a menu', 100, (n) => actions(select({ options: many(n, option) }))],
  ['words of an option', 75, (n) => actions(select({ options: [option(0, { text: plain(n) })] }))],
  ['value of an option', 150, (n) => actions(select({ options: [option(0, { value: x(n) })] }))],
  [
    'explanation of an option',
    75,
    (n) => actions(select({ options: [option(0, { description: plain(n) })] })),
  ],
  ['prompt of a menu', 150, (n) => actions(select({ placeholder: plain(n) }))],
  ['radio buttons', 10, radio],
  ['overflow menu', 5, (n) => actions({ type: 'overflow', options: many(n, option) })],
  ['title of a confirmation', 100, (n) => confirm({ title: plain(n) })],
  ['text of a confirmation', 300, (n) => confirm({ text: plain(n) })],
  ['button of a confirmation', 30, (n) => confirm({ deny: plain(n) })],
  ['description of an image', 2_000, (n) => image({ alt_text: x(n) })],
  ['title of an image', 2_000, (n) => image({ title: plain(n) })],
  ['Markdown', 12_000, (n) => ({ type: 'markdown', text: x(n) })],
  ['rows of a table', 100, (n) => ({ type: 'table', rows: many(n, () => row(1)) })],
  ['columns of a table', 20, (n) => ({ type: 'table', rows: [row(n)] })],
  ['rows of a data table', 201, (n) => ({ type: 'data_table', caption: 'c', rows: many(n, () => row(1)) })],
  ['words in a table', 10_000, (n) => ({ type: 'table', rows: many(10, () => [cell(n / 10)]) })],
  ['title of a card', 150, (n) => card({ title: mrkdwn(n) })],
  ['subtitle of a card', 150, (n) => card({ title: mrkdwn(1), subtitle: mrkdwn(n) })],
  ['body of a card', 200, (n) => card({ body: mrkdwn(n) })],
  [
    'cards of a carousel',
    10,
    (n) => ({ type: 'carousel', elements: many(n, () => card({ body: mrkdwn(1) })) }),
  ],
  [
    'blocks of a container',
    10,
    (n) => ({ type: 'container', title: ok, child_blocks: many(n, () => context(1)) }),
  ],
]

function cell(size: number) {
  return { type: 'raw_text', text: x(Math.ceil(size)) }
}

describe('limits of blocks in a message', () => {
  it.each(messageLimits)('%s: %i and no more', (_, most, make) => {
    expect(checkBlocks([make(most)], 'message')).toEqual([])
    expect(checkBlocks([make(most + 1)], 'message')).not.toEqual([])
  })

  it.each<[Surface, number]>([
    ['message', 50],
    ['modal', 100],
    ['home', 100],
  ])('a %s has %i blocks and no more', (surface, most) => {
    const blocks = (count: number) => many(count, () => ({ type: 'divider' }))
    expect(checkBlocks(blocks(most), surface)).toEqual([])
    expect(checkBlocks(blocks(most + 1), surface)).toEqual([
      `no more than ${most} items allowed [json-pointer:/blocks]`,
    ])
  })

  it('Markdown and tables count over the whole message', () => {
    const markdown = (length: number) => ({ type: 'markdown', text: x(length) })
    const table = (length: number) => ({ type: 'table', rows: [[cell(length)]] })
    const both = checkBlocks([table(5_000), table(5_001)], 'message').join('\n')
    expect(both).toContain('only_one_table_allowed')
    expect(both).toContain('tables hold more than 10000 characters')
    expect(checkBlocks([markdown(6_000), markdown(6_000)], 'message')).toEqual([])
    expect(checkBlocks([markdown(6_000), markdown(6_001)], 'message')).toHaveLength(1)
  })
})

describe('what is wrong whatever its size', () => {
  it.each<[string, object[], string]>([
    [
      'an empty text',
      [section({ text: mrkdwn(0) })],
      'more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an unknown block', [{ type: 'poem' }], 'unsupported type: poem'],
    ['an unknown field', [{ type: 'divider', colour: 'red' }], 'unknown field: colour'],
    ['a missing field', [{ type: 'header' }], 'missing required field: text'],
    ['marked-up words in a header', [{ type: 'header', text: mrkdwn(3) }], 'must be one of plain_text'],
    ['a section without words', [section({})], 'at least one of text, fields'],
    [
      'an element of another block',
      [actions({ type: 'image', image_url: 'u', alt_text: 'a' })],
      'unsupported type: image',
    ],
    ['a block id twice', many(2, () => ({ type: 'divider', block_id: 'a' })), 'block_id a is used twice'],
    [
      'an action id twice',
      [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
      'action_id a is used twice',
    ],
    ['a style that there is not', [actions(button({ style: 'loud' }))], 'must be one of primary, danger'],
    ['a menu without options', [actions({ type: 'static_select', options: [] })], 'at least 1 items'],
    [
      'a choice that is no option',
      [actions(select({ initial_option: option(7) }))],
      'must be one of the options',
    ],
    [
      'an image from two places',
      [image({ slack_file: { id: 'F1' } })],
      'exactly one of image_url, slack_file',
    ],
    ['a file block', [{ type: 'file', source: 'remote', external_id: 'e' }], 'cannot be sent'],
    [
      'an input',
      [{ type: 'input', label: ok, element: { type: 'plain_text_input' } }],
      'not available in a message',
    ],
    ['an element of another surface', [actions({ type: 'rich_text_input' })], 'not available in a message'],
    ['an alert', [{ type: 'alert', text: ok }], 'not available in a message'],
  ])('%s', (_, blocks, complaint) => {
    expect(checkBlocks(blocks, 'message').join('\n')).toContain(complaint)
  })

  it('something that is no list of objects', () => {
    expect(checkBlocks('[]', 'message')).toEqual(['must be an array [json-pointer:/blocks]'])
    expect(checkBlocks([null], 'message')).toEqual(['must be an object [json-pointer:/blocks/0]'])
  })

  it('one action id in two blocks is sound', () => {
    expect(
      checkBlocks([actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))], 'message'),
    ).toEqual([])
  })
})

describe('views', () => {
  const modal = (fields: object) => ({ type: 'modal', title: ok, blocks: [], ...fields })
  const input = { type: 'input', label: ok, element: { type: 'plain_text_input' } }

  it.each<[string, number, (size: number) => object]>([
    ['title', 24, (n) => modal({ title: plain(n) })],
    ['submit', 24, (n) => modal({ submit: plain(n) })],
    ['close', 24, (n) => modal({ close: plain(n) })],
    ['private metadata', 3_000, (n) => modal({ private_metadata: x(n) })],
    ['callback id', 255, (n) => modal({ callback_id: x(n) })],
    ['label of an input', 2_000, (n) => modal({ submit: ok, blocks: [{ ...input, label: plain(n) }] })],
  ])('%s: %i and no more', (_, most, make) => {
    expect(checkView(make(most))).toEqual([])
    expect(checkView(make(most + 1))).toHaveLength(1)
  })

  it('a form has a button that submits it', () => {
    expect(checkView(modal({ blocks: [input] }))).toEqual([
      'submit is required when there are input blocks [json-pointer:/view]',
    ])
  })

  it('a Home tab has no title, and a modal no Markdown block', () => {
    expect(checkView({ type: 'home', title: ok, blocks: [] })).toHaveLength(1)
    expect(checkView(modal({ blocks: [{ type: 'markdown', text: 'x' }] }))).toHaveLength(1)
    expect(checkView({ type: 'home', blocks: [section({ text: ok })] })).toEqual([])
  })
})
