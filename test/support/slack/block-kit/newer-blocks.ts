import { basicBlocks, block } from './blocks.ts'
import { imageElement } from './images.ts'
import { pressable } from './pressable.ts'
import { richText } from './rich-text.ts'
import {
  also,
  byType,
  characters,
  list,
  numeric,
  oneOf,
  pick,
  type Rule,
  required,
  shape,
  someOf,
  whole,
  yesOrNo,
} from './rule.ts'
import { address, anyText, mrkdwn, plainText } from './texts.ts'

const words = characters(3_000, 1)
const rawText = shape({ type: required(oneOf('raw_text')), text: required(words) })
const rawNumber = shape({
  type: required(oneOf('raw_number')),
  value: required(numeric),
  text: required(words),
})
const cell = byType({ raw_text: rawText, raw_number: rawNumber, rich_text: richText })
const rows = list(list(cell, 20), 100)
const dataRows = list(list(cell, 20), 201, 2)
const column = shape({ align: oneOf('left', 'center', 'right'), is_wrapped: yesOrNo })
const source = shape({ type: required(oneOf('url')), url: required(address), text: required(words) })

const card = also(
  block('card', {
    hero_image: imageElement,
    icon: imageElement,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(byType(pick(pressable, ['button'])), 25),
  }),
  someOf(['hero_image', 'title', 'actions', 'body'], 'at least one'),
)
const taskCard = block('task_card', {
  task_id: required(characters(255, 1)),
  title: required(words),
  details: richText,
  output: richText,
  sources: list(source, 50),
  status: required(oneOf('pending', 'in_progress', 'complete', 'error')),
})
const table = block('table', {
  rows: required(rows),
  column_settings: list((value, spot) => (value === null ? undefined : column(value, spot)), 20),
})
const child = byType({
  ...pick(basicBlocks, ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text']),
  ...pick(basicBlocks, ['section', 'video']),
  table,
})

/** The blocks that came with agents, and with wider layouts. */
export const newerBlocks: Readonly<Record<string, Rule>> = {
  markdown: block('markdown', { text: required(characters(12_000, 1)) }),
  table,
  data_table: block('data_table', {
    rows: required(dataRows),
    caption: required(words),
    page_size: whole(1, 100),
    row_header_column_index: whole(0, 19),
  }),
  card,
  carousel: block('carousel', { elements: required(list(card, 10)) }),
  alert: block('alert', {
    text: required(anyText()),
    level: oneOf('default', 'info', 'warning', 'error', 'success'),
  }),
  container: also(
    block('container', {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      child_blocks: required(list(child, 10)),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: yesOrNo,
      default_collapsed: yesOrNo,
      has_header_divider: yesOrNo,
    }),
    someOf(['title', 'rich_text_title'], 'at least one'),
  ),
  task_card: taskCard,
  plan: block('plan', { title: required(words), tasks: list(byType({ task_card: taskCard }), 50, 0) }),
  context_actions: block('context_actions', {
    elements: required(list(byType(pick(pressable, ['feedback_buttons', 'icon_button'])), 5)),
  }),
}
