import { isJson } from '../json.ts'

/** Fields that hold words which people read. */
const shown = new Set([
  'text',
  'title',
  'caption',
  'alt_text',
  'subtitle',
  'body',
  'label',
  'hint',
  'fallback',
])

/** Every word that people can read in blocks, in order, one string for each place. */
export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (!isJson(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner === 'string') return shown.has(name) ? [inner] : []
    return textsOf(inner)
  })
}
