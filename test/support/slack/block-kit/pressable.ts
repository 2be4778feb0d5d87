import { checkInitial, overflowOptions } from './options.ts'
import { also, characters, list, oneOf, type Rule, required, shape } from './rule.ts'
import { address, confirmation, identifier, plainText } from './texts.ts'

const pressed = { action_id: identifier, confirm: confirmation }
const spoken = characters(75, 1)
const value = characters(2_000)
const colour = oneOf('primary', 'danger')

const verdict = shape({
  text: required(plainText(75)),
  value: required(characters(2_000, 1)),
  accessibility_label: spoken,
})

/** What is pressed: buttons and their kin. */
export const pressable: Readonly<Record<string, Rule>> = {
  button: shape({
    type: required(oneOf('button')),
    text: required(plainText(75)),
    value,
    url: address,
    style: colour,
    accessibility_label: spoken,
    ...pressed,
  }),
  workflow_button: shape({
    type: required(oneOf('workflow_button')),
    text: required(plainText(75)),
    workflow: required(() => undefined),
    style: colour,
    accessibility_label: spoken,
    ...pressed,
  }),
  overflow: also(
    shape({ type: required(oneOf('overflow')), options: required(overflowOptions), ...pressed }),
    checkInitial,
  ),
  feedback_buttons: shape({
    type: required(oneOf('feedback_buttons')),
    positive_button: required(verdict),
    negative_button: required(verdict),
    action_id: identifier,
  }),
  icon_button: shape({
    type: required(oneOf('icon_button')),
    icon: required(characters(255, 1)),
    text: required(plainText(75)),
    value,
    accessibility_label: spoken,
    visible_to_user_ids: list(identifier, 1_000),
    ...pressed,
  }),
}
