import fc from 'fast-check'
import type { ShownCard } from '../../../src/agent/reply.ts'

const said = fc.constantFrom(
  'Ada Lovelace moved to screening',
  '👩‍👩‍👧‍👦 family',
  'שלום עולם',
  'مرحبا بالعالم',
  '<at>Ada</at> please look',
  '@channel @here <!everyone> <@U12345>',
  '[details](https://evil.example/x?y=1) and ![pic](http://evil.example/p.png)',
  'see https://example.com/a_b_c?x=*1* or www.example.com',
  '<b>bold</b> <script>alert(1)</script> List<String> &lt;i&gt; &amp; R&D',
  '**bold** _it_ ~~gone~~ `co``de` ***both*** a**b**c snake_case_name',
  '**"quoted"** __under *inner* line__',
  '| not | a table',
  '# C# and F#',
  '1. one\n2. two\n   - deep\n   - er\n\n     para in an item',
  '- a\n- b\n\n- c\n\n3) three\n4) four',
  '> quoted\n> more\n>\n> > deeper\n> 1. one',
  '```js\nconst a = `<b>`\n\n  indented\n```',
  '~~~ these are words\ncode\n~~~',
  '| a | b |\n|---|:-:|\n| 1 | **x** `y` |\n| <b> | |',
  '---',
  'Title\n===',
  'Title\n---',
  '    indented code\n\n    more',
  '- \n- x',
  '1. ```\n   code in an item\n   ```\n2. next',
  'two  spaces\tand a tab',
  '5) not\n-5 degrees ~5 years (c) 100% $100,000 {{DATE(2020)}}',
  '\\*escaped\\* back\\slash \\',
  'a\u200db\u202ec\u0000d\ufeff',
)
const soup = fc
  .array(
    fc.constantFrom(
      ...'*_`~[]()<>#-+.!|\\:= \n\n&;1ab@"\t>'.split(''),
      '\n- ',
      '\n> ',
      '\n1. ',
      '```',
      '\n\n',
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''))
const free = fc.string({ unit: 'binary', maxLength: 60 })
const block = fc.oneof({ weight: 5, arbitrary: said }, { weight: 2, arbitrary: soup }, free)

/** Texts as people, models and attackers write them. */
export const text = fc
  .array(fc.tuple(block, fc.constantFrom('\n\n', '\n', ' ', '')), { maxLength: 12 })
  .map((parts) => parts.flat().join(''))

/** The same, up to 40,000 characters long. */
export const longText = fc
  .tuple(text, fc.constantFrom('\n\n', '\n', ' ', ''), fc.integer({ min: 1, max: 40_000 }))
  .map(([part, joint, length]) =>
    `${part}x${joint}`.repeat(Math.ceil(length / (part.length + 1))).slice(0, length),
  )

const line = fc.oneof(said, soup, free, fc.constantFrom('Stage', 'ada@northwind.test', 'x'.repeat(900), ''))
const field = fc.record(
  {
    name: fc.constantFrom('reason', 'stage', 'until'),
    label: line.map((label) => label.slice(0, 80)),
    hint: line.map((hint) => hint.slice(0, 80)),
    kind: fc.constantFrom('line', 'text', 'choice', 'day', 'number', 'flag'),
    options: fc.uniqueArray(
      fc.record({ value: fc.stringMatching(/^[a-z]{1,8}$/), label: line.map((label) => label.slice(0, 60)) }),
      { selector: ({ value }) => value, minLength: 1, maxLength: 15 },
    ),
    optional: fc.boolean(),
    most: fc.integer({ min: 1, max: 5000 }),
    value: fc.constantFrom('2026-11-20', '12', 'true', 'some words', ''),
  },
  { requiredKeys: ['name', 'label', 'kind', 'optional'] },
)
const form = fc.record({
  title: line.map((title) => title.slice(0, 80)),
  submit: fc.constant('Send'),
  fields: fc.uniqueArray(field, { selector: ({ name }) => name, maxLength: 3 }),
})
const button = fc.record(
  {
    label: line.map((label) => label.slice(0, 60)),
    token: fc.stringMatching(/^[a-z0-9.]{20,60}$/),
    style: fc.constantFrom('primary', 'danger'),
    form,
  },
  { requiredKeys: ['label', 'token'] },
)

/** Cards of every shape that a tool can answer with. */
export const card: fc.Arbitrary<ShownCard> = fc.record(
  {
    title: line,
    text: fc.oneof({ weight: 9, arbitrary: text }, longText),
    facts: fc.array(fc.record({ label: line, value: fc.oneof(line, text) }), { maxLength: 14 }),
    table: fc
      .tuple(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 60 }),
        fc.array(line, { minLength: 1 }),
      )
      .map(([columns, rows, cells]) => ({
        columns: Array.from({ length: columns }, (_, at) => `Column ${at}`),
        rows: Array.from({ length: rows }, (_, row) =>
          Array.from({ length: columns }, (_, column) => cells[(row * 7 + column) % cells.length] ?? ''),
        ),
      })),
    image: line.map((alt) => ({ alt, svg: '<svg/>' })),
    page: fc.constantFrom(
      { label: 'Open the board', path: '/pipeline' },
      { label: 'Elsewhere', path: '//evil.example/x' },
    ),
    buttons: fc.array(button, { maxLength: 9 }),
  },
  { requiredKeys: ['title', 'buttons'] },
)
