import { compile } from './compile.ts'
import type { Grant } from './grant.ts'
import { isOpen, rank } from './judge.ts'
import type { Missing, Reach, Rights } from './rights.ts'

/** What one person may do to the account of another. */
export const deeds = ['issue_sign_in_link', 'change_email', 'unlink_identity', 'deactivate'] as const
export type Deed = (typeof deeds)[number]

/** The account that is touched: all grants its person holds now, and whether super_admin is among the roles. */
export type Touched = { readonly grants: readonly Grant[]; readonly superAdmin: boolean }

/** Why not, in words for the person who tries, and for us. */
export type Obstacle = { readonly message: string; readonly internal: string }

/** True when everything these grants amount to, their own denies counted, is within the rights of the holder. */
export function holdsAll(rights: Rights, grants: readonly Grant[]): boolean {
  return firstLack(rights, grants) === undefined
}

/**
 * What forbids this deed, or undefined. Whoever issues a sign-in link, changes an e-mail, unlinks or deactivates could
 * become that person or silence them, so it takes every permission that the person holds.
 * `superAdmins` is the number of active people who hold super_admin now, the touched one included.
 */
export function obstacleToTouch(
  rights: Rights,
  touched: Touched,
  attempt: { deed: Deed; superAdmins: number },
): Obstacle | undefined {
  const lack = firstLack(rights, touched.grants)
  if (lack) return exceeds(lack, 'This person may do things that you may not')
  return attempt.deed === 'deactivate' ? lastOne(touched.superAdmin, attempt.superAdmins) : undefined
}

/**
 * What forbids giving a role, or undefined: nobody grants what they do not hold. A role that also denies takes something
 * from the person, and that needs everything the person holds.
 */
export function obstacleToAssign(
  rights: Rights,
  role: readonly Grant[],
  touched: Touched,
): Obstacle | undefined {
  const lack = firstLack(rights, role)
  if (lack) return exceeds(lack, 'This role gives more than you hold')
  const taken = role.some(isDeny) ? firstLack(rights, touched.grants) : undefined
  return taken && exceeds(taken, 'This role takes rights from a person who may do things that you may not')
}

/**
 * What forbids taking a role, or undefined. It takes what the role gives; and when the role denies something, losing it
 * opens that again, so it takes all that the person holds afterwards. `superAdmins` counts as above.
 */
export function obstacleToRevoke(
  rights: Rights,
  role: readonly Grant[],
  after: { grants: readonly Grant[]; losesSuperAdmin: boolean; superAdmins: number },
): Obstacle | undefined {
  const lack = firstLack(rights, role) ?? (role.some(isDeny) ? firstLack(rights, after.grants) : undefined)
  if (lack) return exceeds(lack, 'This role holds more than you do')
  return lastOne(after.losesSuperAdmin, after.superAdmins)
}

function firstLack(holder: Rights, grants: readonly Grant[]): Missing | undefined {
  const held = compile(grants)
  const all = [...holder.grants, ...held.grants]
  const named = (pick: (grant: Grant) => readonly string[]) => [...new Set(['*', ...all.flatMap(pick)])]
  const fields = [undefined, ...named((grant) => grant.fields ?? [])]
  for (const resource of named((grant) => [grant.resource])) {
    for (const action of named((grant) => [grant.action])) {
      for (const field of fields) {
        const wanted = held.reach(resource, action, field)
        if (isWithin(wanted, holder.reach(resource, action, field)) || wanted.allowed === 'none') continue
        return { resource, action, scope: wanted.allowed, ...(field === undefined ? {} : { field }) }
      }
    }
  }
  return undefined
}

function isWithin(inner: Reach, outer: Reach): boolean {
  if (!isOpen(inner)) return true
  return rank[outer.denied] <= rank[inner.denied] && rank[inner.allowed] <= rank[outer.allowed]
}

function exceeds(lack: Missing, what: string): Obstacle {
  const field = lack.field === undefined ? '' : ` of ${lack.field}`
  return {
    message: `${what}, so somebody who holds all of it has to do this. Please ask a super admin.`,
    internal: `The actor lacks ${lack.resource} ${lack.action}${field} at scope ${lack.scope}.`,
  }
}

function lastOne(superAdmin: boolean, superAdmins: number): Obstacle | undefined {
  if (!superAdmin || superAdmins > 1) return undefined
  return {
    message: 'This is the last super admin. Make somebody else super admin first, then try again.',
    internal: `super_admin is held by ${superAdmins} active people.`,
  }
}

function isDeny(grant: Grant): boolean {
  return grant.effect !== 'allow'
}
