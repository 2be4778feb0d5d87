import type { Db, Sql } from '../db/client.ts'
import { loadEntitlement } from './entitlement.ts'
import type { Grant } from './grant.ts'
import { builtInRoles } from './roles.ts'
import type { Touched } from './touch.ts'

/** What a person holds now by the database clock, for the rules on who may touch whom. */
export async function standingOf(tx: Db, userId: string): Promise<Touched> {
  const { rights, roles } = await loadEntitlement(plain(tx), userId, { epoch: 0 })
  return { grants: rights.grants, superAdmin: roles.includes('super_admin') }
}

/**
 * What a person holds now, and what roles will give them that have not begun yet: whoever takes over an account has
 * these tomorrow. What such a role will withhold does not count before it begins.
 */
export async function standingToCome(tx: Db, userId: string): Promise<Touched> {
  const { grants, superAdmin } = await standingOf(tx, userId)
  const { rights } = await loadEntitlement(plain(tx), userId, { epoch: 0, coming: true })
  return { grants: [...grants, ...rights.grants.filter(({ effect }) => effect === 'allow')], superAdmin }
}

/** The grants of one role, built in or not. */
export async function grantsOfRole(tx: Db, roleId: string): Promise<readonly Grant[]> {
  const builtIn = builtInRoles.find((role) => role.id === roleId)
  if (builtIn) return builtIn.grants
  const rows = await tx.$queryRaw<Grant[]>`
    select p.id::text, r.name::text as role, p.resource, p.action, p.scope, p.effect, p.fields
    from role_permission rp join permission p on p.id = rp.permission_id join role r on r.id = rp.role_id
    where rp.role_id = ${roleId}::uuid`
  return rows
}

/**
 * How many active people hold super_admin now. Their rows stay locked until the transaction ends, so that of two who
 * leave at once the second counts again.
 */
export async function countSuperAdmins(tx: Db): Promise<number> {
  const holders = await tx.$queryRaw<{ id: string }[]>`
    select u.id::text as id
    from role_assignment a join role r on r.id = a.role_id and r.built_in and r.name = 'super_admin'
      join app_user u on u.id = a.user_id and u.status = 'active'
    where a.starts_at <= now() and (a.expires_at is null or a.expires_at > now())
    order by u.id, a.id for update of u, a`
  return new Set(holders.map((holder) => holder.id)).size
}

function plain(tx: Db): Sql {
  return async ({ text, values }) => {
    const rows = await tx.$queryRawUnsafe<Record<string, unknown>[]>(text, ...values)
    return { rows, rowCount: rows.length }
  }
}
