import type { Button, KnownBlock } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ShownCard } from '../../../src/agent/reply.ts'
import { emptyNotice, normalise, normaliseLine, normalisePart } from '../../../src/channels/desk/visible.ts'
import { wordsBeside } from '../../../src/channels/desk/words.ts'
import { renderMessage } from '../../../src/channels/slack/render.ts'
import { bySize } from '../../support/environment.ts'
import { complaintsAbout } from './limits.ts'
import { readBlocks, readTable, squash } from './read-blocks.ts'
import { anyCard, anyWords, shownOfText } from './shown.ts'

const publicUrl = 'https://parley.test'

const submission: ShownCard = {
  title: 'Ana Souza for Claims Backend',
  text: 'Sam put her forward.',
  facts: [
    { label: 'Pay', value: '$88 *an hour*' },
    { label: 'Note', value: 'Line one\nline two' },
  ],
  table: {
    columns: ['Name', 'Since'],
    rows: [
      ['Ana', ''],
      ['Bo', '3 days'],
    ],
  },
  page: { label: 'Open Ana Souza', path: '/candidates/1' },
  buttons: [
    { label: 'Approve', token: 'token-1', style: 'primary' },
    {
      label: 'Decline',
      token: 'token-2',
      style: 'danger',
      form: { title: 'Decline', submit: 'Decline', fields: [] },
    },
    { label: 'Move 3 to Rejected', token: 'token-3', style: 'danger' },
  ],
}

function blocksOf(cards: readonly ShownCard[], text = ''): KnownBlock[] {
  return renderMessage(shownOfText(text, false, cards), { publicUrl }).flatMap(({ blocks }) => blocks)
}

function buttonsOf(blocks: readonly KnownBlock[]): Button[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) => (element.type === 'button' ? [element] : []))
      : [],
  )
}

describe('a card', () => {
  test('shows all of itself, in order', () => {
    expect(readBlocks(blocksOf([submission]))).toEqual([
      'Ana Souza for Claims Backend',
      'Sam put her forward.',
      'Pay: $88 *an hour*\nNote: Line one\nline two',
      ...['', 'Name', 'Since', '1.', 'Ana', '', '2.', 'Bo', '3 days'],
      ...['Approve', 'Decline', 'Move 3 to Rejected'],
      'Open Ana Souza',
    ])
  })

  test('its buttons carry their tokens, and a destructive one asks unless its form does', () => {
    const [approve, decline, move, page] = buttonsOf(blocksOf([submission]))
    expect(approve).toMatchObject({ action_id: 'press:0', value: 'token-1', style: 'primary' })
    expect(approve?.confirm).toBeUndefined()
    expect(decline).toMatchObject({ action_id: 'form:1', value: 'token-2', style: 'danger' })
    expect(decline?.confirm).toBeUndefined()
    expect(move?.confirm?.title?.text).toBe('Are you sure?')
    expect(page).toMatchObject({ action_id: 'page:0', url: 'https://parley.test/candidates/1' })
  })

  test('a confirmation does not ask twice', () => {
    const buttons = [
      { label: 'Confirm', token: 'a', style: 'danger' as const },
      { label: 'Cancel', token: 'b' },
    ]
    for (const button of buttonsOf(blocksOf([{ title: 'Delete?', buttons }])))
      expect(button.confirm).toBeUndefined()
  })

  test('words that the card says are not said above it', () => {
    expect(
      readBlocks(blocksOf([{ title: 'Done', text: 'It moved.', buttons: [] }], 'Done. It moved.')),
    ).toEqual(['Done', 'It moved.'])
    expect(readBlocks(blocksOf([{ title: 'Done', buttons: [] }], 'Here:\nDone'))).toEqual(['Here:', 'Done'])
  })

  test('a card of nothing is a short notice', () => {
    expect(readBlocks(blocksOf([{ title: '\u200b', buttons: [] }]))).toEqual([emptyNotice])
  })

  test('a settled card has no buttons, and no links without a public address', () => {
    const [message] = renderMessage(shownOfText('', false, [{ ...submission, buttons: [] }]))
    expect(message?.blocks.filter(({ type }) => type === 'actions')).toEqual([])
    expect(message?.text).toBe('Ana Souza for Claims Backend. Sam put her forward.')
  })

  test('a label that no button can hold stands above it in full', () => {
    const label = `Move ${'Ana Souza '.repeat(12)}to Screened`
    const blocks = blocksOf([{ title: 'Which?', buttons: [{ label, token: 't' }] }])
    expect(readBlocks(blocks)[1]).toBe(label)
    expect(buttonsOf(blocks)[0]?.text.text).toMatch(/^Move Ana Souza.*…$/)
  })
})

