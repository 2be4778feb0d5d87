import { Temporal } from 'temporal-polyfill'
import type { Sql } from '../db/client.ts'
import { Fault } from '../platform/fault.ts'
import type { Actor } from './actor.ts'
import { addressOpens } from './address-rights.ts'
import { compile } from './compile.ts'
import type { Credential } from './credential.ts'
import { type Entitlement, loadEntitlement } from './entitlement.ts'
import { type Identified, identify } from './identify.ts'

/** The recorded system actor: its row comes with the first migration. */
export const systemUserId = '00000000-0000-7000-8000-000000000001'

export type Authenticate = (credential: Credential) => Promise<Actor>

/**
 * The only birthplace of an Actor. Each call reads the person and their epoch; compiled rights are kept under that
 * epoch until the next start or end of a role, so that a revocation holds from the next call on.
 * Faults: unauthenticated.
 */
export function createAuthenticate(deps: { sql: Sql; demo: () => boolean }): Authenticate {
  const kept = new Map<string, Entitlement>()

  const entitlementOf = async (person: Identified): Promise<Entitlement> => {
    const known = kept.get(person.id)
    if (known && known.epoch === person.epoch && Temporal.Instant.compare(person.at, known.validUntil) < 0)
      return known
    const fresh = await loadEntitlement(deps.sql, person.id, person)
    kept.set(person.id, fresh)
    if (kept.size > 5_000) kept.delete(kept.keys().next().value ?? '')
    return fresh
  }

  return async (credential) => {
    if (credential.kind === 'system') return systemActor(credential.purpose)
    const person = await identify(deps, credential)
    if (person?.status !== 'active') throw notSignedIn(credential)
    const { id, name, email, kind, timeZone, language, noticeAcknowledged, epoch, credentialId } = person
    const common = { id, name, email, kind, timeZone, language, noticeAcknowledged, epoch, credentialId }
    // A link proves only that somebody may sign in as this person; until then it opens nothing else.
    if (credential.kind === 'link') {
      return {
        ...common,
        teams: [],
        roles: [],
        personas: [],
        credential: 'link',
        rights: compile([signInOnly]),
      }
    }
    const { teams, roles, personas, rights } = await entitlementOf(person)
    // Whoever was let in by their address and has been given more since then has to show a code.
    if (person.proof === 'address' && !addressOpens(rights)) throw notSignedIn(credential)
    return { ...common, teams, roles, personas, rights, credential: credential.kind }
  }
}

const signInOnly = {
  id: 'link',
  role: 'link',
  resource: 'session',
  action: 'create',
  scope: 'own',
  effect: 'allow',
} as const

const everything = {
  id: 'system',
  role: 'system',
  resource: '*',
  action: '*',
  scope: 'all',
  effect: 'allow',
} as const

function systemActor(purpose: string): Actor {
  return {
    id: systemUserId,
    name: 'Parley',
    email: 'system@parley.invalid',
    kind: 'system',
    teams: [],
    roles: ['system'],
    personas: ['admin'],
    timeZone: 'UTC',
    language: 'en',
    noticeAcknowledged: true,
    epoch: 1,
    rights: compile([everything]),
    credential: `system:${purpose}`,
    credentialId: undefined,
  }
}

const askAgain: Record<Exclude<Credential['kind'], 'system'>, string> = {
  none: 'Please sign in first.',
  session: 'Your session has ended. Please sign in again with a new link.',
  identity: 'I do not know you yet. Ask whoever looks after Parley in your company to let you in.',
  owner: 'The person for whom this was to be done has left.',
  link: 'This sign-in link was used already or has expired. Please ask for a new one.',
  demo: 'There is no such person here, or demo sign-in is off. Check the address.',
}

function notSignedIn(credential: Exclude<Credential, { kind: 'system' }>): Fault {
  return new Fault('unauthenticated', askAgain[credential.kind])
}
