import { isJson, type Json, typeOf } from '../json.ts'
import { lengthOf } from '../length.ts'

export type Surface = 'message' | 'modal' | 'home'

/** Where a value stands: its path, the surface, and the list that complaints go to. */
export type Spot = { path: string; surface: Surface; complaints: string[] }

/** Looks at one value and complains of what Slack would not take. */
export type Rule = (value: unknown, spot: Spot) => void

export function complain({ path, complaints }: Spot, message: string) {
  complaints.push(`${message} [json-pointer:${path}]`)
}

export function inside(spot: Spot, step: string | number): Spot {
  return { ...spot, path: `${spot.path}/${step}` }
}

/** A string of so many characters, by the measure of length.ts. */
export function characters(most: number, least = 0): Rule {
  return (value, spot) => {
    if (typeof value !== 'string') return complain(spot, 'must be a string')
    if (lengthOf(value) < least) complain(spot, `must be more than ${least - 1} characters`)
    if (lengthOf(value) > most) complain(spot, `must be less than ${most + 1} characters`)
  }
}

/** A string of a form that a pattern tells. */
export function written(pattern: RegExp, form: string): Rule {
  return (value, spot) => {
    if (typeof value !== 'string' || !pattern.test(value)) complain(spot, `must be ${form}`)
  }
}

export const yesOrNo: Rule = (value, spot) => {
  if (typeof value !== 'boolean') complain(spot, 'must be a boolean')
}

export function whole(least: number, most: number): Rule {
  return (value, spot) => {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    if (!fits) complain(spot, `must be a whole number from ${least} to ${most}`)
  }
}

export const numeric: Rule = (value, spot) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) complain(spot, 'must be a number')
}

export function oneOf(...values: readonly string[]): Rule {
  return (value, spot) => {
    if (typeof value !== 'string' || !values.includes(value)) {
      complain(spot, `must be one of ${values.join(', ')}`)
    }
  }
}

/** A list of so many values, each of which keeps the rule. */
export function list(rule: Rule, most: number, least = 1): Rule {
  return (value, spot) => {
    if (!Array.isArray(value)) return complain(spot, 'must be an array')
    if (value.length < least) complain(spot, `must have at least ${least} items`)
    if (value.length > most) complain(spot, `no more than ${most} items allowed`)
    for (const [index, item] of value.entries()) rule(item, inside(spot, index))
  }
}

type Field = Rule | { rule: Rule; required: true }

export function required(rule: Rule): Field {
  return { rule, required: true }
}

/** An object with these fields and no others. */
export function shape(fields: Readonly<Record<string, Field>>): Rule {
  return (value, spot) => {
    if (!isJson(value)) return complain(spot, 'must be an object')
    for (const [name, field] of Object.entries(fields)) {
      const given = value[name]
      if (given !== undefined) ruleOf(field)(given, inside(spot, name))
      else if (typeof field === 'object') complain(spot, `missing required field: ${name}`)
    }
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(fields, name)) complain(spot, `unknown field: ${name}`)
    }
  }
}

function ruleOf(field: Field): Rule {
  return typeof field === 'function' ? field : field.rule
}

/** An object whose `type` says which rule it keeps. */
export function byType(rules: Readonly<Record<string, Rule>>): Rule {
  return (value, spot) => {
    if (!isJson(value)) return complain(spot, 'must be an object')
    const type = typeOf(value)
    const rule = Object.hasOwn(rules, type) ? rules[type] : undefined
    if (rule === undefined) complain(spot, `unsupported type: ${type}`)
    else rule(value, spot)
  }
}

/** The same rule, and one more look at the whole object. */
export function also(rule: Rule, look: (value: Json, spot: Spot) => void): Rule {
  return (value, spot) => {
    rule(value, spot)
    if (isJson(value)) look(value, spot)
  }
}

/** Exactly one of these fields, or at least one of them. */
export function someOf(names: readonly string[], how: 'exactly one' | 'at least one') {
  return (value: Json, spot: Spot) => {
    const given = names.filter((name) => value[name] !== undefined).length
    if (given === 0 || (how === 'exactly one' && given > 1)) {
      complain(spot, `${how} of ${names.join(', ')} must be given`)
    }
  }
}

export function pick<T>(from: Readonly<Record<string, T>>, names: readonly string[]) {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
}
