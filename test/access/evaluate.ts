import type { Condition, Row } from './sample.ts'

/** Reads a filter on one row, as SQL would. What Prisma would drop (an empty object or list, undefined) is an error. */
export function meets(row: Row, condition: Condition): boolean {
  const entries = Object.entries(condition)
  if (entries.length === 0) throw new Error('An empty condition, which Prisma reads as no filter.')
  return entries.every(([key, value]) => meetsClause(row, key, value))
}

function meetsClause(row: Row, key: string, value: unknown): boolean {
  if (value === undefined) throw new Error(`${key} is undefined, which Prisma reads as no filter.`)
  if (key === 'NOT') return !meets(row, value as Condition)
  if (key === 'AND' || key === 'OR') {
    const parts = value as readonly Condition[]
    if (parts.length === 0) throw new Error(`${key} is empty.`)
    return key === 'AND' ? parts.every((part) => meets(row, part)) : parts.some((part) => meets(row, part))
  }
  const held = row[key as keyof Row]
  return typeof value === 'string' ? held === value : (value as { in: readonly string[] }).in.includes(held)
}
