import { distance } from 'fastest-levenshtein'
import { Fault } from '../../platform/fault.ts'

/** Languages for dates, numbers and amounts, with the name of each in English and in itself. */
export const languages = [
  'en',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'nl',
  'pl',
  'sv',
  'nb',
  'da',
  'cs',
  'ja',
  'zh',
  'hi',
  'ar',
  'tr',
  'uk',
] as const

/**
 * The language that is meant, as a short code: "de", "German", "Deutsch", "de-AT". Faults: invalid, with the three
 * nearest languages.
 */
export function languageOf(text: string): string {
  const plain = text.trim().toLowerCase()
  const known = languages.find((code) => code === plain.split(/[-_]/)[0] || namesOf(code).includes(plain))
  if (known !== undefined) return known
  const options = [...languages]
    .map((code) => ({ code, far: Math.min(...namesOf(code).map((name) => distance(plain, name))) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ code }) => ({ id: code, label: inEnglish(code) }))
  throw new Fault(
    'invalid',
    `I don't know the language “${text}”. The nearest are ${options.map(({ label }) => label).join(', ')}.`,
    { field: 'language', options },
  )
}

/** "German" for "de". */
export function inEnglish(code: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code
}

function namesOf(code: string): string[] {
  const own = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code
  return [inEnglish(code).toLowerCase(), own.toLowerCase()]
}
