import { describe, expect, it } from 'vitest'
import { holdsPrivate } from '../../../src/channels/desk/discretion.ts'
import type { Shown } from '../../../src/channels/desk/port.ts'

const words = (text: string): Shown => ({ text, markdown: false, cards: [], generated: false })

describe('what others must not read along', () => {
  it.each([
    'She would start at $88 an hour.',
    'Their range is € 70,000 to € 85,000.',
    '95 USD would be fine',
    'EUR 640 a day',
    'He wants 120k a year.',
    '88/hr pay and 125/hr bill',
    'about 640 per day',
    'twelve? no, 12 thousand? no: 90 dollars',
    'write to ana.souza@example.com',
    'the address ána@münchen.example is hers',
    'call her at +351 912 345 678',
    'or 0044 20 7946 0958',
    '(212) 555-0147 is his number',
    '212-555-0147',
    'Pay: £75',
    'pay ＄88 in full width',
  ])('finds %s', (text) => {
    expect(holdsPrivate(words(text), '')).toBe(true)
  })

  it.each([
    '3 openings wait for review, 12 people are in the pipeline.',
    'JOB-1004 was opened on 2026-11-20 at 14:30.',
    'The interview takes 45 minutes on Friday the 21st.',
    'See page 12 of 30, version 2.1.0.',
    'Ask @mona, or write “help”.',
    'Call 0198c0de-1234-7abc-8def-001122334455 the id.',
    'It is 20 % faster.',
    '',
  ])('leaves alone %s', (text) => {
    expect(holdsPrivate(words(text), '')).toBe(false)
  })

  it('looks at everything that a card shows', () => {
    const card = { title: 'One', buttons: [] }
    const shown = (more: object): Shown => ({ ...words(''), cards: [{ ...card, ...more }] })
    expect(holdsPrivate(shown({}), '')).toBe(false)
    expect(holdsPrivate(shown({ text: 'for $80' }), '')).toBe(true)
    expect(holdsPrivate(shown({ facts: [{ label: 'Mail', value: 'a@b.example' }] }), '')).toBe(true)
    expect(holdsPrivate(shown({ table: { columns: ['Pay'], rows: [['Ana', '$80']] } }), '')).toBe(true)
    expect(holdsPrivate(shown({ buttons: [{ label: 'Offer $80', token: 't' }] }), '')).toBe(true)
  })

  it('leaves alone what the person wrote there themselves', () => {
    expect(holdsPrivate(words('You asked about $88 an hour.'), 'is $88  an hour fine?')).toBe(false)
    expect(holdsPrivate(words('Not $88 but $92.'), 'is $88 fine?')).toBe(true)
  })
})
