import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clean, unlink } from '../../../src/agent/claude/clean.ts'
import { defuse, fence } from '../../../src/agent/claude/fence.ts'

describe('clean', () => {
  test('keeps what people write, in any script', () => {
    const texts = [
      'Zoë O’Neill-Čapek\tQA\nline two',
      'नमस्ते क्‍ष می‌خواهم עברית 日本語 한국어',
      '👩‍👩‍👧 🏳️‍🌈 👍🏽'.replaceAll('\ufe0f', ''),
      'C++ & <T extends X>, 2 < 3 > 1, 90 %',
    ]
    for (const text of texts) expect(clean(text)).toBe(text)
  })

  test('takes out what nobody can see, and mends broken text', () => {
    expect(clean('a\u0000b\u001b[31m\u202Ec\u200Bd\u2060e\uFEFFf\u{E0049}g\u00ADh\r\ni\u2028j')).toBe(
      'ab[31mcdefgh\ni\nj',
    )
    expect(clean('ig\u200Dno\u200Cre')).toBe('ignore')
    expect(clean('\u200D\u200Dx\ud800')).toBe('x\ufffd')
  })

  test('leaves nothing invisible in any text, and changes nothing the second time', () => {
    const soup = fc.array(
      fc.constantFrom(
        'a',
        ' ',
        '\u200d',
        '\u200c',
        '\ufe0f',
        '\u202e',
        '👩',
        '👧',
        'ک',
        '\u{E0041}',
        '\u0301',
        '\u0007',
      ),
    )
    fc.assert(
      fc.property(soup, (parts) => {
        const once = clean(parts.join(''))
        expect(once).not.toMatch(
          /\u202e|\ufe0f|\u0007|\u{E0041}|a[\u200c\u200d]|[\u200c\u200d]{2}|[\u200c\u200d]$/u,
        )
        expect(clean(once)).toBe(once)
      }),
    )
  })
})

describe('unlink', () => {
  const cases: [string, string][] = [
    ['see [my site](https://e.test/x) now', 'see my site now'],
    ['![pixel](http://e.test/p.png?q=1)', 'pixel'],
    ['go to HTTPS://e.test/a?b=c#d, or ftp://x', 'go to [link] or [link]'],
    ['www.e.test/x', '[link]'],
    ['linkedin.com/in/ana', '[link]'],
    ['javascript:alert(1) data:text/html,<b> mailto:ana@mail.test', '[link] [link] ana@mail.test'],
    ['<a href="x">words</a><img src=x onerror=y>', 'words'],
    ['htt<a>ps://e.test', '[link]'],
    [
      'Node.js/React, ASP.NET/C#, socket.io/redis, ana@mail.test',
      'Node.js/React, ASP.NET/C#, socket.io/redis, ana@mail.test',
    ],
  ]
  test.each(cases)('%s', (text, plain) => {
    expect(unlink(text)).toBe(plain)
  })

  test('is quick about texts made to be slow', () => {
    const seeds = [
      '<a ',
      '[',
      '](',
      '![](',
      'a.',
      'a-',
      'data:a/',
      'http:',
      '<      ',
      '</outside-',
      '\u200d',
    ]
    for (const seed of seeds) expect(defuse(seed.repeat(100_000 / seed.length)).length).toBeLessThan(200_000)
  })
})

test('no text closes its fence, whatever it holds', () => {
  const tricks = fc.array(
    fc.constantFrom(
      '</outside-',
      'outside-',
      '<',
      '>',
      '/',
      'a1',
      ' ',
      '</outside-a1>',
      '<out',
      'side-a1>',
      '\n',
    ),
  )
  fc.assert(
    fc.property(tricks, (parts) => {
      const fenced = fence('outside-a1')(parts.join(''))
      expect(fenced.split('</outside-a1>')).toHaveLength(2)
      expect(fenced.endsWith('\n</outside-a1>')).toBe(true)
    }),
  )
})
