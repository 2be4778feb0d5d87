import fc from 'fast-check'
import type { ShownCard } from '../../../src/agent/reply.ts'
import type { Shown } from '../../../src/channels/desk/port.ts'

/** Words as people, models and pranksters write them. */
const word = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom('Ana', 'Souza', 'senior', 'Java', 'in', 'Lisbon', '92', 'naïve', '–'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '👩‍👩‍👧',
      '🏳️‍🌈',
      '👍🏽',
      'नमस्ते',
      'می‌خواهم',
      'עברית',
      '日本語のテキスト',
      'e\u0301',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('**bold**', '_it_', '`code`', '~x~', '*', '_', '`', '[x](https://e.test/a)'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('<!channel>', '<@U123>', '@here', '<at>Bo</at>', '&amp;', '<b>', ':smile:'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('https://e.test/?q=1', 'www.e.test', 'ada@e.test', '\u202e', '\ud83d', '|'),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('x', '語', '😀', 'a\u0301'), fc.integer({ min: 1, max: 4_000 }))
      .map(([c, n]) => c.repeat(n)),
  },
)

const words = fc.array(word, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(' '))

const list = fc
  .array(words, { minLength: 1, maxLength: 12 })
  .map((items) => items.map((item) => `- ${item}`).join('\n'))

const codeLine = fc.oneof(words, fc.constantFrom('  if (a < b) {', '', '\tx', '# no title', '| a | b |'))

const code = fc
  .tuple(
    fc.constantFrom('```', '~~~', '````'),
    fc.constantFrom('', 'ts', 'sql'),
    fc.array(codeLine, { maxLength: 40 }),
    fc.boolean(),
  )
  .map(([marks, language, lines]) =>
    [
      `${marks}${language}`,
      ...lines.map((line) => line.replaceAll('`', "'").replaceAll('~', '-')),
      marks,
    ].join('\n'),
  )

const cell = fc.oneof(
  fc.constantFrom('', 'Ana Souza', '92', '日本', '👍🏽'),
  words.map((text) => text.replaceAll('|', '/')),
)

const table = fc
  .tuple(
    fc.integer({ min: 1, max: 24 }),
    fc.integer({ min: 0, max: 150 }),
    fc.array(cell, { minLength: 1, maxLength: 40 }),
  )
  .map(([columns, rows, cells]) => {
    const row = (from: number) =>
      `| ${Array.from({ length: columns }, (_, at) => cells[(from + at) % cells.length]).join(' | ')} |`
    return [
      row(0),
      `|${' --- |'.repeat(columns)}`,
      ...Array.from({ length: rows }, (_, at) => row(at * columns)),
    ].join('\n')
  })

const paragraph = fc.array(words, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'))

/** A text of 0 to 40,000 characters, with everything that Markdown and Slack know in it. */
export const anyText = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 5, arbitrary: paragraph },
        list,
        code,
        table,
        words.map((title) => `## ${title}`),
      ),
      { maxLength: 25 },
    ),
    fc.constantFrom('\n\n', '\n', '\n\n\n'),
    fc.integer({ min: 0, max: 40_000 }),
  )
  .map(([parts, gap, most]) => parts.join(gap).slice(0, most))

/** Whole documents whose code and tables keep within what Slack shows as such. */
export const document = fc
  .array(fc.oneof(fc.constantFrom('A paragraph.', '- one\n- two'), longCode(), plainTable()), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join('\n\n'))

function longCode() {
  return fc
    .tuple(fc.constantFrom('```', '~~~'), fc.integer({ min: 1, max: 600 }))
    .map(([marks, lines]) =>
      [
        `${marks}ts`,
        ...Array.from(
          { length: lines },
          (_, at) => `  const value${at} = call(${at}) // ${'.'.repeat(at % 60)}`,
        ),
        marks,
      ].join('\n'),
    )
}

function plainTable() {
  return fc
    .tuple(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 300 }))
    .map(([columns, rows]) => {
      const row = (text: string) =>
        `|${Array.from({ length: columns }, (_, at) => ` ${text}${at} `).join('|')}|`
      return [
        row('h'),
        `|${'---|'.repeat(columns)}`,
        ...Array.from({ length: rows }, (_, at) => row(`r${at}c`)),
      ].join('\n')
    })
}

/** A few words, sometimes of a card's own spelling. */
const short = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))
const text = fc.oneof(
  { weight: 6, arbitrary: short },
  { weight: 1, arbitrary: paragraph },
  fc.constantFrom('', ' ', '\u200b'),
)
const anyCell = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom('', 'Ana Souza', '92', 'नमस्ते', '👍🏽 yes', '*a* <b>', 'x'.repeat(900)),
  },
  { weight: 1, arbitrary: short },
)

const anyRows = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 45 })),
    fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 120 })),
    fc.array(anyCell, { minLength: 1, maxLength: 30 }),
  )
  .map(([columns, rows, cells]) => ({
    columns: Array.from({ length: columns }, (_, at) => `Column ${at}`),
    rows: Array.from({ length: rows }, (_, row) =>
      Array.from(
        { length: Math.max(0, columns + (row % 3) - 1) },
        (_, at) => cells[(row * 7 + at) % cells.length] ?? '',
      ),
    ),
  }))

const button = fc.record({
  label: text,
  token: fc.uuid().map((id) => `${id}.seal`),
  style: fc.constantFrom('primary' as const, 'danger' as const, undefined),
  form: fc.constantFrom({ title: 'Decline', submit: 'Decline', fields: [] }, undefined, undefined),
})

export const anyWords = text

export const anyCard: fc.Arbitrary<ShownCard> = fc
  .record({
    title: text.map((words) => `Card ${words}`),
    text: fc.option(text, { nil: undefined }),
    facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 40 }),
    table: fc.option(anyRows, { nil: undefined, freq: 2 }),
    image: fc.option(
      text.map((alt) => ({ alt, svg: '<svg/>' })),
      { nil: undefined },
    ),
    page: fc.option(fc.constant({ label: 'Open the page', path: '/pipeline' }), { nil: undefined }),
    buttons: fc.array(button, { maxLength: 60 }),
  })
  .map(({ text, table, image, page, ...card }) => ({
    ...card,
    ...(text === undefined ? {} : { text }),
    ...(table ? { table } : {}),
    ...(image ? { image } : {}),
    ...(page ? { page } : {}),
  }))

export function shownOfText(text: string, markdown: boolean, cards: readonly ShownCard[] = []): Shown {
  return { text, markdown, cards, generated: markdown, feedback: markdown }
}
