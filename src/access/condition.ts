import { Fault } from '../platform/fault.ts'
import { isOpen } from './judge.ts'
import type { Breadth, Filter, Never, Reach, Whose } from './rights.ts'

type Part<W> = Filter<W>['AND'][number]

/**
 * The rows within a reach, as a filter that means the same in every position of a Prisma `where`. Prisma reads `{}` and
 * an empty OR as "no filter", so neither is ever made, and a policy that makes one is a fault, not an open door.
 */
export function filterOf<W, A>(widest: Reach, policy: Whose<W, A>, actor: A): Filter<W> {
  const reach = policy.personal && widest.allowed !== 'none' ? { ...widest, allowed: 'own' as const } : widest
  if (!isOpen(reach)) return { AND: [noRow()] }
  const own = () => sound(policy.own(actor), policy.resource)
  const team = () => sound(policy.team(actor), policy.resource)
  const allowed = {
    none: () => [noRow()],
    own: () => [own()],
    team: () => [{ OR: [own(), team()] }],
    all: () => [everyRow()],
  } satisfies Record<Breadth, () => Part<W>[]>
  const denied = {
    none: () => [],
    own: () => [{ NOT: own() }],
    team: () => [{ NOT: own() }, { NOT: team() }],
    all: () => [noRow()],
  } satisfies Record<Breadth, () => Part<W>[]>
  return { AND: [...allowed[reach.allowed](), ...denied[reach.denied]()] }
}

/** The condition that no row meets. */
export function noRow(): Never {
  return { id: { in: [] } }
}

/** The condition that every row meets, spelt so that nothing drops it. */
export function everyRow(): { NOT: Never } {
  return { NOT: noRow() }
}

function sound<W>(condition: W, resource: string): W {
  if (isCondition(condition)) return condition
  throw new Fault('failed', 'Something went wrong on our side, and nothing was changed. Please try again.', {
    internal: `The policy of ${resource} gives a condition that Prisma would ignore: ${JSON.stringify(condition)}`,
  })
}

function isCondition(value: unknown): boolean {
  if (!isPlain(value)) return false
  const entries = Object.entries(value)
  return entries.length > 0 && entries.every(([key, part]) => isClause(key, part))
}

function isClause(key: string, part: unknown): boolean {
  if (key !== 'AND' && key !== 'OR' && key !== 'NOT') return isDefined(part)
  return Array.isArray(part) ? part.length > 0 && part.every(isCondition) : isCondition(part)
}

function isDefined(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isDefined)
  return isPlain(value) ? Object.values(value).every(isDefined) : value !== undefined
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
