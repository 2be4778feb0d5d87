import type { Call } from '../../tools/call.ts'
import type { Desk, Person } from '../desk/port.ts'

/** How calls of somebody in Slack are made and recorded, outside of conversations. */
export function callerOf({ platform, tenant, subject }: Person) {
  return {
    credential: { kind: 'identity', platform, tenant, subject },
    door: 'slack',
    address: `${platform}/${tenant}/${subject}`,
    initiator: 'person',
  } as const satisfies Omit<Call, 'tool' | 'input'>
}

/** The same of members alone; everybody else calls as nobody, whatever they are linked to. Faults: those of the desk. */
export async function memberCallerOf(
  desk: Pick<Desk, 'isMember'>,
  person: Person,
): Promise<Omit<Call, 'tool' | 'input'>> {
  const caller = callerOf(person)
  return (await desk.isMember(person)) ? caller : { ...caller, credential: { kind: 'none' } }
}
