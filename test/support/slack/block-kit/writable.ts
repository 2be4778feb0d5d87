import { richText } from './rich-text.ts'
import {
  also,
  characters,
  complain,
  list,
  oneOf,
  type Rule,
  required,
  shape,
  whole,
  written,
  yesOrNo,
} from './rule.ts'
import { identifier, plainText } from './texts.ts'

const base = { action_id: identifier, focus_on_load: yesOrNo, placeholder: plainText(150) }
const dispatched = {
  dispatch_action_config: shape({
    trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2),
  }),
}
const number = written(/^-?\d+(\.\d+)?$/, 'a number in digits')

function element(type: string, fields: Parameters<typeof shape>[0]): Rule {
  return shape({ type: required(oneOf(type)), ...fields })
}

/** What is written into, and where files are dropped. */
export const writable: Readonly<Record<string, Rule>> = {
  plain_text_input: also(
    element('plain_text_input', {
      ...base,
      ...dispatched,
      initial_value: characters(3_000),
      multiline: yesOrNo,
      min_length: whole(0, 3_000),
      max_length: whole(1, 3_000),
    }),
    ({ min_length, max_length }, spot) => {
      if (Number(min_length ?? 0) > Number(max_length ?? 3_000)) {
        complain(spot, 'min_length must not be greater than max_length')
      }
    },
  ),
  email_text_input: element('email_text_input', { ...base, ...dispatched, initial_value: characters(3_000) }),
  url_text_input: element('url_text_input', { ...base, ...dispatched, initial_value: characters(3_000) }),
  number_input: element('number_input', {
    ...base,
    ...dispatched,
    is_decimal_allowed: required(yesOrNo),
    initial_value: number,
    min_value: number,
    max_value: number,
  }),
  rich_text_input: element('rich_text_input', {
    ...base,
    ...dispatched,
    initial_value: richText,
    min_lines: whole(1, 100),
    max_lines: whole(1, 100),
  }),
  file_input: element('file_input', {
    action_id: identifier,
    filetypes: list(characters(255, 1), 100),
    max_files: whole(1, 10),
  }),
}
