import type { InputBlock, ModalView } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  candidateOptions,
  formErrors,
  readForm,
  renderForm,
  renderNoteForm,
} from '../../../src/channels/slack/forms.ts'
import type { Form, FormField } from '../../../src/tools/form.ts'
import { bySize } from '../../support/environment.ts'
import { checkBlocks } from '../../support/slack/block-kit.ts'
import { catalogueForm } from './catalogue-form.ts'

const where = { callback: 'form', metadata: '{"channel":"D1","scope":"personal"}' }

function inputsOf(view: ModalView): InputBlock[] {
  return view.blocks.flatMap((block) => (block.type === 'input' && 'element' in block ? [block] : []))
}

function complaintsAbout(view: ModalView): string[] {
  const short = [view.title.text, view.submit?.text ?? '', view.close?.text ?? '']
  return [
    ...checkBlocks(view.blocks, 'modal'),
    ...short.filter((text) => text.length < 1 || text.length > 24),
    ...((view.private_metadata ?? '').length > 3_000 ? ['metadata'] : []),
  ]
}

/** What Slack sends back for an untouched form. */
function untouched(view: ModalView) {
  return {
    values: Object.fromEntries(
      inputsOf(view).map(({ block_id, element }) => [
        block_id,
        { [element.action_id ?? '']: { type: element.type, ...initialOf(element) } },
      ]),
    ),
  }
}

function initialOf(element: InputBlock['element']): object {
  if ('initial_value' in element) return { value: element.initial_value }
  if ('initial_date' in element) return { selected_date: element.initial_date }
  if ('initial_option' in element) return { selected_option: element.initial_option }
  if ('initial_options' in element) return { selected_options: element.initial_options }
  return element.type === 'checkboxes' ? { selected_options: [] } : { value: null, selected_option: null }
}

const decline: Form = {
  title: 'Review a submission',
  submit: 'Decline',
  fields: [
    {
      name: 'reason',
      label: 'Reason',
      hint: 'It is shown to Sam.',
      kind: 'text',
      optional: false,
      most: 2_000,
      value: 'Too junior',
    },
    { name: 'day', label: 'Again from', kind: 'day', optional: true, value: '2026-12-01' },
    { name: 'count', label: 'How many', kind: 'number', optional: true, value: '3' },
    { name: 'remote', label: 'Remote', kind: 'flag', optional: false, value: 'true' },
    {
      name: 'stage',
      label: 'Stage',
      kind: 'choice',
      optional: false,
      value: 'b',
      options: [
        { value: 'a', label: 'New' },
        { value: 'b', label: 'Screened' },
      ],
    },
    { name: 'line', label: 'Line', kind: 'line', optional: true },
  ],
}

