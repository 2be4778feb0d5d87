import type { InputBlockElement, PlainTextElement, PlainTextOption } from '@slack/types'
import type { FormField } from '../../tools/form.ts'
import { normaliseLine } from '../desk/visible.ts'
import { shorten } from './render-cut.ts'

/** What Slack takes: characters of a written text, of a choice and of its value, choices of a list and of a menu. */
const most = { text: 3_000, label: 75, value: 150, list: 100, menu: 10_000 }

type Element = { element: InputBlockElement; hint?: string; optional: boolean }

const id = { action_id: 'value' }

/** What a field is filled in with; the hint says what Slack could not be given. */
export function formElement(field: FormField): Element {
  const { kind, value, optional } = field
  switch (kind) {
    case 'line':
    case 'text':
      return written(field)
    case 'choice':
      return chosen(field)
    case 'day': {
      const initial = value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? { initial_date: value } : {}
      return { element: { type: 'datepicker', ...id, ...initial }, optional }
    }
    case 'number': {
      const initial = /^-?\d+(?:\.\d+)?$/.test(value ?? '') ? { initial_value: value ?? '' } : {}
      return { element: { type: 'number_input', is_decimal_allowed: true, ...id, ...initial }, optional }
    }
    case 'flag': {
      const yes: PlainTextOption = { value: 'true', text: plain('Yes') }
      const initial = value === 'true' ? { initial_options: [yes] } : {}
      // A box that nobody ticks is an answer too.
      return { element: { type: 'checkboxes', ...id, options: [yes], ...initial }, optional: true }
    }
  }
}

function written({ kind, most: longest, value = '', optional }: FormField): Element {
  const limit = Math.max(1, Math.min(longest ?? most.text, most.text))
  const fits = value !== '' && value.length <= limit
  return {
    element: {
      type: 'plain_text_input',
      ...id,
      multiline: kind === 'text',
      max_length: limit,
      ...(fits ? { initial_value: value } : {}),
    },
    // What is not filled in stays as it is, so a text that Slack cannot hold is not lost.
    optional: optional || value.length > limit,
    ...(value.length > limit
      ? { hint: 'The present text is too long to be shown here. Leave it empty to keep it.' }
      : {}),
  }
}

function chosen({ options = [], value, optional }: FormField): Element {
  const usable = options.filter((option) => option.value !== '' && option.value.length <= most.value)
  const all = usable.slice(0, most.menu).map(optionOf)
  if (all.length === 0) return written({ name: '', label: '', kind: 'line', optional })
  const left = options.length - all.length
  const initial = all.find((option) => option.value === value)
  return {
    element: {
      type: 'static_select',
      ...id,
      ...(all.length > most.list ? { option_groups: groupsOf(all) } : { options: all }),
      ...(initial ? { initial_option: initial } : {}),
    },
    optional,
    ...(left > 0 ? { hint: `${left} more can be chosen by asking me in words.` } : {}),
  }
}

function optionOf({ value, label }: { value: string; label: string }): PlainTextOption {
  return { value, text: plain(shorten(normaliseLine(label) || value, most.label)) }
}

/** A list takes 100 choices, a menu 100 lists; each list says from where to where it goes. */
function groupsOf(all: readonly PlainTextOption[]) {
  const groups: { label: PlainTextElement; options: PlainTextOption[] }[] = []
  for (let from = 0; from < all.length; from += most.list) {
    const options = all.slice(from, from + most.list)
    const ends = [options[0], options.at(-1)].map((option) => shorten(option?.text.text ?? '', 30))
    groups.push({ label: plain(ends.join(' – ')), options })
  }
  return groups
}

function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false }
}
