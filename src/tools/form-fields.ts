import { z } from 'zod'
import type { CardButton } from './card.ts'
import type { Form, FormField } from './form.ts'
import { unwrap } from './redact.ts'
import type { AnyTool } from './tool.ts'
import { complaints } from './validate.ts'

/** Characters beyond which a text gets several lines to be written in. */
const oneLine = 200

/**
 * The form of a button that asks: the fields come from the input schema of its tool, and from the words that it has for
 * people, with what the button's own input holds of them already written in. Throws for a field that no form can ask, since that is a mistake of ours.
 */
export function formFor(tool: AnyTool, { label, input, asks = [] }: CardButton): Form {
  const inWords = tool.asked?.(input) ?? {}
  const fields = asks.map((asked) => {
    const { name, optional } = readAsk(asked)
    const value = input[name]
    return {
      ...fieldOf(tool, name),
      ...inWords[name],
      optional,
      ...(value === undefined ? {} : { value: Array.isArray(value) ? value.join(', ') : String(value) }),
    }
  })
  return { title: tool.title, submit: label, fields }
}

/** What was filled in, as part of the tool's input: only what was asked, each value as its field wants it. */
export function inputFrom(
  tool: AnyTool,
  asks: readonly string[],
  filled: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const { name } of asks.map(readAsk)) {
    const text = filled[name]?.trim()
    if (text) input[name] = filledValue(schemaOf(tool, name), text)
  }
  return input
}

/** What is wrong with a form, by field; empty when the call may be tried. */
export function formComplaints(
  tool: AnyTool,
  { asks, input }: { asks: readonly string[]; input: Readonly<Record<string, unknown>> },
  filled: Readonly<Record<string, string>>,
): Record<string, string> {
  const given = inputFrom(tool, asks, filled)
  const missing = asks
    .map(readAsk)
    .filter(({ name, optional }) => !optional && given[name] === undefined)
    .map(({ name }) => [name, 'Please fill this in.'])
  return { ...complaints(tool.input, { ...input, ...given }), ...Object.fromEntries(missing) }
}

/** A question mark behind its name marks a field that may stay empty. */
function readAsk(asked: string): { name: string; optional: boolean } {
  return { name: asked.replace(/\?$/, ''), optional: asked.endsWith('?') }
}

function schemaOf(tool: AnyTool, name: string): z.ZodType {
  const shape = tool.input instanceof z.ZodObject ? tool.input.shape[name] : undefined
  if (!(shape instanceof z.ZodType)) throw new Error(`${tool.name} has no field ${name} to ask for.`)
  return shape
}

function fieldOf(tool: AnyTool, name: string): Omit<FormField, 'optional'> {
  const outer = schemaOf(tool, name)
  const schema = unwrap(outer)
  const hint = outer.description ?? schema.description
  const common = { name, label: labelOf(name), ...(hint ? { hint } : {}) }
  if (schema instanceof z.ZodEnum) {
    const options = schema.options.map((value) => ({ value: String(value), label: labelOf(String(value)) }))
    return { ...common, kind: 'choice', options }
  }
  if (schema instanceof z.ZodBoolean) return { ...common, kind: 'flag' }
  if (schema instanceof z.ZodNumber) return { ...common, kind: 'number' }
  if (schema instanceof z.ZodISODate) return { ...common, kind: 'day' }
  if (schema instanceof z.ZodArray)
    return { ...common, kind: 'line', hint: `${hint ?? ''} Separate with commas.`.trim() }
  if (schema instanceof z.ZodString || schema instanceof z.ZodEmail || schema instanceof z.ZodUUID) {
    const most = (schema instanceof z.ZodString && schema.maxLength) || undefined
    return { ...common, kind: most && most > oneLine ? 'text' : 'line', ...(most ? { most } : {}) }
  }
  throw new Error(`No form can ask for ${name} of ${tool.name}.`)
}

function filledValue(outer: z.ZodType, text: string): unknown {
  const schema = unwrap(outer)
  if (schema instanceof z.ZodNumber) return Number(text)
  if (schema instanceof z.ZodBoolean) return text === 'true'
  if (!(schema instanceof z.ZodArray)) return text
  return text
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter(Boolean)
}

/** years_experience → Years experience */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
