import { createMongoAbility, type MongoAbility } from '@casl/ability'
import type { Actor } from '../../src/access/actor.ts'
import type { Grant } from '../../src/access/grant.ts'
import type { Row } from './sample.ts'

export type CaslRow = Row & { readonly kind: string }

/**
 * The same grants as rules of CASL. There the last matching rule wins, so all denies come after all allows; a scope of
 * team becomes two rules, since one rule has one condition.
 */
export function caslOf(grants: readonly Grant[], actor: Actor): MongoAbility {
  const rules = [...grants.filter(isAllow), ...grants.filter((grant) => !isAllow(grant))].flatMap((grant) =>
    conditionsOf(grant, actor).map((conditions) => ({
      action: grant.action === '*' ? 'manage' : grant.action,
      subject: grant.resource === '*' ? 'all' : grant.resource,
      inverted: !isAllow(grant),
      ...(conditions ? { conditions } : {}),
      ...(grant.fields ? { fields: [...grant.fields] } : {}),
    })),
  )
  return createMongoAbility(rules, { detectSubjectType: (row) => String(row.kind) })
}

function conditionsOf(grant: Grant, actor: Actor) {
  if (grant.scope === 'all') return [undefined]
  const own = { ownerId: actor.id }
  return grant.scope === 'own' ? [own] : [own, { teamId: { $in: [...actor.teams] } }]
}

function isAllow(grant: Grant): boolean {
  return grant.effect === 'allow'
}
