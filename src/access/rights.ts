import type { Grant, Scope } from './grant.ts'

/** Which rows of a resource are whose, for a person of type A; policy.ts says it for actors. */
export type Whose<W, A> = {
  readonly resource: string
  readonly personal?: true
  own(actor: A): W
  team(actor: A): W
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
  where<W, A>(policy: Whose<W, A>, action: string, actor: A): Filter<W>
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
