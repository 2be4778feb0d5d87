/** A JSON object of which nothing is known yet. */
export type Json = { readonly [key: string]: unknown }

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object; an empty one when it is none. */
export function object(value: unknown): Json {
  return isJson(value) ? value : {}
}

/** The objects of a list; none when it is no list. */
export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : []
}

/** The value when it is a string with something in it. */
export function filled(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The `type` that an object gives itself; nothing when it gives none. */
export function typeOf(value: unknown): string {
  return isJson(value) && typeof value.type === 'string' ? value.type : ''
}