describe('a form', () => {
  test('is a modal that holds what stands in its fields, and gives it back untouched', () => {
    const view = renderForm(decline, where)
    expect(complaintsAbout(view)).toEqual([])
    expect(view).toMatchObject({
      callback_id: 'form',
      private_metadata: where.metadata,
      submit: { text: 'Decline' },
    })
    expect(inputsOf(view).map(({ optional }) => optional)).toEqual([false, true, true, true, false, true])
    expect(readForm(untouched(view))).toEqual({
      reason: 'Too junior',
      day: '2026-12-01',
      count: '3',
      remote: 'true',
      stage: 'b',
    })
  })

  test('a flag that is not ticked is no, and nothing comes of what is no form', () => {
    const values = { 'field:remote': { value: { type: 'checkboxes', selected_options: [] } }, other: {} }
    expect(readForm({ values })).toEqual({ remote: 'false' })
    expect(readForm('nonsense')).toEqual({})
  })

  test('a title that Slack has no room for stands in full above the fields', () => {
    const view = renderForm({ ...decline, title: 'Move three applications to another stage' }, where)
    expect(view.title.text).toBe('Decline')
    expect(view.blocks[0]).toMatchObject({ text: { text: 'Move three applications to another stage' } })
  })

  test('more choices than a list takes come in groups, and none is lost', () => {
    const options = Array.from({ length: 230 }, (_, at) => ({ value: `v${at}`, label: `Opening ${at}` }))
    const field: FormField = {
      name: 'job',
      label: 'Opening',
      kind: 'choice',
      optional: false,
      options,
      value: 'v222',
    }
    const view = renderForm({ ...decline, fields: [field] }, where)
    expect(complaintsAbout(view)).toEqual([])
    const element = inputsOf(view)[0]?.element
    const groups = element?.type === 'static_select' ? (element.option_groups ?? []) : []
    expect(groups.map(({ options }) => options.length)).toEqual([100, 100, 30])
    expect(groups[2]?.label.text).toBe('Opening 200 – Opening 229')
    expect(readForm(untouched(view))).toEqual({ job: 'v222' })
  })

  test('a text that Slack cannot hold is kept by leaving it alone', () => {
    const field: FormField = {
      name: 'note',
      label: 'Note',
      kind: 'text',
      optional: false,
      value: 'x'.repeat(3_001),
    }
    const [input] = inputsOf(renderForm({ ...decline, fields: [field] }, where))
    expect(input).toMatchObject({ optional: true, hint: { text: expect.stringContaining('too long') } })
    expect(input?.element).not.toHaveProperty('initial_value')
  })

  test('what is wrong stands at its field, and what has none at the first', () => {
    expect(formErrors({ reason: 'Please fill this in.' }, ['reason', 'day'])).toEqual({
      'field:reason': 'Please fill this in.',
    })
    expect(formErrors({ reason: 'One.', version: 'Two.' }, ['reason'])).toEqual({
      'field:reason': 'One. Two.',
    })
  })

  test('a message becomes a note on whoever is looked for', () => {
    const view = renderNoteForm('She can start in May.', where)
    expect(complaintsAbout(view)).toEqual([])
    expect(inputsOf(view).map(({ element }) => element.action_id)).toEqual(['candidate', 'value'])
    expect(readForm(untouched(view))).toEqual({ note: 'She can start in May.' })
    expect(complaintsAbout(renderNoteForm('😀'.repeat(5_000), where))).toEqual([])
    expect(candidateOptions([{ id: 'c1', name: 'Ana Souza', headline: 'Java' }])).toEqual([
      { value: 'c1', text: { type: 'plain_text', text: 'Ana Souza, Java', emoji: false } },
    ])
  })

  test('the form for a new candidate comes from its tool', () => {
    const view = renderForm(catalogueForm(), where)
    expect(complaintsAbout(view)).toEqual([])
    expect(inputsOf(view).map(({ block_id, optional }) => [block_id, optional])).toEqual([
      ['field:name', false],
      ['field:headline', false],
      ['field:location', false],
      ['field:email', true],
      ['field:phone', true],
      ['field:skills', true],
      ['field:open_to_remote', true],
    ])
  })
})

describe('of any form', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.integer({ min: 1, max: 5_000 }).map((n) => 'w😀'.repeat(n)),
  )
  const field: fc.Arbitrary<Omit<FormField, 'name'>> = fc
    .record({
      label: words,
      hint: fc.option(words, { nil: undefined }),
      kind: fc.constantFrom('line', 'text', 'choice', 'day', 'number', 'flag'),
      options: fc.option(
        fc.array(fc.record({ value: fc.string({ maxLength: 200 }), label: words }), { maxLength: 240 }),
        { nil: undefined },
      ),
      optional: fc.boolean(),
      most: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
      value: fc.option(fc.oneof(words, fc.constantFrom('2026-01-31', '12', 'true', '1e999')), {
        nil: undefined,
      }),
    })
    .map(({ hint, options, most, value, ...field }) => ({
      ...field,
      ...(hint === undefined ? {} : { hint }),
      ...(options ? { options } : {}),
      ...(most ? { most } : {}),
      ...(value === undefined ? {} : { value }),
    }))

  test('it is a modal that Slack takes', () => {
    fc.assert(
      fc.property(words, words, fc.array(field, { minLength: 1, maxLength: 12 }), (title, submit, fields) => {
        const named = fields.map((field, at) => ({ ...field, name: `field_${at}` }))
        expect(complaintsAbout(renderForm({ title, submit, fields: named }, where))).toEqual([])
      }),
      { numRuns: bySize({ small: 60, medium: 500, prove: 3_000 }) },
    )
  })
})
