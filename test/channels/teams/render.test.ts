import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyNotice, normalise } from '../../../src/channels/desk/visible.ts'
import { renderActivities, renderTexts } from '../../../src/channels/teams/render.ts'
import { renderGrowing } from '../../../src/channels/teams/render-growing.ts'
import { bySize } from '../../support/environment.ts'
import { checkActivity } from '../../support/teams/adaptive-card.ts'
import { readMessage, readWritten, saysSomething } from '../../support/teams/reading.ts'
import { longText, text } from './samples.ts'

const runs = bySize({ small: 300, medium: 5000, prove: 50_000 })
const longRuns = bySize({ small: 15, medium: 300, prove: 3000 })
const patience = bySize({ small: 30_000, medium: 120_000, prove: 3_600_000 })

const say = (words: string, markdown: boolean) =>
  renderActivities({ text: words, markdown, cards: [], generated: markdown })

const wordsIn = (words: string) => words.replace(/\s+/g, ' ').trim()
const lettersIn = (words: string) => words.replace(/\s+/g, '')

/** What a person is to read of Markdown: its words, or its marks where there are none between them. */
function expected(words: string): string {
  const shown = normalise(words, { markdown: true })
  return saysSomething(shown) ? readWritten(shown) : shown
}

describe('words in Teams', () => {
  it(
    'a model’s Markdown shows what it says, and nothing else',
    () => {
      fc.assert(
        fc.property(text, (words) => {
          const activities = say(words, true)
          expect(activities.flatMap(checkActivity)).toEqual([])
          const read = activities.map(({ text: shown = '' }) => readMessage(shown)).join('\n')
          expect(wordsIn(read)).toBe(wordsIn(expected(words)))
        }),
        { numRuns: runs },
      )
    },
    patience,
  )

  it(
    'plain words stand as they are, line by line and space by space',
    () => {
      fc.assert(
        fc.property(text, (words) => {
          const activities = say(words, false)
          expect(activities.flatMap(checkActivity)).toEqual([])
          const read = activities.map(({ text: shown = '' }) => readMessage(shown)).join('\n\n')
          const lines = normalise(words, { markdown: false })
            .split('\n')
            .map((line) => line.trimEnd().replaceAll('\t', '    '))
            .join('\n')
            .replace(/\n{2,}/g, '\n\n')
          expect(read.trimEnd()).toBe(lines.replaceAll('\u00a0', ' ').trimEnd())
        }),
        { numRuns: runs },
      )
    },
    patience,
  )

  it(
    'long words take several messages and lose nothing but white space where they are cut',
    () => {
      fc.assert(
        fc.property(longText, fc.boolean(), (words, markdown) => {
          const activities = say(words, markdown)
          expect(activities.flatMap(checkActivity)).toEqual([])
          const read = activities.map(({ text: shown = '' }) => readMessage(shown)).join('')
          expect(lettersIn(read)).toBe(lettersIn(markdown ? expected(words) : normalise(words, { markdown })))
        }),
        { numRuns: longRuns },
      )
    },
    patience,
  )

  it('a character as people see it is never cut, and a cut code block is closed and opened again', () => {
    const families = '👩‍👩‍👧‍👦'.repeat(3000)
    expect(say(families, false).map(({ text: shown = '' }) => shown.replaceAll('👩‍👩‍👧‍👦', ''))).toEqual([
      '',
      '',
    ])
    const lines = Array.from({ length: 4000 }, (_, at) => `line ${at};`).join('\n')
    const blocks = renderTexts({ text: `\`\`\`js\n${lines}\n\`\`\``, markdown: true })
    expect(blocks.length).toBeGreaterThan(1)
    for (const block of blocks) expect(block).toMatch(/^```js\nline \d+;\n[^`]*;\n```$/)
  })

  it('tables become aligned text, headings bold, and what looks like HTML stays', () => {
    const [shown] = renderTexts({
      text: '# People\n\n| name | stage |\n|---|---|\n| **Ada** | <offer> |\n| Grace Hopper | - |\n\nA List<String>.',
      markdown: true,
    })
    expect(shown).toBe(
      '**People**\n\n```\nname          stage\nAda           <offer>\nGrace Hopper  -\n```\n\nA List&lt;String&gt;.',
    )
  })

  it('nothing to say is said, unless a card says it; nesting without end loses nothing', () => {
    expect(say(' \n ', true)[0]?.text).toBe(emptyNotice)
    const card = { title: 'Pipeline', buttons: [] }
    const [alone, ...others] = renderActivities({
      text: '',
      markdown: false,
      cards: [card],
      generated: false,
    })
    expect(others).toEqual([])
    expect(alone).toMatchObject({ type: 'message', summary: 'Pipeline' })
    expect(alone).not.toHaveProperty('text')
    expect(readMessage(say(`${'> '.repeat(300)}deep`, true)[0]?.text ?? '')).toContain('deep')
  })

  it('what a card says is not said above it too', () => {
    const card = {
      title: 'Pipeline',
      text: 'New 1.',
      table: { columns: ['Who'], rows: [['Ada']] },
      buttons: [],
    }
    const shown = { markdown: false, cards: [card], generated: false }
    const [silent] = renderActivities({ ...shown, text: 'Pipeline\nNew 1.\n1. Ada' })
    expect(silent).not.toHaveProperty('text')
    const [beside] = renderActivities({ ...shown, text: 'Pipeline\nNew 1.\n1. Ada\n\nShall I go on?' })
    expect(beside?.text).toBe('Shall I go on?')
  })

  it('a growing answer only adds to what was shown, up to the end that is shown', () => {
    const answer =
      'I found two people for you. They are:\n- **Ada** Lovelace\n- Grace Hopper\n\nBoth fit, as the table says.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nAsk me more.'
    const shown = Array.from(answer, (_, at) => renderGrowing(answer.slice(0, at + 1)))
    const [whole = ''] = renderTexts({ text: answer, markdown: true })
    for (const [at, part] of shown.entries()) expect(part.startsWith(shown[at - 1] ?? '')).toBe(true)
    for (const part of shown) expect(whole.startsWith(part)).toBe(true)
    expect(shown[20]).toBe('I found two people')
    expect(shown.at(-1)).toContain('```\na  b\n1  2\n```')
  })
})
