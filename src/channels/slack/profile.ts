import type { UsersInfoResponse } from '@slack/web-api'
import type { Fault } from '../../platform/fault.ts'
import type { Person, Profile } from '../desk/port.ts'
import { askSlack, slackFault } from './fault.ts'
import type { Workspaces } from './workspaces.ts'

type User = NonNullable<UsersInfoResponse['user']>

/** What Slack says of somebody, with the address when Slack has confirmed it. Whoever Slack does not know here is foreign. */
export async function profileOf(workspaces: Workspaces, person: Person): Promise<Profile> {
  const stranger: Profile = { name: person.subject, address: undefined, standing: 'foreign' }
  try {
    const { client, house } = await workspaces.of(person.tenant)
    const { user } = await askSlack(() => client.users.info({ user: person.subject }))
    if (!user) return stranger
    const standing = standingOf(user, house ?? person.tenant)
    const confirmed = standing === 'member' && user.is_email_confirmed === true
    return {
      name: user.profile?.real_name || user.real_name || user.name || person.subject,
      address: confirmed ? user.profile?.email?.toLowerCase() : undefined,
      standing,
    }
  } catch (error) {
    const fault = slackFault(error)
    if (isUnknownHere(fault)) return stranger
    throw fault
  }
}

/** Gone people come first: somebody who has left is no guest any more. */
function standingOf(user: User, house: string) {
  if (user.deleted) return 'deactivated'
  if (user.is_bot || user.is_workflow_bot || user.id === 'USLACKBOT') return 'bot'
  if (user.is_stranger || !isOf(user, house)) return 'foreign'
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member'
}

/** True when the person belongs to the workspace, or to the organisation, that installed the app. */
function isOf(user: User, house: string): boolean {
  const { enterprise_id, teams = [] } = user.enterprise_user ?? {}
  return [user.team_id, enterprise_id, ...teams].includes(house)
}

function isUnknownHere({ code, details }: Fault): boolean {
  return code === 'not_found' && details.field === 'place'
}
