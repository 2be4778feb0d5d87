import type { Actor } from '../../src/access/actor.ts'
import { compile } from '../../src/access/compile.ts'
import type { Grant } from '../../src/access/grant.ts'
import type { Policy } from '../../src/access/policy.ts'

/** A row with the two columns that scopes speak of. */
export type Row = { readonly id: string; readonly ownerId: string; readonly teamId: string }

/** Conditions as the sample policy and Prisma write them. */
export type Condition = {
  readonly id?: string | { readonly in: readonly string[] }
  readonly ownerId?: string
  readonly teamId?: { readonly in: string[] }
  readonly AND?: readonly Condition[]
  readonly OR?: readonly Condition[]
  readonly NOT?: Condition
}

/** The plainest policy: own by owner, team by team. */
export function policyFor(resource: string): Policy<Condition> {
  return {
    resource,
    own: (actor) => ({ ownerId: actor.id }),
    team: (actor) => ({ teamId: { in: [...actor.teams] } }),
  }
}

/** A person with an id, teams and grants; the rest is filled in. */
export function actorWith(id: string, teams: readonly string[], grants: readonly Grant[] = []): Actor {
  return {
    id,
    name: 'Ines Duarte',
    email: 'ines@northwind.test',
    kind: 'internal',
    teams,
    roles: ['sample'],
    personas: ['recruiter'],
    timeZone: 'Europe/Lisbon',
    language: 'en',
    noticeAcknowledged: true,
    epoch: 1,
    rights: compile(grants),
    credential: 'session',
    credentialId: undefined,
  }
}

/** A grant written short: `allow('candidate read team')`, with fields after it if limited. */
export function allow(words: string, fields?: readonly string[]): Grant {
  return grantOf('allow', words, fields)
}

export function deny(words: string, fields?: readonly string[]): Grant {
  return grantOf('deny', words, fields)
}

function grantOf(effect: 'allow' | 'deny', words: string, fields?: readonly string[]): Grant {
  const [resource = '', action = '', scope = ''] = words.split(' ')
  if (scope !== 'own' && scope !== 'team' && scope !== 'all') throw new Error(`${words} has no scope.`)
  const id = [effect, words, ...(fields ?? [])].join(' ')
  return { id, role: 'sample', resource, action, scope, effect, ...(fields ? { fields } : {}) }
}
