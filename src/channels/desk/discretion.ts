import type { ShownCard } from '../../agent/reply.ts'
import type { Shown } from './port.ts'

/**
 * The second look at what others would read along: true when it holds amounts of money, mail addresses or telephone
 * numbers that the person did not write there themselves. The first is which tools the answer rests on.
 */
export function holdsPrivate(shown: Shown, said: string): boolean {
  const own = normal(said)
  return textsOf(shown).some((text) =>
    patterns.some((pattern) =>
      Array.from(text.matchAll(pattern)).some(([found]) => !own.includes(normal(found))),
    ),
  )
}

const currency = String.raw`(?:[$€£¥₹₽₩₪₺₴₫฿]|\b(?:USD|EUR|GBP|CHF|JPY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|SGD|HKD|ZAR|ILS|TRY|AED)\b)`
const figure = String.raw`\d[\d.,'’\u00A0\u202F ]*(?:\s?[km]\b|\s?(?:thousand|million)\b)?`

const patterns = [
  new RegExp(`${currency}\\s?${figure}|${figure}\\s?${currency}`, 'giu'),
  // Figures that are pay by their unit: 88/hr, 120k a year, 95 per hour.
  /\b\d[\d.,]*\s?k?\s?(?:\/|a|an|per)\s?(?:h|hr|hour|day|d|week|month|mo|year|yr|annum)\b/giu,
  /\b\d[\d.,]*\s?(?:dollars?|euros?|pounds?|francs?|yen|rupees?)\b/giu,
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  // Telephone numbers: seven digits or more, as people group them, and no days or ids.
  /(?<![\p{L}\p{N}-])(?:\+|00)\d(?:[\s()./-]{0,2}\d){6,14}(?!\d)/gu,
  /(?<![\p{L}\p{N}-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?![\d-])/gu,
]

function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Every text that is shown. */
export function textsOf({ text, cards }: Shown): string[] {
  return [text, ...cards.flatMap(textsOfCard)].map((part) => part.normalize('NFKC'))
}

function textsOfCard({ title, text, facts = [], table, image, page, buttons }: ShownCard): string[] {
  return [
    title,
    text ?? '',
    ...facts.flatMap(({ label, value }) => [label, value, `${label}: ${value}`]),
    ...(table ? [table.columns.join(' '), ...table.rows.flat()] : []),
    image?.alt ?? '',
    page?.label ?? '',
    ...buttons.flatMap(({ label, form }) => [label, ...(form?.fields.map(({ value }) => value ?? '') ?? [])]),
  ]
}
