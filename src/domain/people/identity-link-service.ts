import { addressSuffices } from '../../access/address-rights.ts'
import {
  consumeLinkCode,
  countTry,
  forgetTries,
  type PlatformPerson,
  readLinkCode,
} from '../../access/link-codes.ts'
import { standingToCome } from '../../access/standing.ts'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import { releaseHeld } from '../../tools/outbox.ts'
import type { Context } from '../../tools/tool.ts'
import { tellOwner } from './identity-notice.ts'
import { domainOfAddress } from './mail-domains.ts'
import { organisationOf } from './service.ts'

export type LinkRequest = PlatformPerson & {
  name?: string | undefined
  /** One that the platform itself has confirmed. */
  address?: string | undefined
  code?: string | undefined
  /** True when the workspace or tenant is one that this installation allows. */
  allowed: boolean
}

/** The hash of the code that was entered. */
export type PreparedLink = { codeHash: Uint8Array<ArrayBuffer> } | undefined

/**
 * Reads the code that was entered and counts the try, before anything else and for good. Faults: denied for whoever is
 * not the desk and for what is no code, limited.
 */
export async function prepareLink(context: Context, asked: LinkRequest): Promise<PreparedLink> {
  if (context.actor.kind !== 'system')
    throw new Fault('denied', 'Accounts are linked where they are: write to Parley in Slack or Teams.')
  if (asked.code === undefined) return undefined
  await countTry(context.tx, asked, { id: context.newId(), now: context.now })
  const codeHash = await readLinkCode(asked.code)
  if (!codeHash) throw wrongCode()
  return { codeHash }
}

/**
 * Links a platform identity with the user whose code was entered, or whose address the platform vouches for. A code may
 * take an identity away from another user; an address never does. What could not reach the user before is put back.
 * Faults: denied, in words that do not tell whether an address or code is known; conflict when the same identity is
 * linked at this very moment.
 */
export async function linkIdentity(context: Context, asked: LinkRequest, prepared: PreparedLink) {
  const { platform, tenant, subject } = asked
  const proof: Proof = prepared ? 'code' : 'address'
  const user = prepared
    ? await ownerOfCode(context, asked, prepared.codeHash)
    : await ownerOfAddress(context, asked)
  const before = await context.tx.platformIdentity.findUnique({
    where: { platform_tenant_subject: { platform, tenant, subject } },
  })
  if (before?.userId === user.id) {
    // A code is the stronger proof, and opens what the address does not.
    if (prepared) {
      await context.tx.platformIdentity.update({ where: { id: before.id }, data: { proof } })
      await releaseHeld(context.tx, user.id, context.now)
    }
    return { id: before.id, user, proof, again: true }
  }
  if (before) {
    if (proof === 'address') throw unknown('the identity is linked to somebody else')
    await context.tx.platformIdentity.deleteMany({ where: { id: before.id } })
    await tellOwner(context, 'unlinked', { identity: before, user: before.userId })
  }
  const identity = { id: context.newId(), platform, name: asked.name ?? null }
  const row = { ...identity, tenant, subject, userId: user.id, proof, createdAt: toDate(context.now) }
  const { count } = await context.tx.platformIdentity.createMany({ data: [row], skipDuplicates: true })
  if (count !== 1)
    throw new Fault('conflict', 'Your account was linked a moment ago. Please write to me again.')
  await tellOwner(context, 'linked', { identity, user: user.id })
  await releaseHeld(context.tx, user.id, context.now)
  return { id: identity.id, user, proof, again: false }
}

type Owner = { id: string; name: string }
type Proof = 'address' | 'code'

async function ownerOfCode(
  context: Context,
  asked: LinkRequest,
  codeHash: Uint8Array<ArrayBuffer>,
): Promise<Owner> {
  const id = await consumeLinkCode(context.tx, codeHash, context.now)
  const user = id === undefined ? undefined : await activeUser(context, { id })
  if (!user) throw wrongCode()
  await forgetTries(context.tx, asked)
  return user
}

async function ownerOfAddress(context: Context, { allowed, address }: LinkRequest): Promise<Owner> {
  const domain = address === undefined ? undefined : domainOfAddress(address)
  if (!allowed || address === undefined || domain === undefined)
    throw unknown('the workspace is not allowed, or no address is vouched for')
  if (!(await organisationOf(context)).mail_domains.includes(domain))
    throw unknown('the domain of the address is not among the mail domains')
  const user = await activeUser(context, { email: address })
  if (!user) throw unknown('nobody active has the address')
  const { grants } = await standingToCome(context.tx, user.id)
  if (addressSuffices(grants)) return user
  throw unknown('the user holds more than an address may open')
}

async function activeUser(
  { tx }: Context,
  who: { id: string } | { email: string },
): Promise<Owner | undefined> {
  const where = { ...who, status: 'active', kind: { not: 'system' as const } }
  const found = await tx.user.findFirst({ where, select: { id: true } })
  if (!found) return undefined
  // Whoever changes the person at this moment is waited for, and then is seen; whoever does later sees what is linked here.
  await tx.$queryRaw`select id from app_user where id = ${found.id}::uuid for share`
  const row = await tx.user.findFirst({ where: { ...where, id: found.id }, select: { id: true, name: true } })
  return row ?? undefined
}

/** The same words whether there is such a person or not. */
function unknown(internal: string): Fault {
  return new Fault(
    'denied',
    'I do not know this account yet. If you use Parley on the web, open “Connect” there, get a code and write it to me, ' +
      'like this: link ABCD-EFGH. Otherwise ask whoever looks after Parley in your company.',
    { internal },
  )
}

function wrongCode(): Fault {
  return new Fault(
    'denied',
    'This code does not work: it may be mistyped, used already, or older than ten minutes. Open “Connect” in Parley on ' +
      'the web, get a new one, and write it to me like this: link ABCD-EFGH.',
    { field: 'code' },
  )
}
