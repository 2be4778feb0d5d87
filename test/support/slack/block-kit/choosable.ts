import {
  checkInitial,
  choiceOptions,
  menuOptions,
  oneChoice,
  oneOption,
  optionGroups,
  withOptions,
} from './options.ts'
import { also, list, oneOf, type Rule, required, shape, whole, written, yesOrNo } from './rule.ts'
import { confirmation, identifier, plainText } from './texts.ts'

const base = { action_id: identifier, confirm: confirmation, focus_on_load: yesOrNo }
const menu = { ...base, placeholder: plainText(150) }
const several = { ...menu, max_selected_items: whole(1, 100) }
const ids = list(identifier, 1_000)
const filter = shape({
  include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
  exclude_external_shared_channels: yesOrNo,
  exclude_bot_users: yesOrNo,
})
const shared = { default_to_current_conversation: yesOrNo, filter }

function element(type: string, fields: Parameters<typeof shape>[0]): Rule {
  return shape({ type: required(oneOf(type)), ...fields })
}

/** Menus, boxes and pickers: what is chosen from. */
export const choosable: Readonly<Record<string, Rule>> = {
  static_select: withOptions(
    element('static_select', {
      ...menu,
      options: menuOptions,
      option_groups: optionGroups,
      initial_option: oneOption,
    }),
  ),
  multi_static_select: withOptions(
    element('multi_static_select', {
      ...several,
      options: menuOptions,
      option_groups: optionGroups,
      initial_options: menuOptions,
    }),
  ),
  external_select: element('external_select', {
    ...menu,
    initial_option: oneOption,
    min_query_length: whole(0, 100),
  }),
  multi_external_select: element('multi_external_select', {
    ...several,
    initial_options: menuOptions,
    min_query_length: whole(0, 100),
  }),
  users_select: element('users_select', { ...menu, initial_user: identifier }),
  multi_users_select: element('multi_users_select', { ...several, initial_users: ids }),
  conversations_select: element('conversations_select', {
    ...menu,
    ...shared,
    initial_conversation: identifier,
    response_url_enabled: yesOrNo,
  }),
  multi_conversations_select: element('multi_conversations_select', {
    ...several,
    ...shared,
    initial_conversations: ids,
  }),
  channels_select: element('channels_select', {
    ...menu,
    initial_channel: identifier,
    response_url_enabled: yesOrNo,
  }),
  multi_channels_select: element('multi_channels_select', { ...several, initial_channels: ids }),
  checkboxes: also(
    element('checkboxes', { ...base, options: required(choiceOptions), initial_options: choiceOptions }),
    checkInitial,
  ),
  radio_buttons: also(
    element('radio_buttons', { ...base, options: required(choiceOptions), initial_option: oneChoice }),
    checkInitial,
  ),
  datepicker: element('datepicker', {
    ...menu,
    initial_date: written(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-11-20'),
  }),
  timepicker: element('timepicker', {
    ...menu,
    initial_time: written(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 22:25'),
    timezone: identifier,
  }),
  datetimepicker: element('datetimepicker', {
    ...base,
    initial_date_time: whole(1_000_000_000, 9_999_999_999),
  }),
}
