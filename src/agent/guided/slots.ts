import { type Field, isRow } from './shape.ts'

const slotsByKind: Readonly<Record<string, readonly string[]>> = {
  query: ['name', 'skill', 'text', 'place', 'number', 'email'],
  text: ['text', 'place'],
  name: ['name', 'text', 'place'],
  email: ['email'],
  phone: ['phone'],
  date: ['date'],
  zone: ['place', 'name'],
  money: ['money'],
  skills: ['skill'],
  number: ['number'],
  page: ['number'],
}

const namedBy = ['name', 'text', 'place']

/** The slots of a sentence that a tool has a field for. */
export function slotsOf(fields: readonly Field[], findable: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    fields.flatMap(({ kind, many, short }) =>
      isRow(kind)
        ? [
            'pronoun',
            'which',
            'id',
            ...(findable.has(kind) ? namedBy : []),
            ...(kind === 'job' || kind === 'application' ? ['skill'] : []),
            ...(many ? ['number', 'many'] : []),
          ]
        : [...(slotsByKind[kind] ?? []), ...(kind === 'text' && !short ? ['tail'] : [])],
    ),
  )
}
