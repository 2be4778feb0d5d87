import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ShownCard } from '../../../src/agent/reply.ts'
import { normalise, normaliseLine } from '../../../src/channels/desk/visible.ts'
import { adaptiveCards } from '../../../src/channels/teams/card.ts'
import { readPress } from '../../../src/channels/teams/card-actions.ts'
import { fileConsent, fileInfo } from '../../../src/channels/teams/card-file.ts'
import { workingCard } from '../../../src/channels/teams/card-notices.ts'
import { renderActivities } from '../../../src/channels/teams/render.ts'
import { bySize } from '../../support/environment.ts'
import { checkActivity, checkCard } from '../../support/teams/adaptive-card.ts'
import { readCard } from '../../support/teams/reading.ts'
import { card } from './samples.ts'

const runs = bySize({ small: 50, medium: 1000, prove: 20_000 })
const patience = bySize({ small: 30_000, medium: 120_000, prove: 3_600_000 })
const publicUrl = 'https://parley.example.com'
const letters = (words: readonly string[]) => words.join('').replace(/\s+/g, '')
const line = (text: string) => normaliseLine(text) || '–'

/** Everything that a card is to show, in order, but its table, which has a test of its own. */
function said({ title, text, facts = [], image }: ShownCard): string[] {
  return [
    line(title),
    ...(text?.trim() ? [normalise(text, { markdown: false })] : []),
    ...facts.flatMap(({ label, value }) => [line(label), line(value)]),
    ...(image ? [line(image.alt)] : []),
  ]
}

const review: ShownCard = {
  title: 'Ada Lovelace for Platform Engineer',
  facts: [
    { label: 'Rate', value: '€ 88 an hour' },
    { label: 'Skills', value: 'C#, snake_case, [a](http://evil.example)' },
  ],
  buttons: [
    { label: 'Approve', token: 'token-approve', style: 'primary' },
    {
      label: 'Reject',
      token: 'token-reject',
      style: 'danger',
      form: {
        title: 'Why not?',
        submit: 'Reject',
        fields: [
          { name: 'reason', label: 'Reason', kind: 'text', optional: false, most: 500 },
          { name: 'again', label: 'Ask again', kind: 'flag', optional: true, value: 'true' },
        ],
      },
    },
  ],
}

