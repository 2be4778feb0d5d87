import type { Random } from './random.ts'

const numerals = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const

/**
 * Fills the braces of a phrase: what stands in `values`, and numbers that chance draws — {n} two to nine, {m} a dozen
 * or more, {p} a percentage, {c} hundreds, {usd} and {budget} sums, {size} a head count. An article before {item} is
 * made to fit it.
 */
export function fill(phrase: string, values: Readonly<Record<string, string>>, random: Random): string {
  const articled = phrase.replace(/\b([Aa]) \{item\}/g, (_, article: string) =>
    /^[aeiou]/i.test(values.item ?? '') ? `${article}n {item}` : `${article} {item}`,
  )
  const filled = articled.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (name === 'items') return pluralOf(values.item ?? '')
    return values[name] ?? numbers[name]?.(random) ?? whole
  })
  return filled
}

const numbers: Readonly<Record<string, (random: Random) => string>> = {
  n: (random) => random.pick(numerals),
  m: (random) => String(random.int(12, 48)),
  p: (random) => String(random.int(3, 12) * 5),
  c: (random) => String(random.int(9, 40) * 10),
  usd: (random) => `$${random.int(4, 42)},000`,
  budget: (random) => `$${random.int(4, 19)}00,000`,
  size: (random) => String(random.int(6, 90) * 10),
}

/** "claims" of "claim", "policies" of "policy". */
export function pluralOf(noun: string): string {
  if (/(s|x|ch|sh)$/.test(noun)) return `${noun}es`
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`
}

export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

export function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** "an engineer", "a tester". */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) && !/^uni|^UI/.test(noun) ? 'an' : 'a'} ${noun}`
}
