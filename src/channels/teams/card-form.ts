import type { Form, FormField } from '../../tools/form.ts'
import { type Element, lineOf, words } from './card-words.ts'

/** More choices than this are found by typing. */
const choicesToScan = 12

/**
 * A form as it opens below its button. `prefix` makes the ids of its inputs its own: no two inputs of a card may share
 * one, and a click sends those of its form only.
 */
export function formCard(form: Form, prefix: string, submit: Element): Element {
  return {
    type: 'AdaptiveCard',
    body: [
      words(lineOf(form.title), { heading: true }),
      ...form.fields.flatMap((field) => fieldOf(field, prefix)),
    ],
    actions: [submit],
  }
}

function fieldOf(field: FormField, prefix: string): readonly Element[] {
  const hint = field.hint?.trim() ? [words(lineOf(field.hint), { subtle: true, spacing: 'None' })] : []
  const kind = field.kind === 'choice' && !field.options?.length ? 'line' : field.kind
  return [{ ...inputs[kind](field), ...frame(field, prefix) }, ...hint]
}

/** A switch bears its label itself, and is never asked for: Teams would take no for unanswered. */
function frame({ name, label, kind, optional }: FormField, prefix: string) {
  const id = prefix + name
  if (kind === 'flag') return { id }
  const shown = lineOf(label)
  const asked = { isRequired: true, errorMessage: `${shown}: please fill this in.` }
  return { id, label: shown, ...(optional ? {} : asked) }
}

const inputs: Readonly<Record<FormField['kind'], (field: FormField) => Element>> = {
  line: (field) => ({ type: 'Input.Text', ...bounded(field), ...filled(field) }),
  text: (field) => ({ type: 'Input.Text', isMultiline: true, ...bounded(field), ...filled(field) }),
  day: ({ value }) => ({ type: 'Input.Date', ...(/^\d{4}-\d\d-\d\d$/.test(value ?? '') ? { value } : {}) }),
  number: ({ value }) => ({
    type: 'Input.Number',
    ...(value && Number.isFinite(Number(value)) ? { value: Number(value) } : {}),
  }),
  flag: ({ label, value }) => ({
    type: 'Input.Toggle',
    title: lineOf(label),
    value: value === 'true' ? 'true' : 'false',
    valueOn: 'true',
    valueOff: 'false',
  }),
  choice: ({ options = [], value }) => ({
    type: 'Input.ChoiceSet',
    style: options.length > choicesToScan ? 'filtered' : 'compact',
    choices: options.map((option) => ({ title: lineOf(option.label), value: option.value })),
    ...(options.some((option) => option.value === value) ? { value } : {}),
  }),
}

function bounded({ most }: FormField) {
  return most ? { maxLength: most } : {}
}

function filled({ value }: FormField) {
  return value ? { value } : {}
}