describe('cards in Teams', () => {
  it(
    'any card is sound, shows what it says and has all its buttons',
    () => {
      fc.assert(
        fc.property(card, (shown) => {
          const parts = adaptiveCards(shown, { publicUrl })
          expect(parts.flatMap(checkCard)).toEqual([])
          const plain = adaptiveCards({ ...shown, table: { columns: [], rows: [] } }, { publicUrl })
          expect(letters(plain.flatMap((part) => readCard(part).words))).toBe(letters(said(shown)))
          const page = shown.page?.path === '/pipeline' ? [shown.page.label] : []
          const labels = [...shown.buttons.map(({ label }) => line(label)), ...page]
          expect(parts.flatMap((part) => readCard(part).buttons)).toEqual(labels)
          expect(parts.slice(0, -1).every((part) => part.actions === undefined)).toBe(true)
        }),
        { numRuns: runs },
      )
    },
    patience,
  )

  it(
    'every cell of a table is shown, row by row, with the number of its row',
    () => {
      fc.assert(
        fc.property(card, ({ title, table = { columns: ['A'], rows: [['1']] } }) => {
          const narrow = {
            columns: table.columns.slice(0, 8),
            rows: table.rows.map((row) => row.slice(0, 8)),
          }
          const parts = adaptiveCards({ title, table: narrow, buttons: [] })
          expect(parts.flatMap(checkCard)).toEqual([])
          const cells = rowsOf(parts).map(letters)
          const rows = narrow.rows.map((row, at) =>
            letters([String(at + 1), ...row.map((cell) => (cell.trim() ? line(cell) : ''))]),
          )
          const longest = narrow.rows.flat().every((cell) => line(cell).length <= 400)
          if (longest) expect(cells).toEqual(rows)
          expect(countOf(cells)).toEqual(countOf(rows))
        }),
        { numRuns: Math.ceil(runs / 3) },
      )
    },
    patience,
  )

  it(
    'cards of a message are within its limits, the last with the buttons of the last card',
    () => {
      fc.assert(
        fc.property(fc.array(card, { minLength: 1, maxLength: 4 }), fc.boolean(), (cards, generated) => {
          const activities = renderActivities({
            text: 'Here.',
            markdown: generated,
            cards,
            generated,
            feedback: true,
          })
          expect(activities.flatMap(checkActivity)).toEqual([])
          expect(activities[0]?.text).toBe('Here.')
          expect(activities.map(({ channelData }) => channelData !== undefined).indexOf(true)).toBe(
            activities.length - 1,
          )
          expect(activities.every(({ entities }) => (entities !== undefined) === generated)).toBe(true)
        }),
        { numRuns: Math.ceil(runs / 5) },
      )
    },
    patience,
  )

  it('a button acts by its token, and a form sends what was filled in under its own names', () => {
    const [shown] = adaptiveCards(review)
    const [approve, reject] = shown?.actions ?? []
    expect(approve).toMatchObject({ type: 'Action.Execute', verb: 'press', style: 'positive' })
    expect(readPress(approve?.data)).toEqual({ token: 'token-approve', fields: {} })
    expect(reject).toMatchObject({ type: 'Action.ShowCard', title: 'Reject', style: 'destructive' })
    const form = formOf(reject?.card)
    expect(form.body.map(({ id }) => id).filter(Boolean)).toEqual(['f1.reason', 'f1.again'])
    const sent = { ...form.actions[0]?.data, 'f1.reason': 'too early', 'f1.again': 'false', strange: 'x' }
    expect(readPress(sent)).toEqual({
      token: 'token-reject',
      fields: { reason: 'too early', again: 'false' },
    })
    expect([null, 'x', {}, { token: 5 }, { token: '' }].map(readPress)).toEqual(Array(5).fill(undefined))
  })

  it('short buttons stand in one row, long ones in rows that fit', () => {
    const rowsOf = (labels: readonly string[]) => {
      const buttons = labels.map((label, at) => ({ id: String(at), label, token: `t${at}` }))
      const [shown] = adaptiveCards({ title: 'Today', buttons })
      const sets = (shown?.body ?? []).filter(({ type }) => type === 'ActionSet')
      return [shown, ...sets].flatMap((one) => (Array.isArray(one?.actions) ? [one.actions.length] : []))
    }
    expect(rowsOf(['Approve', 'Decline', 'Open'])).toEqual([3])
    expect(rowsOf(Array.from({ length: 5 }, (_, at) => `To Screened: Some Name ${at}`))).toEqual([2, 2, 1])
    expect(rowsOf(['x'.repeat(200)])).toEqual([1])
  })

  it('words that Teams would take for Markdown stand where no Markdown is read', () => {
    const [shown] = adaptiveCards(review)
    expect(JSON.stringify(shown?.body)).toContain(
      '"inlines":[{"type":"TextRun","text":"C#, snake_case, [a](http',
    )
    expect(readCard(shown).words).toEqual(said(review))
  })

  it('the card is asked for anew by sixty people at most, once each', () => {
    const userIds = [...Array.from({ length: 70 }, (_, at) => `29:user-${at}`), '29:user-0']
    const [shown] = adaptiveCards(review, { refresh: { data: { about: 'submission-1' }, userIds } })
    expect(checkCard(shown)).toEqual([])
    expect(shown?.refresh).toMatchObject({ action: { verb: 'refresh', data: { about: 'submission-1' } } })
    expect(shown).toHaveProperty('refresh.userIds.length', 60)
    const nobody = adaptiveCards(review, { refresh: { data: {}, userIds: [] } })
    expect(nobody[0]).not.toHaveProperty('refresh')
  })

  it('at work a card keeps its words and has no buttons, and a settled one has none either', () => {
    const working = workingCard(review)
    expect(checkCard(working)).toEqual([])
    expect(readCard(working)).toEqual({ words: [...said(review), 'Working on it…'], buttons: [] })
    expect(adaptiveCards({ ...review, buttons: [] })[0]).not.toHaveProperty('actions')
  })

  it('a page is linked only where we are, and only on our own host', () => {
    const page = { label: 'Board', path: '/pipeline' }
    expect(adaptiveCards({ ...review, page })[0]?.actions).toHaveLength(2)
    expect(adaptiveCards({ ...review, page }, { publicUrl })[0]?.actions?.[2]).toEqual({
      type: 'Action.OpenUrl',
      title: 'Board',
      url: 'https://parley.example.com/pipeline',
    })
    const elsewhere = ['//evil.example', 'https://evil.example', 'javascript:alert(1)', '\\\\evil.example']
    for (const path of elsewhere)
      expect(
        adaptiveCards({ ...review, page: { label: 'x', path } }, { publicUrl })[0]?.actions,
      ).toHaveLength(2)
  })

  it('a file is offered and, once it is there, opened', () => {
    const file = { name: 'week: 47.xlsx', title: 'Report', bytes: 1234, context: { file: 'f1' } }
    const upload = { name: 'r.xlsx', contentUrl: 'https://x.example/r', uniqueId: 'u', fileType: 'xlsx' }
    const attachments = [fileConsent(file), fileInfo(upload)]
    expect(checkActivity({ type: 'message', attachments })).toEqual([])
    expect(attachments[0]).toMatchObject({
      name: 'week- 47.xlsx',
      content: { acceptContext: { file: 'f1' } },
    })
    expect(attachments[1]?.content).toEqual({ uniqueId: 'u', fileType: 'xlsx' })
  })
})

/** The rows of all tables below their headings, each as its cells. */
function rowsOf(parts: readonly object[]): string[][] {
  const tables = parts.flatMap((part) =>
    (part as { body: Element[] }).body.filter(({ type }) => type === 'Table'),
  )
  return tables.flatMap(({ rows }) => rows.slice(1).map((row) => readCard({ body: row.cells }).words))
}
function formOf(card: unknown) {
  return card as { body: { id?: string }[]; actions: { data: object }[] }
}

type Element = { type: string; rows: { cells: Element[] }[] }

/** How often each character is there: the cells of a cut row stand in several rows. */
function countOf(rows: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const character of rows.join('')) counts[character] = (counts[character] ?? 0) + 1
  return counts
}
