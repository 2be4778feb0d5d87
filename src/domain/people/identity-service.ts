import { createLinkCode, endCodesOf } from '../../access/link-codes.ts'
import { standingToCome } from '../../access/standing.ts'
import { obstacleToTouch } from '../../access/touch.ts'
import type { Prisma } from '../../db/generated/client.ts'
import { findPage, hintOf, pageGone } from '../../db/page.ts'
import { toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { platformNames, tellOwner } from './identity-notice.ts'
import { identityPolicy } from './policy.ts'

const include = {
  user: { select: { id: true, name: true } },
} satisfies Prisma.PlatformIdentityInclude

type IdentityRow = Prisma.PlatformIdentityGetPayload<{ include: typeof include }>

/** One's own linked accounts, or by words those of everybody whose one may see, the oldest first. */
export async function listIdentities(
  context: Context,
  search: { query?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const { tx } = context
  const where = { AND: [context.where(identityPolicy, 'read'), ...conditions(context, search.query)] }
  const { limit, cursor } = search
  const page = await findPage<IdentityRow>(
    tx,
    { subject: 'user', limit, cursor },
    {
      visible: async () => [],
      load: async () => [],
      after: async (id, take) =>
        tx.platformIdentity.findMany({
          where: id === undefined ? where : { AND: [where, await linkedAfter(context, id)] },
          include,
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          take,
        }),
      count: () => tx.platformIdentity.count({ where }),
    },
  )
  const { rows, ...rest } = page
  const workspaces = await workspaceNames(context, rows)
  const items = rows.map((row) => viewIdentity(row, { context, workspaces }))
  const hint =
    search.query === undefined ? {} : hintOf(page, { query: search.query, things: 'linked accounts' })
  return { items, ...rest, ...hint }
}

/** True when this account is linked with the actor now. */
export async function isLinked({ tx, actor }: Context, id: string): Promise<boolean> {
  return (await tx.platformIdentity.count({ where: { id, userId: actor.id } })) === 1
}

/** A one-time code that links whoever enters it with the actor. Faults: denied through any door but the page. */
export async function issueLinkCode(context: Context): Promise<{ code: string; expires_at: string }> {
  const { tx, actor, call, now, newId } = context
  // The page shows it to the person alone; an answer in chat would be read along and kept.
  if (actor.kind === 'system' || call.door !== 'web' || call.initiator !== 'person')
    throw new Fault('denied', 'Codes are shown on the page “Connect” of Parley on the web.')
  const { code, expiresAt } = await createLinkCode(tx, { id: newId(), userId: actor.id, now })
  return { code, expires_at: expiresAt.toString() }
}

/** Which account: by its id, or the only one of somebody, oneself unless said otherwise, perhaps on one platform. */
export type Unlinking = {
  identity?: string | undefined
  user?: string | undefined
  platform?: string | undefined
}

/**
 * The linked account that the actor may take away. Faults: not_found, invalid when several fit, denied for that of
 * somebody who may do more.
 */
export async function checkUnlink(context: Context, { identity, user, platform }: Unlinking) {
  const whose = identity === undefined ? { userId: user ?? context.actor.id } : { id: identity }
  const where = { AND: [context.where(identityPolicy, 'unlink'), whose, platform ? { platform } : {}] }
  const rows = await context.tx.platformIdentity.findMany({ where, include, take: 10 })
  const [row, ...others] = rows
  if (!row)
    throw new Fault('not_found', "I can't find that linked account, or it isn't yours to unlink.", {
      field: 'identity',
    })
  if (others.length > 0) {
    const workspaces = await workspaceNames(context, rows)
    const options = rows.map((one) => {
      const { id, label, detail } = viewIdentity(one, { context, workspaces })
      return { id, label: `${label} (${detail})` }
    })
    throw new Fault('invalid', 'There is more than one. Which do you mean?', { field: 'identity', options })
  }
  if (row.userId !== context.actor.id) {
    const touched = await standingToCome(context.tx, row.userId)
    const attempt = { deed: 'unlink_identity', superAdmins: 0 } as const
    const obstacle = obstacleToTouch(context.actor.rights, touched, attempt)
    if (obstacle) throw new Fault('denied', obstacle.message, { internal: obstacle.internal })
  }
  return viewIdentity(row, { context, workspaces: await workspaceNames(context, [row]) })
}

/** Takes a linked account away from its user, who is told. Faults: those of checkUnlink. */
export async function unlinkIdentity(context: Context, input: Unlinking) {
  const view = await checkUnlink(context, input)
  const { count } = await context.tx.platformIdentity.deleteMany({ where: { id: view.id } })
  if (count !== 1) throw new Fault('conflict', 'This account was unlinked a moment ago.')
  const identity = { id: view.id, platform: view.platform, name: view.account ?? null }
  await tellOwner(context, 'unlinked', { identity, user: view.user.id })
  return view
}

/**
 * Ends the linked accounts and open codes of a person. `address` ends only those that an address opened, for when it
 * changes, and tells the person; somebody who leaves is told nothing more.
 */
export async function endIdentitiesOf(
  context: Context,
  user: string,
  which: 'address' | 'all',
): Promise<void> {
  const { tx, now } = context
  const where = { userId: user, ...(which === 'address' ? { proof: 'address' } : {}) }
  const ended = await tx.platformIdentity.findMany({ where })
  await tx.platformIdentity.deleteMany({ where: { id: { in: ended.map(({ id }) => id) } } })
  await endCodesOf(tx, user, now)
  if (which === 'all') return
  for (const identity of ended) await tellOwner(context, 'unlinked', { identity, user })
}

/** Words that say nothing about which account is meant. */
const idle =
  /^(?:linked?|connected|accounts?|identit(?:y|ies)|connections?|login|microsoft|from|of|the|in|on|and)$/

/** Without words one's own; a platform narrows down, and other words are of the name of whose account it is. */
function conditions({ actor }: Context, query: string | undefined): Prisma.PlatformIdentityWhereInput[] {
  const words = (query ?? '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !idle.test(word))
  const platform = words.find((word) => word in platformNames)
  const names = words.filter((word) => word !== platform && !['my', 'mine', 'own', 's'].includes(word))
  return [
    ...(platform === undefined ? [] : [{ platform }]),
    ...(names.length === 0 ? [{ userId: actor.id }] : []),
    ...names.map((word) => ({ user: { name: { contains: word, mode: 'insensitive' as const } } })),
  ]
}

async function linkedAfter({ tx }: Context, id: string): Promise<Prisma.PlatformIdentityWhereInput> {
  const last = await tx.platformIdentity.findUnique({ where: { id }, select: { createdAt: true } })
  if (!last) throw pageGone()
  const { createdAt } = last
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] }
}

/** What workspaces call themselves, as far as it is known. */
async function workspaceNames(
  { tx }: Context,
  rows: readonly IdentityRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.map(({ tenant }) => tenant))]
  const known = await tx.workspace.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(known.map(({ id, name }) => [id, name]))
}

type Seen = { context: Context; workspaces: ReadonlyMap<string, string> }

function viewIdentity(row: IdentityRow, { context: { actor, now }, workspaces }: Seen) {
  const platform = platformNames[row.platform] ?? row.platform
  const linked = toInstant(row.createdAt)
  const zoned = linked.toZonedDateTimeISO(actor.timeZone)
  const sameYear = zoned.year === now.toZonedDateTimeISO(actor.timeZone).year
  const day = zoned.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' as const }),
  })
  const workspace = workspaces.get(row.tenant)
  const called = row.name === null ? '' : ` ${row.name}`
  const by = row.proof === 'code' ? 'by code' : 'by mail address'
  return {
    id: row.id,
    label: row.userId === actor.id ? `${platform}${called}` : `${platform}${called}, of ${row.user.name}`,
    detail: [workspace, `linked ${day} ${by}`].filter(Boolean).join(', '),
    platform: row.platform,
    ...(row.name === null ? {} : { account: row.name }),
    ...(workspace === undefined ? {} : { workspace }),
    user: row.user,
    proof: row.proof,
    linked_at: linked.toString(),
  }
}
