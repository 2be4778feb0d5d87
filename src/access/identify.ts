import { Temporal } from 'temporal-polyfill'
import type { Sql } from '../db/client.ts'
import { hashToken } from '../platform/secret.ts'
import type { UserKind } from './actor.ts'
import type { Credential } from './credential.ts'
import { sessionHours } from './sessions.ts'

/** The person behind a credential, before their rights are known. */
export type Identified = {
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
  /** How a platform identity was linked, for those who speak by one. */
  proof: string | undefined
  /** The database's present, which decides about every expiry. */
  at: Temporal.Instant
}

type Shown = Extract<Credential, { kind: 'session' | 'link' | 'demo' | 'identity' | 'owner' }>
type Of<K extends Shown['kind']> = Extract<Shown, { kind: K }>

/** Finds the person whom a credential stands for; undefined when it stands for nobody. */
export async function identify(
  { sql, demo }: { sql: Sql; demo: () => boolean },
  credential: Shown | { kind: 'none' },
): Promise<Identified | undefined> {
  if (credential.kind === 'none') return undefined
  if (credential.kind === 'demo') return demo() && credential.loopback ? byDemo(sql, credential) : undefined
  if (credential.kind === 'identity') return byIdentity(sql, credential)
  if (credential.kind === 'owner') return byOwner(sql, credential)
  if (credential.kind === 'link') return byLink(sql, credential)
  return bySession(sql, credential)
}

const person = `u.id, u.name, u.email::text as email, u.kind, u.status, u.time_zone, u.language, u.authz_epoch,
  u.notice_acknowledged_at is not null as acknowledged, now() as at`

async function byDemo(sql: Sql, { email }: Of<'demo'>) {
  return read(
    await sql({
      name: 'demo_person',
      text: `select ${person}, null as credential_id from app_user u where u.email = $1 and u.kind <> 'system'`,
      values: [email],
    }),
  )
}

async function byIdentity(sql: Sql, { platform, tenant, subject }: Of<'identity'>) {
  return read(
    await sql({
      name: 'identity_person',
      text: `select ${person}, i.id as credential_id, i.proof from platform_identity i join app_user u on u.id = i.user_id
        where i.platform = $1 and i.tenant = $2 and i.subject = $3`,
      values: [platform, tenant, subject],
    }),
  )
}

async function byOwner(sql: Sql, { user }: Of<'owner'>) {
  return read(
    await sql({
      name: 'owner_person',
      text: `select ${person}, null as credential_id from app_user u where u.id = $1 and u.kind <> 'system'`,
      values: [user],
    }),
  )
}

async function byLink(sql: Sql, { token }: Of<'link'>) {
  return read(
    await sql({
      name: 'link_person',
      text: `select ${person}, l.id as credential_id from sign_in_link l join app_user u on u.id = l.user_id
        where l.token_hash = $1 and l.used_at is null and l.expires_at > now()`,
      values: [hashToken(token)],
    }),
  )
}

async function bySession(sql: Sql, { token }: Of<'session'>) {
  const found = await sql({
    name: 'session_person',
    text: `select ${person}, s.id as credential_id, s.last_seen_at < now() - interval '1 minute' as stale from session s join app_user u on u.id = s.user_id
      where s.token_hash = $1 and s.ended_at is null and s.expires_at > now()
        and s.last_seen_at > now() - make_interval(hours => coalesce(
          (select (o.settings -> 'session_hours' ->> 'idle')::int from organisation o limit 1), ${sessionHours.idle}))`,
    values: [hashToken(token)],
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
    proof: typeof row.proof === 'string' ? row.proof : undefined,
    at: Temporal.Instant.from((row.at as Date).toISOString()),
  }
}
