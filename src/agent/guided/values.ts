import { isTimeZone } from '../../platform/clock.ts'
import { zoneNames } from './places.ts'
import { fold } from './sentence.ts'

/** A piece of the text that has a plain value. */
export type Piece<T> = { readonly value: T; readonly start: number; readonly end: number }

const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi
const phone = /(?<![\w.])\+?\(?\d[\d ().-]{6,18}\d(?![\w-])/g
const quoted = /"([^"]{1,4000})"|(?<![\p{L}\p{N}])'([^'\n]{2,400})'(?![\p{L}\p{N}])/gu

export function emailsIn(text: string): readonly Piece<string>[] {
  return pieces(text, email, (hit) => hit[0].toLowerCase())
}

export function uuidsIn(text: string): readonly Piece<string>[] {
  return pieces(text, uuid, (hit) => hit[0].toLowerCase())
}

/** Phone numbers of at least eight digits; days written as 2026-11-20 and ids are none. */
export function phonesIn(text: string): readonly Piece<string>[] {
  return pieces(text, phone, (hit) => hit[0].trim()).filter(
    ({ value }) => value.replace(/\D/g, '').length >= 8 && !/^\d{4}-\d\d-\d\d/.test(value),
  )
}

export function quotesIn(text: string): readonly Piece<string>[] {
  return pieces(text, quoted, (hit) => (hit[1] ?? hit[2] ?? '').trim()).filter(({ value }) => value !== '')
}

/** Time zones by IANA name, by city and by what people call them ("Berlin", "New York time", "PST"). */
export function zonesIn(text: string): readonly Piece<string>[] {
  const found: Piece<string>[] = []
  for (const hit of text.matchAll(/[A-Za-z]+(?:\/[A-Za-z_]+)+/g))
    if (isTimeZone(hit[0])) found.push({ value: hit[0], start: hit.index, end: hit.index + hit[0].length })
  const words = [...text.matchAll(/[\p{L}\p{M}]+/gu)]
  for (let at = 0; at < words.length && found.length === 0; at += 1)
    for (const size of [3, 2, 1]) {
      const run = words.slice(at, at + size)
      const zone =
        run.length === size ? zoneNames().get(fold(run.map(([word]) => word).join(' '))) : undefined
      const last = run.at(-1)
      if (!zone || !last || !run[0]) continue
      found.push({ value: zone, start: run[0].index, end: last.index + last[0].length })
      break
    }
  return found
}

function pieces<T>(text: string, pattern: RegExp, value: (hit: RegExpExecArray) => T): readonly Piece<T>[] {
  return [...text.matchAll(pattern)].map((hit) => ({
    value: value(hit),
    start: hit.index,
    end: hit.index + hit[0].length,
  }))
}
