import { describe, expect, it } from 'vitest'
import { wordsBeside } from '../../../src/channels/desk/words.ts'
import { renderReply } from '../../../src/channels/web/render.ts'

const list = {
  title: '2 candidates',
  text: 'Showing 2 of 9.\nSay "show more" for the next.',
  table: {
    columns: ['Name', 'Place', 'Stage'],
    rows: [
      ['Ana Souza', '', 'New'],
      ['Bo', 'Oslo', 'Hired'],
    ],
  },
}

describe('words beside a card', () => {
  it('leave out what the card shows: title, text, facts and rows', () => {
    const said =
      '2 candidates\nShowing 2 of 9.\nSay "show more" for the next.\n1. Ana Souza · New\n2. Bo · Oslo · Hired\n\nI am in guided mode.'
    expect(wordsBeside(said, [list])).toBe('I am in guided mode.')
    expect(
      wordsBeside('Bo\nPlace: Oslo', [{ title: 'Bo', facts: [{ label: 'Place', value: 'Oslo' }] }]),
    ).toBe('')
  })

  it('leave out what a click says, which is title and text in one line', () => {
    expect(
      wordsBeside('Moved Bo. He is now in Screened.', [
        { title: 'Moved Bo', text: 'He is now in Screened.' },
      ]),
    ).toBe('')
  })

  it('leave out that the card shows more', () => {
    const rows = Array.from({ length: 23 }, (_, index) => [`Row ${index}`])
    const said = [
      'Many',
      ...rows.slice(0, 20).map(([row], index) => `${index + 1}. ${row}`),
      'and 3 more on the card',
    ].join('\n')
    expect(wordsBeside(said, [{ title: 'Many', table: { columns: ['Row'], rows } }])).toBe('')
  })

  it('keep everything else as it was written', () => {
    const said = 'Which one do you mean?\n1. Ana Souza\n2. Bo\n\nBo is one of 2 candidates.'
    expect(wordsBeside(said, [list])).toBe(said)
    expect(wordsBeside(said, [])).toBe(said)
    expect(wordsBeside('', [list])).toBe('')
  })

  it('keep a line that a card holds only in part', () => {
    expect(wordsBeside('Boston', [{ title: 'Bo' }])).toBe('Boston')
    expect(wordsBeside('a Bo', [{ title: 'Bo' }])).toBe('a Bo')
  })

  it('leave out each line once for each card that shows it', () => {
    expect(wordsBeside('Bo\nBo', [{ title: 'Bo' }])).toBe('Bo')
    expect(wordsBeside('Bo\nBo', [{ title: 'Bo' }, { title: 'Bo' }])).toBe('')
  })
})

describe('words of a model', () => {
  const said = (reply: string, mode: 'guided' | 'claude') =>
    renderReply({
      conversation: undefined,
      mode,
      reply,
      calls: [],
      asks: null,
      confirmations: [],
      cards: [],
      discreet: false,
    })

  it('become HTML that can do nothing but look like something', () => {
    const { html } = said(
      '**b** [a](http://x.example) ![i](http://x.example/i.png) <http://x.example> http://x.example',
      'claude',
    )
    expect(html).toContain('<strong>b</strong>')
    expect(html).not.toMatch(/<a|<img|href|src/)
    expect(said('<script>1</script><b onclick=x>', 'claude').html).toBe(
      '<p>&lt;script&gt;1&lt;/script&gt;&lt;b onclick=x&gt;</p>\n',
    )
    expect(said('[a]: javascript:alert(1)\n\n[a]', 'claude').html).not.toContain('href')
  })

  it('of guided mode stay plain text', () => {
    const reply = said('**Ana** and _Bo_', 'guided')
    expect(reply.text).toBe('**Ana** and _Bo_')
    expect(reply).not.toHaveProperty('html')
  })
})
