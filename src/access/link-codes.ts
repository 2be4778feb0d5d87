import { randomInt, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Temporal } from 'temporal-polyfill'
import type { Db } from '../db/client.ts'
import { toDate } from '../platform/clock.ts'
import { Fault } from '../platform/fault.ts'
import type { Credential } from './credential.ts'

/** A person as their platform proved them. */
export type PlatformPerson = Omit<Extract<Credential, { kind: 'identity' }>, 'kind'>

/** Minutes within which a code has to be entered. */
export const codeMinutes = 10

/** Codes that one person may have open; a further one ends the oldest. */
export const openCodes = 3

/** Codes that may be tried in a quarter of an hour: by one identity, and by all together. */
export const tries = { perIdentity: 5, inAll: 200, minutes: 15 } as const

/** Characters that are not taken for one another, aloud or on paper. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const length = 8

/** Makes a one-time code by which this person links a platform identity. The database keeps only its hash. */
export async function createLinkCode(
  tx: Db,
  made: { id: string; userId: string; now: Temporal.Instant },
): Promise<{ code: string; expiresAt: Temporal.Instant }> {
  const text = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
  const expiresAt = made.now.add({ minutes: codeMinutes })
  // Of two that ask at once the second waits here, so that it counts the first one's code.
  await tx.$queryRaw`select id from app_user where id = ${made.userId}::uuid for no key update`
  const open = await tx.linkCode.findMany({
    where: { userId: made.userId, usedAt: null, expiresAt: { gt: toDate(made.now) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
    skip: openCodes - 1,
  })
  await tx.linkCode.deleteMany({
    where: {
      OR: [
        { id: { in: open.map(({ id }) => id) } },
        { expiresAt: { lt: toDate(made.now.subtract({ hours: 24 })) } },
      ],
    },
  })
  await tx.linkCode.create({
    data: {
      id: made.id,
      codeHash: await hashCode(text),
      userId: made.userId,
      expiresAt: toDate(expiresAt),
      createdAt: toDate(made.now),
    },
  })
  return { code: `${text.slice(0, 4)}-${text.slice(4)}`, expiresAt }
}

/** A code as it was typed, in the form that is looked up; undefined when no code looks so. */
export async function readLinkCode(typed: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const text = typed.toUpperCase().replace(/[\s\-‐‑–—_.]/g, '')
  const fits = text.length === length && [...text].every((character) => alphabet.includes(character))
  return fits ? await hashCode(text) : undefined
}

/** Uses up a code and says whose it is; undefined when it is wrong, used or expired. Of two at once, one gets it. */
export async function consumeLinkCode(
  tx: Db,
  codeHash: Uint8Array<ArrayBuffer>,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const open = { codeHash, usedAt: null, expiresAt: { gt: toDate(now) } }
  const { count } = await tx.linkCode.updateMany({ where: open, data: { usedAt: toDate(now) } })
  if (count !== 1) return undefined
  return (await tx.linkCode.findUnique({ where: { codeHash }, select: { userId: true } }))?.userId
}

/** Ends a code that others may have read, whoever's it is. */
export async function endCode(
  db: Db,
  codeHash: Uint8Array<ArrayBuffer>,
  now: Temporal.Instant,
): Promise<void> {
  await db.linkCode.updateMany({ where: { codeHash, usedAt: null }, data: { usedAt: toDate(now) } })
}

/** Ends every open code of a person, for when they leave or their doors are shut. */
export async function endCodesOf(tx: Db, userId: string, now: Temporal.Instant): Promise<void> {
  await tx.linkCode.updateMany({ where: { userId, usedAt: null }, data: { usedAt: toDate(now) } })
}

/**
 * Counts that this identity tries a code, outside the transaction of the call, so that a wrong one stays counted.
 * Faults: limited, which says when the next one may be tried.
 */
export async function countTry(
  db: Db,
  { platform, tenant, subject }: PlatformPerson,
  { id, now }: { id: string; now: Temporal.Instant },
): Promise<void> {
  const since = toDate(now.subtract({ minutes: tries.minutes }))
  const own = { platform, tenant, subject, at: { gt: since } }
  await db.linkTry.deleteMany({ where: { at: { lte: since } } })
  if ((await db.linkTry.count({ where: own })) >= tries.perIdentity) throw tooMany()
  await db.linkTry.create({ data: { id, platform, tenant, subject, at: toDate(now) } })
  // Counted again with one's own among them, so that those who try at the same moment see one another.
  const [mine, all] = [await db.linkTry.count({ where: own }), await db.linkTry.count()]
  if (mine > tries.perIdentity || all > tries.inAll) throw tooMany()
}

/** Forgets what an identity tried, once it was right. */
export async function forgetTries(tx: Db, { platform, tenant, subject }: PlatformPerson): Promise<void> {
  await tx.linkTry.deleteMany({ where: { platform, tenant, subject } })
}

function tooMany(): Fault {
  return new Fault(
    'limited',
    `That were many codes at once. Please wait ${tries.minutes} minutes, then get a new code and try again.`,
    { retryAfterSeconds: tries.minutes * 60 },
  )
}

const derive = promisify<string, string, number, Buffer>(scrypt)

/** A slow hash, since a code is short enough for a plain one to be guessed by whoever reads the table. */
async function hashCode(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await derive(text, 'parley:link-code', 32))
}
