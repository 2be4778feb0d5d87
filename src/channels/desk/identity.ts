import type { Temporal } from 'temporal-polyfill'
import { endCode, readLinkCode } from '../../access/link-codes.ts'
import { Fault, toFault } from '../../platform/fault.ts'
import { invoke } from '../../tools/invoke.ts'
import { callerOf, type DeskParts } from './parts.ts'
import type { ChannelPort, Person, Profile } from './port.ts'

/** Who speaks: a user of ours, or somebody who is told why not (bots are told nothing). `linked`: by this very message. */
export type Speaker =
  | { known: true; user: string; name: string; linked: 'address' | 'code' | undefined }
  | { known: false; words: string | undefined }

export type Identities = ReturnType<typeof createIdentities>

/** Minutes for which a platform's word on a member holds, and on anybody else. */
const memberMinutes = 15
const othersMinutes = 1
const mostKept = 10_000

/** Finds out for whom a platform's person acts. Whoever is let in for nobody is for the caller to record. */
export function createIdentities(parts: Pick<DeskParts, 'waist' | 'self' | 'allows' | 'connectUrl'>) {
  const { waist } = parts
  const kept = new Map<string, { profile: Profile; until: Temporal.Instant }>()

  const profileOf = async (port: ChannelPort, person: Person): Promise<Profile> => {
    const key = callerOf(person).address
    const now = waist.clock.now()
    const known = kept.get(key)
    if (known && known.until.epochMilliseconds > now.epochMilliseconds) return known.profile
    const profile = await port.profile(person)
    const minutes = profile.standing === 'member' ? memberMinutes : othersMinutes
    kept.delete(key)
    kept.set(key, { profile, until: now.add({ minutes }) })
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
    return profile
  }

  return {
    /** True for a member, as the platform says now or said a moment ago. Faults: those of the port. */
    async isMember(port: ChannelPort, person: Person): Promise<boolean> {
      return (await profileOf(port, person)).standing === 'member'
    },
    /** The active user for whom a member speaks; undefined for everybody else. Faults: those of the port. */
    async userOf(port: ChannelPort, person: Person): Promise<string | undefined> {
      if ((await profileOf(port, person)).standing !== 'member') return undefined
      return (await linkedUser(parts, person))?.user
    },
    /** `said`: what was written one to one, where a code may be told. Faults: those of the port. */
    async speaker(port: ChannelPort, person: Person, said?: string): Promise<Speaker> {
      const profile = await profileOf(port, person)
      if (profile.standing !== 'member') return { known: false, words: refusals[profile.standing] }
      const user = await linkedUser(parts, person)
      const code = said === undefined ? undefined : codeIn(said, user === undefined)
      if (user && !code) return { known: true, ...user, linked: undefined }
      return link(parts, person, { profile, code })
    },
  }
}

const refusals: Record<Exclude<Profile['standing'], 'member'>, string | undefined> = {
  guest: 'I only work with members of this workspace, and you are a guest here. Please ask your contact.',
  foreign: 'I only work with people of this company. Please ask your contact here.',
  deactivated: 'Your account here is deactivated, so I cannot act for you. Please ask your administrator.',
  bot: undefined,
}

const afterLink = /^\s*link\s+(?:me\s+)?(\S{4}[-‐‑–— ]?\S{4})\s*[.!]?\s*$/i
const alone = /^\s*([A-Z2-9]{4}[-‐‑–—][A-Z2-9]{4})\s*$/i

/** The code that a message consists of. “part-time” looks like one too, so without “link” it counts from strangers only. */
export function codeIn(text: string, stranger: boolean): string | undefined {
  return afterLink.exec(text)?.[1] ?? (stranger ? alone.exec(text)?.[1] : undefined)
}

/** What looks like a code, wherever it stands. */
const anywhere = /(?<![A-Z0-9])[A-Z2-9]{4}[-‐‑–—][A-Z2-9]{4}(?![A-Z0-9])/gi
/** Of a longer list nobody can tell which are codes. */
const mostHeard = 5

/** Ends the codes in what others could read too: whoever was quicker than its person would be let in by one. */
export async function spoilCodes({ waist }: Pick<DeskParts, 'waist'>, said: string): Promise<void> {
  for (const code of (said.match(anywhere) ?? []).slice(0, mostHeard)) {
    const hash = await readLinkCode(code)
    if (hash) await endCode(waist.db.reads, hash, waist.clock.now())
  }
}

/** The active user for whom this identity stands; undefined for an unknown identity. */
async function linkedUser({ waist }: Pick<DeskParts, 'waist'>, person: Person) {
  try {
    const { id, name } = await waist.authenticate(callerOf(person).credential)
    return { user: id, name }
  } catch (error) {
    if (toFault(error).code === 'unauthenticated') return undefined
    throw error
  }
}

async function link(
  parts: Pick<DeskParts, 'waist' | 'self' | 'allows' | 'connectUrl'>,
  person: Person,
  { profile, code }: { profile: Profile; code: string | undefined },
): Promise<Speaker> {
  const { waist } = parts
  const { address, door } = callerOf(person)
  const result = await invoke(waist, {
    credential: parts.self,
    door,
    address,
    tool: 'link_identity',
    initiator: 'system',
    input: {
      platform: person.platform,
      tenant: person.tenant,
      subject: person.subject,
      allowed: parts.allows(person),
      name: profile.name.replaceAll('\u0000', '').slice(0, 120).toWellFormed(),
      ...(profile.address ? { address: profile.address } : {}),
      ...(code ? { code } : {}),
    },
  })
  if (result.outcome !== 'done') {
    const fault = result.outcome === 'pending' ? new Fault('failed', 'Please try again.') : result.fault
    if (fault.code === 'unavailable' || fault.code === 'failed') throw fault
    return { known: false, words: `${fault.message} “Connect” is here: ${parts.connectUrl}` }
  }
  const linked = await linkedUser(parts, person)
  if (!linked)
    return { known: false, words: 'Your account of Parley is not active. Please ask your administrator.' }
  return { known: true, ...linked, linked: code ? 'code' : 'address' }
}
