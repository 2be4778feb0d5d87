import {
  byType,
  characters,
  list,
  numeric,
  oneOf,
  type Rule,
  required,
  shape,
  whole,
  yesOrNo,
} from './rule.ts'
import { address } from './texts.ts'

const many = 10_000
const style = shape({
  bold: yesOrNo,
  code: yesOrNo,
  italic: yesOrNo,
  strike: yesOrNo,
  underline: yesOrNo,
})
const id = characters(255, 1)
const words = characters(many * 10, 1)

function inline(type: string, fields: Parameters<typeof shape>[0]): Rule {
  return shape({ type: required(oneOf(type)), style, ...fields })
}

const inlines: Readonly<Record<string, Rule>> = {
  text: inline('text', { text: required(words) }),
  link: inline('link', { url: required(address), text: words, unsafe: yesOrNo }),
  emoji: inline('emoji', { name: required(id), unicode: id, url: address }),
  user: inline('user', { user_id: required(id) }),
  usergroup: inline('usergroup', { usergroup_id: required(id) }),
  channel: inline('channel', { channel_id: required(id) }),
  team: inline('team', { team_id: required(id) }),
  broadcast: inline('broadcast', { range: required(oneOf('here', 'channel', 'everyone')) }),
  color: inline('color', { value: required(id) }),
  date: inline('date', { timestamp: required(numeric), format: required(id), url: address, fallback: id }),
}

const section = shape({
  type: required(oneOf('rich_text_section')),
  elements: required(list(byType(inlines), many, 0)),
})
const border = whole(0, 1)

/** Rich text, with its sections, lists, quotes and code. */
export const richText = shape({
  type: required(oneOf('rich_text')),
  block_id: id,
  elements: required(
    list(
      byType({
        rich_text_section: section,
        rich_text_list: shape({
          type: required(oneOf('rich_text_list')),
          style: required(oneOf('bullet', 'ordered')),
          elements: required(list(section, many)),
          indent: whole(0, 8),
          offset: whole(0, many),
          border,
        }),
        rich_text_quote: shape({
          type: required(oneOf('rich_text_quote')),
          elements: required(list(byType(inlines), many, 0)),
          border,
        }),
        rich_text_preformatted: shape({
          type: required(oneOf('rich_text_preformatted')),
          elements: required(
            list(
              byType({
                text: inline('text', { text: required(words) }),
                link: inline('link', { url: required(address), text: words, unsafe: yesOrNo }),
              }),
              many,
              0,
            ),
          ),
          language: id,
          border,
        }),
      }),
      many,
      0,
    ),
  ),
})
