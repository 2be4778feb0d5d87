import type { InputBlock, ModalView, PlainTextElement } from '@slack/types'
import { z } from 'zod'
import type { Form, FormField } from '../../tools/form.ts'
import { normaliseLine, normalisePart } from '../desk/visible.ts'
import { formElement } from './form-elements.ts'
import { plainSections } from './render-card.ts'
import { shorten } from './render-cut.ts'
import { actions } from './surface.ts'

/** What Slack takes in each place, in characters. */
const most = { title: 24, label: 2_000, message: 3_000 }

/** What the ids of blocks that ask for a field begin with. */
const prefix = 'field:'

/** Which form it is, and what it remembers while it is open: at most 3,000 characters, which the person can read. */
export type FormOf = { callback: string; metadata: string }

/** A form as a modal, with what stands in its fields already. A title that has no room is the first line instead. */
export function renderForm(form: Form, { callback, metadata }: FormOf): ModalView {
  const title = normaliseLine(form.title) || 'Parley'
  const submit = normaliseLine(form.submit) || 'Send'
  return {
    type: 'modal',
    callback_id: callback,
    private_metadata: metadata,
    title: plain(shorten(title.length > most.title ? submit : title, most.title)),
    submit: plain(shorten(submit, most.title)),
    close: plain('Not now'),
    blocks: [
      ...(title.length > most.title ? plainSections(title) : []),
      ...form.fields.map((field) => inputOf(field)),
    ],
  }
}

/** The words of a message as a note on a candidate, who is looked for while the person types. */
export function renderNoteForm(words: string, { callback, metadata }: FormOf): ModalView {
  const value = normalisePart(words)
  const cut =
    value.length > most.message
      ? ' The message is longer than Slack can show here: this is its beginning.'
      : ''
  const note: FormField = {
    name: 'note',
    label: 'Note',
    hint: `Your colleagues can read it on the page of the candidate. The candidate cannot.${cut}`,
    kind: 'text',
    optional: false,
    value: shorten(value, most.message),
  }
  const form = { title: 'Add to candidate', submit: 'Add the note', fields: [] }
  return { ...renderForm(form, { callback, metadata }), blocks: [candidateInput, inputOf(note)] }
}

const candidateInput: InputBlock = {
  type: 'input',
  block_id: blockOf('candidate'),
  label: plain('Candidate'),
  element: {
    type: 'external_select',
    action_id: actions.candidate,
    min_query_length: 1,
    placeholder: plain('Begin to type a name'),
  },
}

/** Candidates to choose from while somebody types a name: at most 100, as Slack takes no more. */
export function candidateOptions(
  found: readonly { id: string; name: string; headline?: string | undefined }[],
) {
  return found.slice(0, 100).map(({ id, name, headline }) => ({
    value: id,
    text: plain(shorten(normaliseLine([name, headline].filter(Boolean).join(', ')) || id, 75)),
  }))
}

const filledIn = z.object({
  values: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        type: z.string(),
        value: z.string().nullish(),
        selected_date: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
        selected_options: z.array(z.object({ value: z.string() })).nullish(),
      }),
    ),
  ),
})

/** What was filled in, by the names of the fields. A field that was left empty is not there; a flag is true or false. */
export function readForm(state: unknown): Record<string, string> {
  const parsed = filledIn.safeParse(state)
  if (!parsed.success) return {}
  const fields: Record<string, string> = {}
  for (const [block, elements] of Object.entries(parsed.data.values)) {
    const element = Object.values(elements)[0]
    if (!element || !block.startsWith(prefix)) continue
    const { type, value, selected_date, selected_option, selected_options } = element
    const filled =
      type === 'checkboxes'
        ? String((selected_options ?? []).length > 0)
        : (value ?? selected_date ?? selected_option?.value ?? '')
    if (filled !== '') fields[block.slice(prefix.length)] = filled
  }
  return fields
}

/**
 * What is wrong with a form, as Slack shows it at the fields. What is wrong with something that the form does not ask
 * stands at its first field, since Slack shows it nowhere else.
 */
export function formErrors(
  wrong: Readonly<Record<string, string>>,
  fields: readonly string[],
): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const [name, words] of Object.entries(wrong)) {
    const block = blockOf(fields.includes(name) ? name : (fields[0] ?? name))
    errors[block] = shorten([errors[block], normaliseLine(words)].filter(Boolean).join(' '), most.message)
  }
  return errors
}

function inputOf(field: FormField): InputBlock {
  const { element, hint, optional } = formElement(field)
  const words = normaliseLine([field.hint, hint].filter(Boolean).join(' '))
  return {
    type: 'input',
    block_id: blockOf(field.name),
    label: plain(shorten(normaliseLine(field.label) || field.name, most.label)),
    optional,
    element,
    ...(words ? { hint: plain(shorten(words, most.label)) } : {}),
  }
}

function blockOf(field: string): string {
  return `${prefix}${field}`
}

function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false }
}
