import { isDeepStrictEqual } from 'node:util'
import { type Json, objects } from '../json.ts'
import {
  also,
  characters,
  complain,
  inside,
  list,
  type Rule,
  required,
  type Spot,
  shape,
  someOf,
} from './rule.ts'
import { address, anyText, plainText } from './texts.ts'

const value = characters(150)

const plainOption = shape({ text: required(plainText(75)), value, description: plainText(75) })
const richOption = shape({ text: required(anyText(75)), value, description: anyText(75) })
const linkOption = shape({ text: required(plainText(75)), value, description: plainText(75), url: address })

/** Options of menus; of check boxes and radio buttons, which may be marked up; of overflow menus, which may be links. */
export const menuOptions = list(plainOption, 100)
export const choiceOptions = list(richOption, 10)
export const overflowOptions = list(linkOption, 5)
export const oneOption: Rule = plainOption
export const oneChoice: Rule = richOption

export const optionGroups = list(
  shape({ label: required(plainText(75)), options: required(menuOptions) }),
  100,
)

/** A menu has its options or its groups, and what is chosen from the start is one of them. */
export function withOptions(rule: Rule): Rule {
  return also(also(rule, someOf(['options', 'option_groups'], 'exactly one')), checkInitial)
}

/** What is chosen from the start is one of the options. */
export function checkInitial(element: Json, spot: Spot) {
  const groups = objects(element.option_groups).flatMap(({ options }) => objects(options))
  const known = [...objects(element.options), ...groups]
  const initial = element.initial_option === undefined ? [] : [element.initial_option]
  const chosen = [...initial, ...objects(element.initial_options)]
  for (const option of chosen) {
    if (!known.some((candidate) => isDeepStrictEqual(candidate, option))) {
      complain(inside(spot, 'initial_option'), 'must be one of the options')
    }
  }
}
