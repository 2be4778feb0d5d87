import type { Person, Place, Profile } from '../desk/port.ts'
import type { Connector, Member } from './connector.ts'
import { TeamsFault } from './fault.ts'

/**
 * How Teams vouches for somebody, as a member of a conversation that they are in. Their user principal name counts as
 * address, which only an administrator writes; the mail address of the profile never does. Faults: those of the connector.
 */
export async function profileOf(
  connector: Pick<Connector, 'member'>,
  { person, place, tenantId }: { person: Person; place: () => Promise<Place>; tenantId: string | undefined },
): Promise<Profile> {
  const nobody = { name: '', address: undefined }
  if (person.subject.startsWith('28:')) return { ...nobody, standing: 'bot' }
  if (tenantId !== undefined && person.tenant !== tenantId) return { ...nobody, standing: 'foreign' }
  const member = await memberOf(connector, await place(), person.subject)
  if (!member) return { ...nobody, standing: 'deactivated' }
  const standing = standingOf(member, person)
  return {
    name: member.name,
    address: standing === 'member' ? member.userPrincipalName : undefined,
    standing,
  }
}

function standingOf(member: Member, { tenant }: Person): Profile['standing'] {
  if (member.id.startsWith('28:')) return 'bot'
  if (member.userRole !== undefined && member.userRole !== 'user') return 'guest'
  if (member.userPrincipalName?.includes('#EXT#')) return 'guest'
  return member.tenantId !== undefined && member.tenantId !== tenant ? 'foreign' : 'member'
}

/** Undefined for those who have left. */
async function memberOf(
  connector: Pick<Connector, 'member'>,
  place: Place,
  subject: string,
): Promise<Member | undefined> {
  try {
    return await connector.member(place, subject)
  } catch (error) {
    if (error instanceof TeamsFault && error.refusal.code === 'MemberNotFoundInConversation') return undefined
    throw error
  }
}
