import type { Credential } from '../../access/credential.ts'
import { whoMayGrant } from '../../access/granters.ts'
import { Fault } from '../../platform/fault.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Waist } from '../../tools/waist.ts'

/** The command line's own side of the waist: with the credential of whoever runs the server. */
export type Operator = { waist: Waist; credential: Credential; url: string }

/** Runs a tool for whoever runs the server; a fault is thrown. */
async function command({ waist, credential }: Operator, tool: string, input: unknown): Promise<unknown> {
  const result = await invoke(waist, { credential, door: 'system', initiator: 'person', tool, input })
  if (result.outcome === 'done') return result.output
  throw result.outcome === 'pending' ? new Fault('refused', 'This needs a confirmation.') : result.fault
}

/** The address at which an active person signs in, once, within an hour. Faults: not_found. */
export async function signInLink(operator: Operator, email: string): Promise<string> {
  const { token } = (await command(operator, 'issue_sign_in_link', { email })) as { token: string }
  return `${operator.url}/sign-in/${token}`
}

/** A sign-in link for each of these people, as lines to print. */
export async function linkLines(
  operator: Operator,
  people: readonly { email: string; label: string }[],
): Promise<string[]> {
  const lines = ['Sign in as somebody at Northwind Staffing (each link works once, for an hour):']
  for (const { email, label } of people)
    lines.push(`  ${label.padEnd(36)} ${await signInLink(operator, email)}`)
  lines.push('Or talk right here: npx parley chat --as recruiter@northwind.test "what should I do first?"')
  return lines
}

/**
 * Names the organisation, makes its first owner, and returns their sign-in link. Refused where an owner is there already:
 * from then on owners make each other.
 */
export async function foundOrganisation(
  operator: Operator,
  owner: { email: string; name: string; organisation: string },
): Promise<string> {
  const owners = await whoMayGrant(operator.waist.db.sql)
  if (owners.length > 0)
    throw new Fault(
      'refused',
      `This installation is owned by ${owners.join(' and ')} already. Ask them to add you.`,
    )
  await command(operator, 'create_user', {
    name: owner.name,
    email: owner.email,
    kind: 'internal',
    role: 'super_admin',
  })
  await command(operator, 'update_settings', { name: owner.organisation })
  return signInLink(operator, owner.email)
}
