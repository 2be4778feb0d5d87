import type { Actor } from './actor.ts'
import type { Grant } from './grant.ts'

/** Says which rows of a resource are one's own and which are one's team's, as Prisma conditions that are never empty. */
export type Policy<W> = {
  readonly resource: string
  own(actor: Actor): W
  team(actor: Actor): W
}

/** What `where` gives: conditions on rows, safe in every position of a Prisma filter. */
export type Filter<W> = { AND: (W | { OR: W[] } | { NOT: W } | Never | { NOT: Never })[] }
type Never = { id: { in: string[] } }

export type Decision = {
  allowed: boolean
  by: readonly Grant[]
  missing?: { resource: string; action: string }
}

/** Compiled grants of one person. */
export type Rights = {
  decide(resource: string, action: string): Decision
  where<W>(policy: Policy<W>, action: string, actor: Actor): Filter<W>
  mayField(resource: string, action: string, field: string): boolean
  /** Every grant, with its role, for explanations. */
  readonly grants: readonly Grant[]
}
