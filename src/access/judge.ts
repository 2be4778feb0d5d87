import type { Grant, Scope } from './grant.ts'
import type { Breadth, Reach } from './rights.ts'

export type Verdict = {
  readonly allowed: boolean
  readonly by: readonly Grant[]
  /** The narrowest scope at which one more allow would do; undefined when allowed or when no allow would help. */
  readonly needs: Scope | undefined
}

/** What exactly is asked: some row or a row of that scope, the action as a whole or one field of it. */
export type Aim = { readonly row?: Scope | undefined; readonly field?: string | undefined }

/** Breadths as numbers that compare. */
export const rank = { none: 0, own: 1, team: 2, all: 3 } as const satisfies Record<Breadth, number>

const scopeAt: Readonly<Record<number, Scope>> = { 1: 'own', 2: 'team', 3: 'all' }

/** Decides by grants that already match a resource and an action: an allow gives it and no deny takes it. */
export function judge(grants: readonly Grant[], aim: Aim): Verdict {
  const reach = reachOf(grants, aim.field)
  const nearest = aim.row === undefined ? rank[reach.denied] + 1 : rank[aim.row]
  if (rank[reach.denied] < nearest && nearest <= rank[reach.allowed]) {
    const by = grants.filter((grant) => gives(grant, aim.field) && rank[grant.scope] >= nearest)
    return { allowed: true, by, needs: undefined }
  }
  const least = aim.row === undefined ? Math.max(rank[reach.allowed], rank.own) : nearest
  const by = grants.filter((grant) => takes(grant, aim.field) && rank[grant.scope] >= least)
  return { allowed: false, by, needs: rank[reach.denied] < nearest ? scopeAt[nearest] : undefined }
}

/** The widest allow and the widest deny among matching grants, of the action or of one field. */
export function reachOf(grants: readonly Grant[], field: string | undefined): Reach {
  return {
    allowed: widest(grants.filter((grant) => gives(grant, field))),
    denied: widest(grants.filter((grant) => takes(grant, field))),
  }
}

/** True when some row is left: the allows go further than the denies. */
export function isOpen(reach: Reach): boolean {
  return rank[reach.allowed] > rank[reach.denied]
}

/** The grants that speak of this resource and action. */
export function matching(grants: readonly Grant[], resource: string, action: string): readonly Grant[] {
  return grants.filter(
    (grant) =>
      (grant.resource === resource || grant.resource === '*') &&
      (grant.action === action || grant.action === '*'),
  )
}

/** True when the grant is limited to fields and names this one. */
export function names(grant: Grant, field: string): boolean {
  return isLimited(grant) && grant.fields?.includes(field) === true
}

function gives(grant: Grant, field: string | undefined): boolean {
  return grant.effect === 'allow' && (field === undefined || !isLimited(grant) || names(grant, field))
}

// Whatever is not an allow counts as a deny, so that a misspelt effect closes rather than opens.
function takes(grant: Grant, field: string | undefined): boolean {
  return grant.effect !== 'allow' && (!isLimited(grant) || (field !== undefined && names(grant, field)))
}

// The database writes "without fields" as an empty list. A star names every field, as it does every action.
function isLimited(grant: Grant): boolean {
  return grant.fields !== undefined && grant.fields.length > 0 && !grant.fields.includes('*')
}

function widest(grants: readonly Grant[]): Breadth {
  return grants.reduce<Breadth>(
    (found, grant) => (rank[grant.scope] > rank[found] ? grant.scope : found),
    'none',
  )
}
