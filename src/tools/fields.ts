import { z } from 'zod'
import { rateUnits } from '../platform/money.ts'

/** What a field means, so that a reader of sentences knows how to fill it and the record what it may keep. */
export const kinds = [
  'user',
  'team',
  'role',
  'client',
  'job',
  'candidate',
  'application',
  'submission',
  'hand_over',
  'conversation',
  'confirmation',
  'message',
  'session',
  'human_request',
  'organisation',
  'identity',
  'delivery',
] as const
export type Kind = (typeof kinds)[number]

/** Kinds of plain values, filled by reading the sentence rather than by finding a row. */
export type ValueKind =
  | 'query'
  | 'text'
  | 'name'
  | 'email'
  | 'phone'
  | 'date'
  | 'zone'
  | 'money'
  | 'skills'
  | 'choice'
  | 'number'
  | 'flag'
  | 'page'

declare module 'zod' {
  interface GlobalMeta {
    kind?: Kind | ValueKind
    /** Words that people use for each value of a choice, besides the value itself. */
    words?: Readonly<Record<string, readonly string[]>>
    /** Pay, bodies of text and the like: the record keeps nothing of it. */
    sensitive?: boolean
    /** Words that announce this field in a sentence: "because" for a reason, "about" for a query. */
    cues?: readonly string[]
  }
}

/** The id of a row of that kind; in conversation it is found from words. */
export function idOf(kind: Kind, description: string) {
  return z.uuid().describe(description).meta({ kind })
}

/** Several ids of one kind. */
export function idsOf(kind: Kind, description: string, most: number) {
  return z.array(z.uuid()).min(1).max(most).describe(description).meta({ kind })
}

/**
 * Free text of at most `most` characters. Control characters other than tab and new line are refused, since no person
 * writes them and terminals obey them.
 */
export function textOf(
  description: string,
  most: number,
  extra: { kind?: ValueKind; cues?: readonly string[] } = {},
) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most, `is too long: at most ${most.toLocaleString('en')} characters`)
    .refine(
      (text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text),
      'holds control characters',
    )
    .refine((text) => text.isWellFormed(), 'holds half a character; please write it again')
    .describe(description)
    .meta({ kind: extra.kind ?? 'text', sensitive: true, ...(extra.cues ? { cues: extra.cues } : {}) })
}

/** One of a few values; `words` adds what people say for each. */
export function choiceOf<const T extends readonly [string, ...string[]]>(
  values: T,
  description: string,
  words: Partial<Record<T[number], readonly string[]>> = {},
) {
  return z
    .enum(values)
    .describe(description)
    .meta({ kind: 'choice', words: words as Record<string, readonly string[]> })
}

/** A calendar day, YYYY-MM-DD; a day that does not exist is refused. */
export function dayOf(description: string, cues: readonly string[] = []) {
  return z.iso
    .date('is not a day of the calendar; write it as YYYY-MM-DD')
    .describe(description)
    .meta({ kind: 'date', cues })
}

/** A list of skills, each a short text. */
export function skillsOf(description: string) {
  return z.array(z.string().trim().min(1).max(60)).max(40).describe(description).meta({ kind: 'skills' })
}

/** Pay or bill rate: amount in minor units, ISO 4217 currency, per hour, day or year. */
export function rateOf(description: string, cues: readonly string[] = []) {
  return z
    .strictObject({
      amount: z.int().positive().max(100_000_000_00).describe('Minor units, so 9250 means 92.50.'),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'is not a three-letter currency such as USD')
        .describe('ISO 4217.'),
      unit: z.enum(rateUnits),
    })
    .describe(description)
    .meta({ kind: 'money', sensitive: true, cues })
}

/** How many rows a page has. */
export const limit = z
  .int()
  .min(1)
  .max(100)
  .default(20)
  .describe('Rows a page, 1 to 100.')
  .meta({ kind: 'page' })

/** Where the next page begins: the next_cursor of the page before. */
export const cursor = z
  .string()
  .max(200)
  .optional()
  .describe('next_cursor of the page before.')
  .meta({ kind: 'page' })

/** A row as a finder returns it. `match` says how well it fits the words that were searched. */
export const found = {
  id: z.uuid(),
  label: z.string().describe('What people call it.'),
  detail: z.string().optional().describe('What tells it from others of the same name.'),
  match: z
    .enum(['exact', 'part', 'close'])
    .optional()
    .describe('exact: the name itself; part: all words found; close: only similar.'),
}

/** The shape of every list: a page of items, how many there are in all, and where the next page begins. */
export function pageOf<S extends z.ZodRawShape>(item: S) {
  return z.object({ items: z.array(z.object(item)), total: z.int(), next_cursor: z.string().optional() })
}