describe('of any cards', { timeout: 600_000 }, () => {
  const cards = fc.array(anyCard, { minLength: 1, maxLength: 3 })
  const runs = { numRuns: bySize({ small: 60, medium: 750, prove: 5_000 }) }

  test('messages are valid and say everything', () => {
    fc.assert(
      fc.property(cards, fc.oneof(anyWords, fc.constant('')), (cards, words) => {
        const messages = renderMessage(shownOfText(words, false, cards), { publicUrl })
        expect(messages.flatMap(complaintsAbout)).toEqual([])
        const blocks = messages.flatMap(({ blocks }) => blocks)
        const seen = squash(
          readBlocks(blocks.filter(({ type }) => type !== 'table' && type !== 'actions')).join(''),
        )
        expect(seen).toBe(squash([wordsAbove(words, cards), ...cards.map(wordsOf)].join('')))
        expect(buttonsOf(blocks).flatMap(({ value }) => value ?? [])).toEqual(
          cards.flatMap(({ buttons }) => buttons.map(({ token }) => token)),
        )
      }),
      runs,
    )
  })

  test('every row of a table is there, under its number', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const rows = rowsOf(blocksOf([card]))
        expect(rows.map((row) => row.map(squash))).toEqual(drawnRows(card).map((row) => row.map(squash)))
      }),
      runs,
    )
  })
})

function wordsAbove(words: string, cards: readonly ShownCard[]): string {
  const above = wordsBeside(words, cards)
  return above.trim() === '' ? '' : normalise(above, { markdown: false })
}

/** What of a card is not in tables or buttons. */
function wordsOf(card: ShownCard): string {
  const labels = card.buttons.map(({ label }) => normaliseLine(label)).filter((label) => label.length > 75)
  return [
    normaliseLine(card.title),
    normalisePart(card.text ?? ''),
    ...(card.facts ?? []).map(({ label, value }) => fact(label, value)),
    longTable(card),
    normalisePart(card.image?.alt ?? ''),
    ...labels,
  ].join('')
}

function fact(label: string, value: string): string {
  return [normaliseLine(label), normalisePart(value)].filter(Boolean).join(':')
}

/** A table whose cells are too long for one is written as lines. */
function longTable({ table }: ShownCard): string {
  if (!table || !isLong(table)) return ''
  return table.rows
    .flatMap((row, index) =>
      Array.from({ length: widthOf(table) }, (_, at) =>
        fact(`${at === 0 ? `${index + 1}.` : ''} ${table.columns[at] ?? ''}`, normaliseLine(row[at] ?? '')),
      ),
    )
    .join('')
}

type Table = NonNullable<ShownCard['table']>

function isLong(table: Table): boolean {
  const sizeOf = (row: readonly string[]) =>
    Array.from({ length: widthOf(table) }, (_, at) => Math.max(1, normaliseLine(row[at] ?? '').length))
  return table.rows.some((row) => {
    const cells = sizeOf(row)
    return cells.some((size) => size > 1_000) || sum([...sizeOf(table.columns), ...cells]) > 9_000
  })
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0)
}

function widthOf({ columns, rows }: Table): number {
  return Math.max(columns.length, ...rows.map((row) => row.length))
}

/** Rows by their numbers, put together again from the blocks of one card that they are spread over. */
function rowsOf(blocks: readonly KnownBlock[]): string[][] {
  const rows: string[][] = []
  for (const block of blocks) {
    if (block.type !== 'table') continue
    for (const [number = '', ...cells] of readTable(block).slice(1)) {
      const at = Number.parseInt(number, 10) - 1
      rows[at] = [...(rows[at] ?? []), ...cells]
    }
  }
  return rows
}

function drawnRows({ table }: ShownCard): string[][] {
  if (!table || isLong(table) || widthOf(table) === 0) return []
  return table.rows.map((row) =>
    Array.from({ length: widthOf(table) }, (_, at) => normaliseLine(row[at] ?? '')),
  )
}
