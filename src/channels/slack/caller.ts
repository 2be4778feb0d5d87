import type { Call } from '../../tools/call.ts'
import type { Person } from '../desk/port.ts'

/** How calls of somebody in Slack are made and recorded, outside of conversations. */
export function callerOf({ platform, tenant, subject }: Person) {
  return {
    credential: { kind: 'identity', platform, tenant, subject },
    door: 'slack',
    address: `${platform}/${tenant}/${subject}`,
    initiator: 'person',
  } as const satisfies Omit<Call, 'tool' | 'input'>
}
