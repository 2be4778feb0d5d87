import type { Grant, Scope } from './grant.ts'
import { judge, matching } from './judge.ts'
import type { Decision, Rights } from './rights.ts'

/** `row`: whose row it is about (own, one's team's, or `all` for somebody else's); without it, whether some row may be. */
export type Question = {
  readonly resource: string
  readonly action: string
  readonly row?: Scope
  readonly field?: string
}

export type Explanation = Decision & { readonly sentence: string }

const whose: Record<Scope, string> = { own: 'your own', team: "your team's", all: "everyone's" }

/** Says whether something is allowed, by which grants, what is missing if not, and all that in one plain sentence. */
export function explain(rights: Rights, question: Question): Explanation {
  const { resource, action, row, field } = question
  const { allowed, by, needs } = judge(matching(rights.grants, resource, action), { row, field })
  const what = field === undefined ? `${resource} ${action}` : `${resource} ${action} of ${field}`
  if (allowed) return { allowed, by, sentence: `Yes, you may: ${listRoles(by)} gives you ${what}.` }
  if (needs === undefined) return { allowed, by, sentence: `No: ${listRoles(by)} withholds ${what}.` }
  const missing = { resource, action, scope: needs, ...(field === undefined ? {} : { field }) }
  return {
    allowed,
    by,
    missing,
    sentence: `No: you need ${what} on ${whose[needs]} rows, and no role of yours gives it.`,
  }
}

function listRoles(grants: readonly Grant[]): string {
  const roles = [...new Set(grants.map((grant) => grant.role))]
  return `your ${roles.join(' and ')} role${roles.length === 1 ? '' : 's'}`
}
