import { Temporal } from 'temporal-polyfill'
import type { Sql } from '../db/client.ts'
import type { Persona } from './actor.ts'
import { compile } from './compile.ts'
import type { Grant, Scope } from './grant.ts'
import type { Rights } from './rights.ts'
import { builtInRoles } from './roles.ts'

/** What a person is entitled to under one epoch, and until when that holds without a look at the database. */
export type Entitlement = {
  epoch: number
  validUntil: Temporal.Instant
  teams: readonly string[]
  roles: readonly string[]
  personas: readonly Persona[]
  rights: Rights
}

const longestKept = { minutes: 60 }

/**
 * Loads and compiles the roles that a person holds now by the database clock. The next start or end of any of their
 * roles bounds how long the result may be kept. With `coming`, roles that have not begun yet count as well.
 */
export async function loadEntitlement(
  sql: Sql,
  userId: string,
  { epoch, coming = false }: { epoch: number; coming?: boolean },
): Promise<Entitlement> {
  const { rows } = await sql({ name: 'entitlement', text: entitlementText, values: [userId, coming] })
  const row = rows[0] ?? {}
  const held = (row.roles ?? []) as { id: string; name: string; persona: Persona; grants: StoredGrant[] }[]
  const at = Temporal.Instant.from((row.at as Date).toISOString())
  const kept = at.add(longestKept)
  const boundary = row.boundary ? Temporal.Instant.from((row.boundary as Date).toISOString()) : kept
  return {
    epoch,
    validUntil: Temporal.Instant.compare(boundary, kept) < 0 ? boundary : kept,
    teams: (row.teams ?? []) as string[],
    roles: held.map((role) => role.name),
    personas: [...new Set(held.map((role) => role.persona))],
    rights: compile(held.flatMap((role) => grantsOf(role))),
  }
}

type StoredGrant = {
  id: string
  resource: string
  action: string
  scope: Scope
  effect: 'allow' | 'deny'
  fields: string[]
}

function grantsOf(role: { id: string; name: string; grants: StoredGrant[] }): Grant[] {
  const builtIn = builtInRoles.find((template) => template.id === role.id)
  if (builtIn) return [...builtIn.grants]
  return role.grants.map(({ fields, ...grant }) => ({
    ...grant,
    role: role.name,
    ...(fields.length > 0 ? { fields } : {}),
  }))
}

const entitlementText = `
  select now() as at,
    (select coalesce(array_agg(m.team_id::text order by m.team_id), '{}') from team_member m where m.user_id = $1) as teams,
    (select min(b) from role_assignment a, unnest(array[a.starts_at, a.expires_at]) b
      where a.user_id = $1 and b > now()) as boundary,
    (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'persona', r.persona, 'grants',
        (select coalesce(json_agg(json_build_object('id', p.id, 'resource', p.resource, 'action', p.action,
            'scope', p.scope, 'effect', p.effect, 'fields', p.fields)), '[]')
          from role_permission rp join permission p on p.id = rp.permission_id where rp.role_id = r.id)) order by r.name), '[]')
      from (select distinct r.* from role_assignment a join role r on r.id = a.role_id
        where a.user_id = $1 and (a.starts_at <= now() or $2) and (a.expires_at is null or a.expires_at > now())) r) as roles`
