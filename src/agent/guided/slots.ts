import { type Field, isRow } from './shape.ts'

const slotsByKind: Readonly<Record<string, readonly string[]>> = {
  query: ['name', 'skill', 'text', 'place', 'number', 'email'],
  text: ['text', 'place'],
  name: ['text', 'place'],
  email: ['email'],
  phone: ['phone'],
  date: ['date'],
  zone: ['place'],
  money: ['money'],
  skills: ['skill'],
  number: ['number'],
  page: ['number'],
}

const namedBy = ['name', 'text', 'place']

/** The slots of a sentence that a tool has a field for. */
export function slotsOf(
  fields: readonly Field[],
  findable: ReadonlySet<string>,
  lists: boolean,
): ReadonlySet<string> {
  return new Set([...fields.flatMap((field) => slotsFor(field, findable)), ...(lists ? ['many'] : [])])
}

function slotsFor(field: Field, findable: ReadonlySet<string>): readonly string[] {
  const { kind, many, short, required } = field
  if (!isRow(kind)) {
    const more = { name: required ? ['name'] : [], text: short ? [] : ['tail'] }
    return [...(slotsByKind[kind] ?? []), ...(kind === 'name' || kind === 'text' ? more[kind] : [])]
  }
  const skilled = kind === 'job' || kind === 'application' ? ['skill'] : []
  return [
    'pronoun',
    'which',
    'id',
    ...(findable.has(kind) ? namedBy : []),
    ...skilled,
    ...(many ? ['number', 'many'] : []),
  ]
}
