import { filterOf } from './condition.ts'
import type { Grant } from './grant.ts'
import { judge, matching, names, rank, reachOf, type Verdict } from './judge.ts'
import type { Rights } from './rights.ts'

type Cell = { readonly grants: readonly Grant[]; readonly verdict: Verdict }
type Table = ReadonlyMap<string, ReadonlyMap<string, Cell>>

const empty: Cell = { grants: [], verdict: judge([], {}) }

/**
 * Turns grants into rights. Default deny, deny wins, and the order of the grants never matters. Pure: time, teams and
 * the lives of roles are settled by whoever loads the grants. See rights.ts for what each answer means.
 */
export function compile(grants: readonly Grant[]): Rights {
  const sorted = [...grants].sort(widestFirst)
  const table = tabulate(sorted)
  const find = (resource: string, action: string): Cell => {
    const row = table.get(resource) ?? table.get('*')
    return row?.get(action) ?? row?.get('*') ?? empty
  }
  return {
    grants: sorted,
    decide(resource, action) {
      const { allowed, by, needs } = find(resource, action).verdict
      return needs === undefined
        ? { allowed, by }
        : { allowed, by, missing: { resource, action, scope: needs } }
    },
    where(policy, action, actor) {
      return filterOf(reachOf(find(policy.resource, action).grants, undefined), policy, actor)
    },
    mayField(resource, action, field) {
      const { grants: found, verdict } = find(resource, action)
      if (!verdict.allowed || found.some((grant) => grant.effect !== 'allow' && names(grant, field)))
        return false
      return rank[reachOf(found, field).allowed] === rank[reachOf(found, undefined).allowed]
    },
    reach(resource, action, field) {
      return reachOf(find(resource, action).grants, field)
    },
  }
}

// One cell for each resource and action that a grant names, and `*` for all that none names: every answer is a
// look-up, and questions about things unheard of leave nothing behind.
function tabulate(grants: readonly Grant[]): Table {
  const rows = new Map<string, Map<string, Cell>>()
  for (const resource of new Set(['*', ...grants.map((grant) => grant.resource)])) {
    const actions = grants
      .filter((grant) => grant.resource === resource || grant.resource === '*')
      .map((grant) => grant.action)
    rows.set(
      resource,
      new Map([...new Set(['*', ...actions])].map((action) => [action, cellOf(resource, action)])),
    )
  }
  return rows

  function cellOf(resource: string, action: string): Cell {
    const found = matching(grants, resource, action)
    return { grants: found, verdict: judge(found, {}) }
  }
}

function widestFirst(one: Grant, other: Grant): number {
  return rank[other.scope] - rank[one.scope] || compareText(keyOf(one), keyOf(other))
}

function keyOf(grant: Grant): string {
  return JSON.stringify([grant.id, grant.role, grant.resource, grant.action, grant.effect, grant.fields])
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
