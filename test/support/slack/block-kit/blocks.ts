import { choosable } from './choosable.ts'
import { imageBlock, imageElement } from './images.ts'
import { pressable } from './pressable.ts'
import { richText } from './rich-text.ts'
import {
  also,
  byType,
  characters,
  complain,
  list,
  oneOf,
  pick,
  type Rule,
  required,
  shape,
  someOf,
  yesOrNo,
} from './rule.ts'
import { anyText, identifier, mrkdwn, plainText } from './texts.ts'
import { writable } from './writable.ts'

const menus = Object.keys(choosable).filter((type) => type.endsWith('_select'))
const elements = { ...choosable, ...writable, ...pressable }

const accessory = byType({
  ...pick(elements, [...menus, 'button', 'checkboxes', 'datepicker', 'overflow', 'radio_buttons']),
  ...pick(elements, ['timepicker', 'workflow_button']),
  image: imageElement,
})
const actionElement = byType(
  pick(elements, [...Object.keys(choosable), 'button', 'overflow', 'workflow_button', 'rich_text_input']),
)
const inputElement = byType({ ...choosable, ...writable })

export function block(type: string, fields: Parameters<typeof shape>[0]): Rule {
  return shape({ type: required(oneOf(type)), block_id: identifier, ...fields })
}

/** The blocks that have been there from the beginning. */
export const basicBlocks: Readonly<Record<string, Rule>> = {
  section: also(
    block('section', { text: anyText(), fields: list(anyText(2_000), 10), accessory, expand: yesOrNo }),
    someOf(['text', 'fields'], 'at least one'),
  ),
  header: block('header', { text: required(plainText(150)) }),
  divider: block('divider', {}),
  image: imageBlock,
  context: block('context', {
    elements: required(list(byType({ image: imageElement, plain_text: plainText(), mrkdwn: mrkdwn() }), 10)),
  }),
  actions: block('actions', { elements: required(list(actionElement, 25)) }),
  input: block('input', {
    label: required(plainText(2_000)),
    hint: plainText(2_000),
    optional: yesOrNo,
    dispatch_action: yesOrNo,
    element: required(inputElement),
  }),
  rich_text: richText,
  video: block('video', {
    video_url: required(https()),
    thumbnail_url: required(https()),
    alt_text: required(characters(2_000, 1)),
    title: required(plainText(199)),
    title_url: https(),
    author_name: characters(49),
    provider_name: characters(255),
    provider_icon_url: https(),
    description: plainText(),
  }),
  file: (_, spot) => complain(spot, 'a file block cannot be sent'),
}

function https(): Rule {
  const text = characters(3_000, 1)
  return (value, spot) => {
    text(value, spot)
    if (typeof value === 'string' && !value.startsWith('https://')) complain(spot, 'must be an https address')
  }
}
