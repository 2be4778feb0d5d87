import type { Temporal } from 'temporal-polyfill'
import type { Db } from '../db/client.ts'
import { toDate } from '../platform/clock.ts'
import { hashToken, randomToken } from '../platform/secret.ts'

/** How long a session of the web lasts unless the organisation says otherwise: unused, and at the most. */
export const sessionHours = { idle: 2, absolute: 12 } as const

/** Opens a session and returns the token for the cookie; the database keeps only its hash. */
export async function createSession(
  tx: Db,
  session: {
    id: string
    userId: string
    now: Temporal.Instant
    address: string | undefined
    userAgent: string | undefined
    /** At the most, however much it is used. */
    hours: number
  },
): Promise<string> {
  const token = randomToken()
  await tx.session.create({
    data: {
      id: session.id,
      tokenHash: new Uint8Array(hashToken(token)),
      userId: session.userId,
      createdAt: toDate(session.now),
      lastSeenAt: toDate(session.now),
      expiresAt: toDate(session.now.add({ hours: session.hours })),
      address: session.address ?? null,
      userAgent: session.userAgent?.slice(0, 300) ?? null,
    },
  })
  return token
}

/** Ends one session; ending it again changes nothing. */
export async function endSession(tx: Db, id: string, now: Temporal.Instant): Promise<void> {
  await tx.session.updateMany({ where: { id, endedAt: null }, data: { endedAt: toDate(now) } })
}

/** Ends every session of a person, for when they leave or their address changes. Returns how many were open. */
export async function endSessionsOf(tx: Db, userId: string, now: Temporal.Instant): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { userId, endedAt: null },
    data: { endedAt: toDate(now) },
  })
  return count
}
