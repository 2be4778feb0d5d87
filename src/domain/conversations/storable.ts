import type { Prisma } from '../../db/generated/client.ts'

/**
 * A value as PostgreSQL can keep it in JSON: plain data, without NUL and without halves of surrogate pairs, which a model
 * may write and the database refuses. Functions, undefined and class instances do not survive.
 */
export function storableJson(value: unknown): Prisma.InputJsonValue {
  const text = JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  )
  return JSON.parse(text) as Prisma.InputJsonValue
}

/** A text as PostgreSQL can keep it. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed()
}
