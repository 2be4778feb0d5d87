import { arrowRule } from './arrow.ts'
import { cycleRule, roomCycleRule } from './cycles.ts'
import { idleTestRule } from './idle-test.ts'
import { looseTypeRule } from './loose-types.ts'
import type { House } from './parse.ts'
import { recordRule, roomRule } from './rooms.ts'
import type { Rule, Violation } from './rule.ts'
import { barrelRule, nameRule, syntaxRule } from './shape.ts'
import { fileSizeRule, functionSizeRule, medianRule, parameterRule } from './size.ts'
import { environmentRule, systemRule, timeRule } from './sources.ts'
import { swallowedRule } from './swallowed.ts'
import { vendorRule } from './vendors.ts'
import { bannerRule, foreignRule, secretRule, unfinishedRule } from './words.ts'

/** Every law of the house. */
export const rules: readonly Rule[] = [
  arrowRule,
  roomRule,
  roomCycleRule,
  recordRule,
  vendorRule,
  cycleRule,
  fileSizeRule,
  functionSizeRule,
  medianRule,
  parameterRule,
  looseTypeRule,
  syntaxRule,
  barrelRule,
  nameRule,
  swallowedRule,
  environmentRule,
  timeRule,
  systemRule,
  unfinishedRule,
  bannerRule,
  foreignRule,
  secretRule,
  idleTestRule,
]

/** All that breaks a law, in the order of the laws. */
export function inspect(house: House): readonly Violation[] {
  return rules.flatMap((rule) => rule.check(house).map((finding) => ({ rule: rule.name, ...finding })))
}
