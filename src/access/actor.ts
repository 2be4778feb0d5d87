import type { Rights } from './rights.ts'

export const userKinds = ['internal', 'candidate', 'supplier', 'referrer', 'system'] as const
export type UserKind = (typeof userKinds)[number]

export const personas = ['admin', 'manager', 'recruiter', 'candidate', 'supplier', 'referrer'] as const
export type Persona = (typeof personas)[number]

export const doors = ['slack', 'teams', 'web', 'terminal', 'mcp', 'rest', 'queue', 'system'] as const
export type Door = (typeof doors)[number]

/** Whoever a call is made for. Only access/authenticate.ts makes one; doors hold credentials, never actors. */
export type Actor = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly kind: UserKind
  readonly teams: readonly string[]
  readonly roles: readonly string[]
  readonly personas: readonly Persona[]
  readonly timeZone: string
  readonly language: string
  /** False until the person has read the notice that their acts are recorded. */
  readonly noticeAcknowledged: boolean
  readonly epoch: number
  readonly rights: Rights
  /** What proved the identity, for the record: kind and row id, never the secret. */
  readonly credential: string
  /** The row behind the credential (session, link), for the tool that consumes it. */
  readonly credentialId: string | undefined
}
