import { minorPerMajor, type Rate, type RateUnit } from '../../platform/money.ts'
import type { Piece } from './values.ts'

/** An amount as it stands in a sentence; the unit is missing when neither words nor size tell it. */
export type Money = { readonly amount: number; readonly currency: string; readonly unit?: RateUnit }

const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR' }
const names: Readonly<Record<string, string>> = {
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  buck: 'USD',
  euro: 'EUR',
  euros: 'EUR',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  yen: 'JPY',
  rupees: 'INR',
  francs: 'CHF',
}
const codes = 'USD|EUR|GBP|JPY|INR|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|SGD|HKD|ZAR|ILS'

const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}.,]|\\p{L}-)(?<sign>[$€£¥₹])?\\s?(?<code>${codes})?\\s?(?<number>\\d[\\d,]*(?:\\.\\d+)?)\\s?(?<scale>k|m|mn|million|thousand)?(?![\\p{L}\\p{N}])` +
    `\\s?(?<after>(?:${Object.keys(names).join('|')}|${codes})\\b|[€£])?` +
    `\\s?(?<unit>(?:(?:an?|per|each|by the)\\s|/\\s?|p)(?:hour|hr|h|day|d|year|yr|y|annum|pa)\\b|hourly|daily|yearly|annually|p\\.?a\\b|ph\\b|pd\\b)?`,
  'giu',
)

/**
 * The amounts of money in a text. Only what looks like money counts: with a sign, a currency, a scale or a unit of
 * work. Amounts are in minor units. Without a unit, up to 300 is an hour's pay and from 15,000 on a year's.
 */
export function moneyIn(text: string, currency = 'USD'): readonly Piece<Money>[] {
  return [...lowerEnds(text, currency), ...marked(text, currency)].sort(
    (one, other) => one.start - other.start,
  )
}

function marked(text: string, currency: string): readonly Piece<Money>[] {
  return [...text.matchAll(pattern)].flatMap((hit) => {
    const groups = hit.groups ?? {}
    const told = groups.sign ?? groups.code ?? groups.after ?? groups.unit ?? groups.scale
    return told === undefined ? [] : [piece(hit, currency)]
  })
}

/** The lower end of a range takes its unit from the upper one: "70 to 85 an hour", "$90k-110k a year". */
function lowerEnds(text: string, currency: string): readonly Piece<Money>[] {
  return [...text.matchAll(range)].flatMap((hit) => {
    const low = hit.groups?.low ?? ''
    const [upper] = marked(text.slice(hit.index + low.length).replace(/^\s*(?:to|-|–|and)\s*/i, ''), currency)
    const [lower] = bareMoney(low.trim(), upper?.value.currency ?? currency)
    if (
      !upper?.value.unit ||
      !lower ||
      (marked(low, currency).length > 0 && lower.value.unit === upper.value.unit)
    )
      return []
    const value = { ...lower.value, currency: upper.value.currency, unit: upper.value.unit }
    return [{ value, start: hit.index, end: hit.index + low.trimEnd().length }]
  })
}

const range = /(?<![\p{L}\p{N}.,-])(?<low>[$€£]?\d[\d,.]*k?)(?=\s*(?:to|-|–|and)\s*[$€£]?\d)/giu

/** A bare number read as money, for an answer to a question about money. */
export function bareMoney(text: string, currency = 'USD'): readonly Piece<Money>[] {
  return [...text.matchAll(pattern)].map((hit) => piece(hit, currency))
}

/** The rate, when the amount has a unit. */
export function rateFrom(money: Money): Rate | undefined {
  return money.unit === undefined
    ? undefined
    : { amount: money.amount, currency: money.currency, unit: money.unit }
}

function piece(hit: RegExpExecArray, fallback: string): Piece<Money> {
  const groups = hit.groups ?? {}
  const after = groups.after?.toLowerCase() ?? ''
  const currency =
    signs[groups.sign ?? ''] ??
    groups.code?.toUpperCase() ??
    names[after] ??
    signs[after] ??
    (after.toUpperCase() || fallback)
  const major = Number((groups.number ?? '0').replaceAll(',', '')) * scaleOf(groups.scale)
  const unit = unitOf(groups.unit) ?? usualUnit(major)
  const amount = Math.round(major * minorPerMajor(currency))
  const end = hit.index + hit[0].trimEnd().length
  return { value: { amount, currency, ...(unit ? { unit } : {}) }, start: hit.index, end }
}

function scaleOf(scale: string | undefined): number {
  if (!scale) return 1
  return /^[kt]/i.test(scale) ? 1000 : 1_000_000
}

function unitOf(words: string | undefined): RateUnit | undefined {
  if (!words) return undefined
  if (/pa$|p\.a|ann|year|yr|y$/i.test(words) && !/day|daily/i.test(words)) return 'year'
  if (/h/i.test(words)) return 'hour'
  return 'day'
}

function usualUnit(major: number): RateUnit | undefined {
  if (major <= 300) return 'hour'
  return major >= 15_000 ? 'year' : undefined
}
