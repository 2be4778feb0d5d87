import { z } from 'zod'
import type { Kind, ValueKind } from '../../tools/fields.ts'
import { kinds } from '../../tools/fields.ts'
import type { AnyTool } from '../../tools/tool.ts'
import { pastWords } from './words.ts'

/** One input field of a tool, as a reader of sentences needs to know it. */
export type Field = {
  readonly name: string
  readonly kind: Kind | ValueKind
  readonly required: boolean
  readonly many: boolean
  readonly description: string
  readonly cues: readonly string[]
  /** The values of a choice, each with what people say for it. */
  readonly values: readonly { readonly value: string; readonly words: readonly string[] }[]
  /** The field speaks of a day that lies behind us. */
  readonly past: boolean
  /** A number field counts these: "years", "minutes". */
  readonly numeric: boolean
  /** A text of a few words, such as a place, rather than one that may run to the end of a message. */
  readonly short: boolean
  readonly schema: z.ZodType
}

/** The fields of a tool's input, in the order in which they were written. */
export function fieldsOf(tool: AnyTool): readonly Field[] {
  if (!(tool.input instanceof z.ZodObject)) return []
  return Object.entries(tool.input.shape).flatMap(([name, schema]) =>
    schema instanceof z.ZodType ? [fieldOf(name, schema)] : [],
  )
}

/** True when the field holds a row rather than a value. */
export function isRow(kind: Kind | ValueKind): kind is Kind {
  return rowKinds.has(kind)
}
const rowKinds = new Set<string>(kinds)

type Opened = { core: z.ZodType; many: boolean; meta: z.core.GlobalMeta; description: string }

function fieldOf(name: string, schema: z.ZodType): Field {
  const { core, many, meta, description } = open(schema)
  const cues = meta.cues ?? []
  return {
    name,
    kind: meta.kind ?? usualKind(core),
    required: !schema.safeParse(undefined).success,
    many,
    description,
    cues,
    values: core instanceof z.ZodEnum ? valuesOf(core.options.map(String), meta.words ?? {}) : [],
    past: pastWords.test(`${name.replaceAll('_', ' ')} ${cues.join(' ')} ${description}`),
    numeric: core instanceof z.ZodNumber,
    short: core instanceof z.ZodString && !core.safeParse('word '.repeat(50).trim()).success,
    schema,
  }
}

/** Takes off optional, default, list and the like, and keeps the first meta and description on the way in. */
function open(schema: z.ZodType): Opened {
  let core: z.ZodType = schema
  let many = false
  let meta: z.core.GlobalMeta = {}
  let description = ''
  for (;;) {
    meta = { ...core.meta(), ...meta }
    description ||= core.description ?? ''
    const inner = innerOf(core)
    if (!inner) return { core, many, meta, description }
    many ||= core instanceof z.ZodArray
    core = inner
  }
}

function innerOf(schema: z.ZodType): z.ZodType | undefined {
  const inner: unknown =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
      ? schema.unwrap()
      : schema instanceof z.ZodArray
        ? schema.element
        : schema instanceof z.ZodPipe
          ? schema.in
          : undefined
  return inner instanceof z.ZodType ? inner : undefined
}

function usualKind(core: z.ZodType): ValueKind {
  if (core instanceof z.ZodEnum) return 'choice'
  if (core instanceof z.ZodBoolean) return 'flag'
  if (core instanceof z.ZodNumber) return 'number'
  return 'text'
}

function valuesOf(values: readonly string[], words: Readonly<Record<string, readonly string[]>>) {
  return values.map((value) => ({ value, words: [value.replaceAll('_', ' '), ...(words[value] ?? [])] }))
}
