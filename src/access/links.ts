import type { Temporal } from 'temporal-polyfill'
import type { Db } from '../db/client.ts'
import { toDate } from '../platform/clock.ts'
import { hashToken, randomToken } from '../platform/secret.ts'

/** Minutes within which a sign-in link has to be redeemed. */
export const linkMinutes = 60

/** Makes a one-time sign-in link's token; the database keeps only its hash. */
export async function createLink(
  tx: Db,
  link: { id: string; userId: string; now: Temporal.Instant },
): Promise<string> {
  const token = randomToken()
  await tx.signInLink.create({
    data: {
      id: link.id,
      tokenHash: new Uint8Array(hashToken(token)),
      userId: link.userId,
      expiresAt: toDate(link.now.add({ minutes: linkMinutes })),
      createdAt: toDate(link.now),
    },
  })
  return token
}

/** Marks a link as used. False when it was used already: of two that redeem it at once, one wins. */
export async function consumeLink(tx: Db, id: string, now: Temporal.Instant): Promise<boolean> {
  const { count } = await tx.signInLink.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: toDate(now) },
  })
  return count === 1
}

/** Ends every open link of a person, for when they leave or their address changes. */
export async function endLinksOf(tx: Db, userId: string, now: Temporal.Instant): Promise<void> {
  await tx.signInLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: toDate(now) } })
}
