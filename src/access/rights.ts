import type { Actor } from './actor.ts'
import type { Grant, Scope } from './grant.ts'

/**
 * Says which rows of a resource are one's own and which are one's team's, as Prisma conditions that are never empty and
 * never undefined. They are negated where a deny stands, so each must be true or false, never null: on a nullable
 * column say `{ AND: [{ userId: { not: null } }, { userId: actor.id }] }`.
 */
export type Policy<W> = {
  readonly resource: string
  /** Rows that are nobody's business but their person's, a profile or a conversation: no scope goes beyond own. */
  readonly personal?: true
  own(actor: Actor): W
  team(actor: Actor): W
}

/** What `where` gives: conditions on rows, safe in every position of a Prisma filter. */
export type Filter<W> = { AND: (W | { OR: W[] } | { NOT: W } | Never | { NOT: Never })[] }
export type Never = { id: { in: string[] } }

/** A grant that would do, had the person it: the narrowest one. */
export type Missing = {
  readonly resource: string
  readonly action: string
  readonly scope: Scope
  readonly field?: string
}

export type Decision = {
  allowed: boolean
  /** The grants that decided: the allows that give it, or the denies that take it; widest first. */
  by: readonly Grant[]
  /** Absent when allowed, and when a deny takes it for everyone's rows, since then no grant would help. */
  missing?: Missing
}

/**
 * How wide the allows and the denies go. Scopes nest (team holds own, all holds both), so a row is open when it lies
 * within `allowed` and beyond `denied`.
 */
export type Reach = { readonly allowed: Breadth; readonly denied: Breadth }
export type Breadth = 'none' | Scope

/** Compiled grants of one person. */
export type Rights = {
  /** Whether some row may be acted on so. For access to a row use `where`. */
  decide(resource: string, action: string): Decision
  where<W>(policy: Policy<W>, action: string, actor: Actor): Filter<W>
  /**
   * True when the field is open on every row that `where` gives. So an allow of a few fields at a wider scope closes
   * the others: else what is open on one's own rows would show on everyone's.
   */
  mayField(resource: string, action: string, field: string): boolean
  /** How far the action goes, or with `field` how far that field of it; `*` as field means one that no grant names. */
  reach(resource: string, action: string, field?: string): Reach
  /** Every grant, with its role, for explanations. */
  readonly grants: readonly Grant[]
}
