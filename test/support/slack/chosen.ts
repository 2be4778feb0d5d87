import { optionOf } from './elements.ts'
import { type Json, object } from './json.ts'

/** What somebody fills in: words, the value or words of an option, or several of them. */
export type Choice = string | readonly string[]

const single: Readonly<Record<string, string>> = {
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
}
const several: Readonly<Record<string, string>> = {
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
}
const optional = ['static_select', 'external_select', 'radio_buttons', 'overflow']
const initials: Readonly<Record<string, string>> = {
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_user: 'initial_user',
  selected_users: 'initial_users',
  selected_conversation: 'initial_conversation',
  selected_conversations: 'initial_conversations',
  selected_channel: 'initial_channel',
  selected_channels: 'initial_channels',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
  selected_date_time: 'initial_date_time',
  value: 'initial_value',
  rich_text_value: 'initial_value',
}

/** The state of an element after somebody has filled it in; its state from the start when they have not. */
export function stateOf(element: Json, choice: Choice | undefined): Json {
  const type = String(element.type)
  const field = fieldOf(type)
  if (choice === undefined) {
    const nothing = field.endsWith('s') ? [] : null
    return { type, [field]: element[initials[field] ?? ''] ?? nothing }
  }
  return { type, [field]: chosenValue(element, field, choice) }
}

function fieldOf(type: string): string {
  if (optional.includes(type)) return 'selected_option'
  if (type === 'datetimepicker') return 'selected_date_time'
  if (type === 'rich_text_input') return 'rich_text_value'
  if (['multi_static_select', 'multi_external_select', 'checkboxes'].includes(type)) return 'selected_options'
  return single[type] ?? several[type] ?? 'value'
}

function chosenValue(element: Json, field: string, choice: Choice): unknown {
  const all = typeof choice === 'string' ? [choice] : choice
  const [first = ''] = all
  if (field === 'selected_option') return anyOption(element, first)
  if (field === 'selected_options') return all.map((each) => anyOption(element, each))
  if (field === 'selected_date_time') return Number(first)
  if (field === 'rich_text_value') return richText(first)
  return field.endsWith('s') ? all : first
}

/** Menus whose options come from elsewhere take whatever is chosen. */
function anyOption(element: Json, wanted: string): Json {
  const external = String(element.type).includes('external')
  return external ? { text: { type: 'plain_text', text: wanted }, value: wanted } : optionOf(element, wanted)
}

function richText(text: string): Json {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  }
}

/** The action that the app is told of when an element is used. */
export function actionOf(element: Json, choice: Choice | undefined, label: string | undefined): Json {
  const { type, action_id, text, value, style, url, icon } = element
  const given = (fields: Json) =>
    Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined))
  if (type === 'button' || type === 'icon_button')
    return given({ type, action_id, text, value, style, url, icon })
  if (type !== 'feedback_buttons') return { action_id, ...stateOf(element, choice) }
  const negative = object(element.negative_button)
  const bad = choice === 'bad' || (label !== undefined && object(negative.text).text === label)
  const pressed = bad ? negative : object(element.positive_button)
  return { type, action_id, text: pressed.text, value: pressed.value }
}
