import type { Credential } from '../../access/credential.ts'
import type { Converse } from '../../agent/converse.ts'
import { Fault } from '../../platform/fault.ts'
import type { Call } from '../../tools/call.ts'
import type { Waist } from '../../tools/waist.ts'
import type { ChannelPort, Person, Place, Platform } from './port.ts'

export type DeskParts = {
  waist: Waist
  converse: Converse
  /** The platforms that are open. */
  ports: ReadonlyMap<Platform, ChannelPort>
  /** Has the desk's `work` called for this thread, by this process or another one. */
  wake(thread: string): void | Promise<void>
  /** As whom the desk links identities: the recorded system actor, with purpose desk. */
  self: Credential
  /** True for people of a workspace or tenant whose members may be linked by their address. */
  allows(person: Person): boolean
  /** The address of the page on which people get a code. */
  connectUrl: string
  /** Messages that one person may send in a minute. */
  mostPerMinute?: number
  /** Turns of one person that a process works on at once. */
  mostTurnsAtOnce?: number
  /** Milliseconds between two signs of life of a worker. */
  heartBeatMs?: number
}

/** Faults: unavailable when the platform is not open here, since it may be elsewhere or later. */
export function portOf(
  { ports }: Pick<DeskParts, 'ports'>,
  { platform }: Pick<Place, 'platform'>,
): ChannelPort {
  const port = ports.get(platform)
  if (!port) throw new Fault('unavailable', 'This platform is not connected at the moment.')
  return port
}

/** How calls of a platform's person are made and recorded. */
export function callerOf({ platform, tenant, subject }: Person) {
  return {
    credential: { kind: 'identity', platform, tenant, subject } as const,
    door: platform,
    address: `${platform}/${tenant}/${subject}`,
  } satisfies Pick<Call, 'credential' | 'door' | 'address'>
}
