import type { KnownBlock } from '@slack/types'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { emptyNotice, normalise } from '../../../src/channels/desk/visible.ts'
import { renderMessage } from '../../../src/channels/slack/render.ts'
import { cutText } from '../../../src/channels/slack/render-cut.ts'
import { bySize } from '../../support/environment.ts'
import { complaintsAbout } from './limits.ts'
import { readBlocks, readMarkdown, squash } from './read-blocks.ts'
import { anyText, document, shownOfText } from './shown.ts'

const runs = { numRuns: bySize({ small: 300, medium: 5_000, prove: 20_000 }) }
const reader = new MarkdownIt()

function blocksOf(text: string, markdown: boolean): KnownBlock[] {
  return renderMessage({ ...shownOfText(text, markdown), feedback: false }).flatMap(({ blocks }) => blocks)
}

describe('words', () => {
  test('a short answer is one message of one block, as it was written', () => {
    const text = 'Three people fit:\n\n1. **Ana Souza**, Lisbon\n2. Bo\n\n```sql\nselect 1\n```'
    expect(renderMessage({ ...shownOfText(text, true), feedback: false })).toEqual([
      { text: text.replace(/\s+/g, ' '), blocks: [{ type: 'markdown', text }] },
    ])
  })

  test('plain words stay plain', () => {
    const text = '*not bold* _nor this_ <b> & https://e.test :smile:'
    expect(blocksOf(text, false)).toEqual([
      { type: 'section', expand: true, text: { type: 'plain_text', text, emoji: false } },
    ])
    expect(renderMessage(shownOfText(text, false))[0]?.text).toContain('&lt;b&gt; &amp; https')
  })

  test('what Slack would read is never too long for a notification', () => {
    for (const text of ['&'.repeat(5_000), '<'.repeat(900), 'plain '.repeat(900)]) {
      const [message] = renderMessage(shownOfText(text, false))
      expect(message?.text.length).toBeLessThanOrEqual(4_000)
      expect(message?.text).toMatch(/…$|(&lt;){900}$/)
    }
  })

  test('nothing is a short notice', () => {
    for (const text of ['', ' \n ', '\u200b']) {
      expect(readBlocks(blocksOf(text, true))).toEqual([emptyNotice])
      expect(readBlocks(blocksOf(text, false))).toEqual([emptyNotice])
    }
  })

  test('a code block that is cut is closed and opened again in its language', () => {
    const lines = Array.from({ length: 700 }, (_, at) => `line ${at} of the programme`)
    const pieces = readBlocks(blocksOf(['Look:', '', '```ts', ...lines, '```', '', 'Done.'].join('\n'), true))
    expect(pieces.length).toBe(2)
    expect(pieces[0]).toMatch(/^Look:\n\n```ts\nline 0 [^`]*\n```$/)
    expect(pieces[1]).toMatch(/^```ts\nline [^`]* 699 of the programme\n```\n\nDone\.$/)
  })

  test('a table that is cut shows its head again, and one that is too wide is shown as written', () => {
    const rows = Array.from({ length: 250 }, (_, at) => `| ${at} | Ana |`)
    const [long = ''] = readBlocks(blocksOf(['| Nr | Name |', '|---|---|', ...rows].join('\n'), true))
    expect(long.match(/\| Nr \| Name \|\n\|---\|---\|/g)?.length).toBe(3)
    const wide = `|${' x |'.repeat(30)}\n|${'---|'.repeat(30)}`
    expect(readBlocks(blocksOf(wide, true))).toEqual([`\`\`\`\`\n${wide}\n\`\`\`\``])
  })

  test('what was never closed cannot swallow what comes below', () => {
    expect(readBlocks(blocksOf('```\nopen', true))).toEqual(['```\nopen\n```'])
  })

  test('feedback is asked for once, below everything', () => {
    const messages = renderMessage(shownOfText('word '.repeat(6_000), true))
    const asking = messages.map(({ blocks }) => blocks.findIndex(({ type }) => type === 'context_actions'))
    expect(messages.length).toBeGreaterThan(2)
    expect(asking.slice(0, -1).every((at) => at === -1)).toBe(true)
    expect(asking.at(-1)).toBe((messages.at(-1)?.blocks.length ?? 0) - 1)
  })
})

describe('of any text', { timeout: 600_000 }, () => {
  test('plain words are valid messages that say all of it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const messages = renderMessage(shownOfText(text, false))
        expect(messages.flatMap(complaintsAbout)).toEqual([])
        const seen = readBlocks(messages.flatMap(({ blocks }) => blocks))
        expect(squash(seen.join(''))).toBe(squash(normalise(text, { markdown: false })))
      }),
      runs,
    )
  })

  test('Markdown is valid messages that say all of it, and no code block is left open', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const messages = renderMessage(shownOfText(text, true))
        expect(messages.flatMap(complaintsAbout)).toEqual([])
        const pieces = readBlocks(messages.flatMap(({ blocks }) => blocks))
        expect(readMarkdown(pieces.join('\n\n'))).toBe(readMarkdown(normalise(text, { markdown: true })))
        for (const piece of pieces) expect(endsOpen(piece)).toBe(false)
      }),
      runs,
    )
  })

  test('code stays code and tables stay tables, in order', () => {
    fc.assert(
      fc.property(document, (text) => {
        const pieces = readBlocks(blocksOf(text, true))
        expect(structureOf(pieces)).toEqual(structureOf([text]))
      }),
      { numRuns: bySize({ small: 100, medium: 250, prove: 3_000 }) },
    )
  })

  test('no cut parts what belongs together', () => {
    const family = '👩‍👩‍👧‍👦'
    for (const text of [family.repeat(400), 'e\u0301'.repeat(3_000), '😀'.repeat(4_001)]) {
      const pieces = cutText(text, 1_000)
      expect(pieces.join('')).toBe(text)
      for (const piece of pieces) expect(piece).toMatch(/^(👩‍👩‍👧‍👦|e\u0301|😀)+$/u)
    }
  })
})

/** True when a code block of the piece would go on below it. */
function endsOpen(piece: string): boolean {
  const tokens = reader.parse(`${piece}\n\nEND`, {})
  return tokens.at(-2)?.content !== 'END'
}

/** All code, and all rows of tables without their heads, as Markdown reads them. */
function structureOf(pieces: readonly string[]) {
  const tokens = pieces.flatMap((piece) => reader.parse(piece, {}))
  const rows = tokens.filter(({ type }) => type === 'td_open').length
  const cells = tokens.filter((_, at) => tokens[at - 1]?.type === 'td_open').map(({ content }) => content)
  const code = tokens.filter(({ type }) => type === 'fence').map(({ content }) => content)
  return { rows, cells, code: code.join('') }
}
