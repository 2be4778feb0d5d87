import type { Actor } from './actor.ts'
import type { Whose } from './rights.ts'

/**
 * Says which rows of a resource are one's own and which are one's team's, as Prisma conditions that are never empty and
 * never undefined. They are negated where a deny stands, so each must be true or false, never null: on a nullable
 * column say `{ AND: [{ userId: { not: null } }, { userId: actor.id }] }`, or go through the relation.
 * `personal` marks rows that are nobody's business but their person's, a profile or a conversation: then no scope,
 * not even that of a super admin, goes beyond own.
 */
export type Policy<W> = Whose<W, Actor>
