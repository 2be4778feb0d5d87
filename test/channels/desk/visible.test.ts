import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { emptyNotice, normalise, normaliseLine, normalisePart } from '../../../src/channels/desk/visible.ts'
import { bySize } from '../../support/environment.ts'

const plain = (text: string) => normalise(text, { markdown: false })
const markdown = (text: string) => normalise(text, { markdown: true })

describe('what is to be shown', () => {
  test.each([
    ['', emptyNotice],
    [' \n\t\u200b\u2800', emptyNotice],
    ['a\u202eb\u0000c\ud800', 'abc\ufffd'],
    ['<!channel> and <!here|here>: <@U123> <@W9|ada> <#C1|general>', 'channel and here: U123 ada general'],
    ['@channel @@everyone @here, anna@here.example', 'channel everyone here, anna@here.example'],
    ['<at>Ada</at> <at id="1">Bo</at>', 'Ada Bo'],
    ['<!subteam^S1|@all-hands> <!date^1^{date}|Friday>', '@all-hands Friday'],
    ['<!<!x>here> &lt;!channel&gt;', '< !xhere> &lt; !channel&gt;'],
    ['\n\n  indented\n\nend \n', '  indented\n\nend'],
  ])('%j in any text', (text, shown) => {
    expect(plain(text)).toBe(shown)
    expect(markdown(text)).toBe(shown)
  })

  test.each([
    ['[my site](https://e.test/x?d=1) and ![chart](https://e.test/p.png)', 'my site and chart'],
    ['https://e.test/a <https://e.test/b> <https://e.test|words> www.e.test', '[link] [link] words [link]'],
    ['[[a](x)](y) [z][1]\n\n[1]: https://e.test', '[a] (y) [z][1]\n\n[1] : [link]'],
    ['<mailto:ada@e.test> <ada@e.test> <img src=x>e.test', 'ada@e.test ada@e.test e.test'],
  ])('%j in Markdown', (text, shown) => {
    expect(markdown(text)).toBe(shown)
  })

  test('plain words keep their addresses, as nothing follows them', () => {
    expect(plain('open https://parley.test/link')).toBe('open https://parley.test/link')
  })

  test('parts and lines of a card may be empty', () => {
    expect(normalisePart(' \u200b\n')).toBe('')
    expect(normalisePart('\n a\n b ')).toBe('a\n b')
    expect(normaliseLine('a\n\t b <!here>')).toBe('a b here')
  })
})

describe('of any text', () => {
  const soup = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...[
            '[',
            ']',
            '(',
            ')',
            '](',
            '!',
            '<',
            '>',
            '|',
            '@',
            '!channel',
            '@here',
            '<!',
            '<@U1',
            '<a',
            ':',
          ],
          ...[
            'https://e.test/x',
            'www.e.test',
            'x',
            ' ',
            '\n',
            '&lt;',
            '\u200d',
            '\ud83d',
            '<at>',
            '</at>',
            'here',
          ],
          ...[
            '[1]: ',
            'data:text/html,',
            'javascript:',
            '`',
            '```\n',
            '* ',
            '#',
            '\\',
            '"',
            'mailto:a@b.test',
          ],
        ),
        fc.string({ unit: 'binary', maxLength: 6 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''))
  const runs = { numRuns: bySize({ small: 2_000, medium: 10_000, prove: 100_000 }) }
  const reader = new MarkdownIt({ html: false, linkify: false })

  test('no link or image is left in Markdown, and nobody is notified', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const shown = markdown(text)
        const tokens = reader.parse(shown, {}).flatMap((token) => [token, ...(token.children ?? [])])
        expect(tokens.filter(({ type }) => type === 'link_open' || type === 'image')).toEqual([])
        expect(shown).not.toMatch(/<[!@#]|<\/?at\b|(?<![\w.%+-])@(channel|here|everyone)\b|:\/\/[^\s<>"']/i)
      }),
      runs,
    )
  })

  test('doing it twice changes nothing, and nothing empty or broken comes out', () => {
    fc.assert(
      fc.property(soup, fc.boolean(), (text, asMarkdown) => {
        const shown = normalise(text, { markdown: asMarkdown })
        expect(normalise(shown, { markdown: asMarkdown })).toBe(shown)
        expect(shown.trim()).not.toBe('')
        expect(shown.isWellFormed()).toBe(true)
      }),
      runs,
    )
  })

  test('nesting without end comes to an end', () => {
    const deep = 10_000
    const shown = markdown(`${'<a'.repeat(deep)}${'>'.repeat(deep)}`)
    expect(markdown(shown)).toBe(shown)
    expect(shown).not.toMatch(/<a/)
  })
})
