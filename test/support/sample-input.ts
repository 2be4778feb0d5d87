import { z } from 'zod'
import type { Kind } from '../../src/tools/fields.ts'
import { unwrap } from '../../src/tools/redact.ts'
import type { AnyTool } from '../../src/tools/tool.ts'

/** An input of every required field of a tool, made from its schema alone; rows are those given by kind. */
export function sampleInput(tool: AnyTool, rows: Partial<Record<Kind, string>>): Record<string, unknown> {
  if (!(tool.input instanceof z.ZodObject)) return {}
  const input: Record<string, unknown> = {}
  for (const [field, schema] of Object.entries(tool.input.shape as Record<string, z.ZodType>)) {
    const kind = kindOf(schema)
    const row = kind ? rows[kind as Kind] : undefined
    // Rows are filled even where they are optional: a filter by a row of others is an attempt to see it.
    if (schema.safeParse(undefined).success && row === undefined) continue
    const inner = unwrap(schema)
    input[field] = row === undefined ? sampleValue(inner) : inner instanceof z.ZodArray ? [row] : row
  }
  return input
}

/** The kind of a field, from its own meta or from that inside its wrappers. */
export function kindOf(schema: z.ZodType): string | undefined {
  return schema.meta()?.kind ?? unwrap(schema).meta()?.kind
}

function sampleValue(schema: z.ZodType): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    enum?: unknown[]
    type?: string
    format?: string
    minimum?: number
    properties?: object
    const?: unknown
    anyOf?: unknown[]
  }
  if (json.const !== undefined) return json.const
  if (json.enum) return json.enum[0]
  if (schema.meta()?.kind === 'money') return { amount: 9_000, currency: 'USD', unit: 'hour' }
  if (schema.meta()?.kind === 'zone') return 'Europe/Berlin'
  if (json.format === 'email') return 'somebody@elsewhere.test'
  if (json.format === 'date') return '2026-01-05'
  if (json.format === 'uuid') return '01900000-0000-7000-8000-00000000dead'
  if (json.type === 'integer' || json.type === 'number') return Math.max(1, json.minimum ?? 1)
  if (json.type === 'boolean') return true
  if (schema instanceof z.ZodArray) return [sampleValue(unwrap(schema.element as z.ZodType))]
  if (json.type === 'object') return {}
  return 'Sample words'
}
