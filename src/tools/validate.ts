import type { z } from 'zod'
import { Fault } from '../platform/fault.ts'

/** Parses an input strictly. The fault names the first field that is wrong and says how to put it right. */
export function validate<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.map(String).join('.')
  const options =
    issue?.code === 'invalid_value' ? issue.values.map((value) => ({ label: String(value) })) : undefined
  throw new Fault('invalid', inWords(issue, field), {
    ...(field ? { field } : {}),
    ...(options ? { options } : {}),
  })
}

/** What is wrong with an input, by the first part of each field's path, as a sentence beside it. */
export function complaints(schema: z.ZodType, input: unknown): Record<string, string> {
  const parsed = schema.safeParse(input)
  const found: Record<string, string> = {}
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const field = String(issue.path[0] ?? '')
    found[field] ??= `This ${wordsOf(issue)}.`
  }
  return found
}

function inWords(issue: z.core.$ZodIssue | undefined, field: string | undefined): string {
  if (!issue) return 'The input is not valid.'
  if (issue.code === 'unrecognized_keys') {
    return `There is no field ${issue.keys.map((key) => `"${key.slice(0, 60)}"`).join(', ')} here. Leave it out.`
  }
  const name = field ? `The field "${field}"` : 'The input'
  if (issue.code === 'invalid_type' && issue.input === undefined) return `${name} is missing.`
  return `${name} ${wordsOf(issue)}.`
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `has to be one of: ${issue.values.map(String).join(', ')}`
  if (issue.code === 'invalid_type') return `has to be ${issue.expected}`
  if (issue.code === 'too_big') return own(issue.message) ?? `may be at most ${issue.maximum}`
  if (issue.code === 'too_small')
    return (
      own(issue.message) ?? (issue.origin === 'string' ? 'is empty' : `has to be at least ${issue.minimum}`)
    )
  return own(issue.message) ?? 'is not valid'
}

/** Messages of our own schemas are written to follow the field's name; the library's begin with a capital. */
function own(message: string): string | undefined {
  return /^[a-z]/.test(message) ? message : undefined
}
