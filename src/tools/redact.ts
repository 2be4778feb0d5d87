import { z } from 'zod'

/**
 * What the record keeps of an input: ids, choices, flags, days and plain numbers. Free text, names, addresses, skills
 * and money are left out; for texts only the length is kept. Works from the schema alone, so a new tool is safe by default.
 */
export function redact(schema: z.ZodType, input: unknown): Record<string, unknown> {
  if (!(schema instanceof z.ZodObject) || typeof input !== 'object' || input === null) return {}
  const kept: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(input)) {
    const shape: unknown = schema.shape[field]
    if (value === undefined || !(shape instanceof z.ZodType)) continue
    const what = keep(unwrap(shape), value)
    if (what !== undefined) kept[field] = what
  }
  return kept
}

function keep(schema: z.ZodType, value: unknown): unknown {
  if (schema.meta()?.sensitive) return typeof value === 'string' ? { length: value.length } : undefined
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral || typeof value === 'boolean')
    return value
  if (typeof value === 'number') return value
  if (schema instanceof z.ZodUUID || schema instanceof z.ZodISODate) return value
  if (Array.isArray(value)) {
    const element = schema instanceof z.ZodArray ? schema.element : undefined
    if (element instanceof z.ZodUUID || element instanceof z.ZodEnum) return value.slice(0, 20)
    return { count: value.length }
  }
  return typeof value === 'string' ? { length: value.length } : undefined
}

/** The schema inside optional, nullable and default wrappers. */
export function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    const inner: unknown = schema.unwrap()
    return inner instanceof z.ZodType ? unwrap(inner) : schema
  }
  return schema
}
