import { also, characters, oneOf, type Rule, required, shape, someOf } from './rule.ts'
import { address, identifier, plainText } from './texts.ts'

const source = someOf(['image_url', 'slack_file'], 'exactly one')
const slackFile = also(shape({ id: identifier, url: address }), someOf(['id', 'url'], 'exactly one'))
const fields = {
  type: required(oneOf('image')),
  alt_text: required(characters(2_000, 1)),
  image_url: address,
  slack_file: slackFile,
}

/** An image inside another block. */
export const imageElement: Rule = also(shape(fields), source)

export const imageBlock: Rule = also(
  shape({ ...fields, block_id: identifier, title: plainText(2_000) }),
  source,
)
