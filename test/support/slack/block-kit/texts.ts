import { byType, characters, oneOf, type Rule, required, shape, yesOrNo } from './rule.ts'

const longest = 3_000

export function plainText(most = longest): Rule {
  return shape({
    type: required(oneOf('plain_text')),
    text: required(characters(most, 1)),
    emoji: yesOrNo,
  })
}

export function mrkdwn(most = longest): Rule {
  return shape({ type: required(oneOf('mrkdwn')), text: required(characters(most, 1)), verbatim: yesOrNo })
}

export function anyText(most = longest): Rule {
  return byType({ plain_text: plainText(most), mrkdwn: mrkdwn(most) })
}

export const identifier = characters(255, 1)
/** An address; Slack takes no more than this of one. */
export const address = characters(3_000, 1)

/** The dialog that asks once more. */
export const confirmation = shape({
  title: plainText(100),
  text: required(anyText(300)),
  confirm: plainText(30),
  deny: plainText(30),
  style: oneOf('primary', 'danger'),
})
