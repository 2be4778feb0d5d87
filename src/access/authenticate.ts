import { Temporal } from 'temporal-polyfill'
import type { Sql } from '../db/client.ts'
import { Fault } from '../platform/fault.ts'
import { hashToken } from '../platform/secret.ts'
import type { Actor, UserKind } from './actor.ts'
import { compile } from './compile.ts'
import type { Credential } from './credential.ts'
import { type Entitlement, loadEntitlement } from './entitlement.ts'
import { sessionHours } from './sessions.ts'

/** The recorded system actor: its row comes with the first migration. */
export const systemUserId = '00000000-0000-7000-8000-000000000001'

export type Authenticate = (credential: Credential) => Promise<Actor>

type Identified = {
  id: string
  name: string
  email: string
  kind: UserKind
  status: string
  timeZone: string
  language: string
  epoch: number
  noticeAcknowledged: boolean
  credentialId: string | undefined
  /** The database's present, which decides about every expiry. */
  at: Temporal.Instant
}

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

const person = `u.id, u.name, u.email::text as email, u.kind, u.status, u.time_zone, u.language, u.authz_epoch,
  u.notice_acknowledged_at is not null as acknowledged, now() as at`

async function identify(
  { sql, demo }: { sql: Sql; demo: () => boolean },
  credential: Exclude<Credential, { kind: 'system' }>,
): Promise<Identified | undefined> {
  if (credential.kind === 'none') return undefined
  if (credential.kind === 'demo') {
    if (!demo() || !credential.loopback) return undefined
    return read(
      await sql({
        name: 'demo_person',
        text: `select ${person}, null as credential_id from app_user u where u.email = $1 and u.kind <> 'system'`,
        values: [credential.email],
      }),
    )
  }
  if (credential.kind === 'identity') {
    return read(
      await sql({
        name: 'identity_person',
        text: `select ${person}, i.id as credential_id from platform_identity i join app_user u on u.id = i.user_id
        where i.platform = $1 and i.tenant = $2 and i.subject = $3`,
        values: [credential.platform, credential.tenant, credential.subject],
      }),
    )
  }
  if (credential.kind === 'owner') {
    return read(
      await sql({
        name: 'owner_person',
        text: `select ${person}, null as credential_id from app_user u where u.id = $1 and u.kind <> 'system'`,
        values: [credential.user],
      }),
    )
  }
  if (credential.kind === 'link') {
    return read(
      await sql({
        name: 'link_person',
        text: `select ${person}, l.id as credential_id from sign_in_link l join app_user u on u.id = l.user_id
        where l.token_hash = $1 and l.used_at is null and l.expires_at > now()`,
        values: [hashToken(credential.token)],
      }),
    )
  }
  const found = await sql({
    name: 'session_person',
    text: `select ${person}, s.id as credential_id, s.last_seen_at < now() - interval '1 minute' as stale from session s join app_user u on u.id = s.user_id
      where s.token_hash = $1 and s.ended_at is null and s.expires_at > now()
        and s.last_seen_at > now() - make_interval(hours => coalesce(
          (select (o.settings -> 'session_hours' ->> 'idle')::int from organisation o limit 1), ${sessionHours.idle}))`,
    values: [hashToken(credential.token)],
  })
  const session = found.rows[0]
  if (session?.stale)
    await sql({
      text: 'update session set last_seen_at = now() where id = $1',
      values: [session.credential_id],
    })
  return read(found)
}

function read({ rows }: { rows: Record<string, unknown>[] }): Identified | undefined {
  const row = rows[0]
  if (!row) return undefined
  return {
    id: String(row.id),
    name: String(row.name),
    email: String(row.email),
    kind: row.kind as UserKind,
    status: String(row.status),
    timeZone: String(row.time_zone),
    language: String(row.language),
    epoch: Number(row.authz_epoch),
    noticeAcknowledged: row.acknowledged === true,
    credentialId: row.credential_id === null ? undefined : String(row.credential_id),
    at: Temporal.Instant.from((row.at as Date).toISOString()),
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
