import { z } from 'zod'
import { roleNames } from '../../access/roles.ts'
import type { Fact } from '../../tools/card.ts'
import { choiceOf, idOf, idsOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import {
  deactivateUser as deactivateUserIn,
  planAccount,
  previewDeactivation,
  updateUser as updateUserIn,
} from './account-change-service.ts'
import { createUser as createUserIn, planUser } from './account-service.ts'
import { membership } from './membership.ts'
import { account, roleWords } from './tools.ts'
import { roleInWords } from './user-view.ts'
import { seenVersion } from './version.ts'

const name = textOf('Full name.', 120, { kind: 'name', cues: ['named', 'called'] })
const email = z
  .email('is not an e-mail address such as ana@example.com')
  .max(254)
  .describe('E-mail address; sign-in links go there.')
  .meta({ kind: 'email', sensitive: true })
const zone = textOf('IANA time zone such as Europe/Berlin, or its city.', 60, {
  kind: 'zone',
  cues: ['zone', 'timezone'],
})

const one = z.object({ id: z.uuid(), label: z.string(), detail: z.string(), ...account })

export const createUser = defineTool({
  name: 'create_user',
  title: 'Add a person',
  description:
    'Makes an account for a colleague, or for a candidate, supplier or referrer outside, with one of the roles that the ' +
    'caller holds or none. The person signs in by a link to that address. Returns the account and what happens next.',
  examples: [
    'add a user: Jana Novak, jana@northwind.test, recruiter in team Data',
    'create an account for lena weiss lena@northwind.test',
    'new supplier account for Tom Ford, tom@fordstaffing.test',
    'add colleague priya patel (priya@northwind.test) as manager',
    'invite max@northwind.test, Max Berg, as a viewer',
  ],
  permission: { resource: 'user', action: 'create' },
  effect: 'power',
  featured: ['admin'],
  input: z.strictObject({
    name,
    email,
    role: choiceOf(
      roleNames,
      'Role to begin with; without one nothing is allowed yet.',
      roleWords,
    ).optional(),
    kind: choiceOf(
      ['internal', 'candidate', 'supplier', 'referrer'],
      'Default: what the role says.',
    ).optional(),
    team: idOf('team', 'Team of a colleague.').optional(),
    time_zone: zone.optional(),
  }),
  output: one.extend({ next: z.string() }),
  targets: () => [],
  preview: async (context, input) => {
    const plan = await planUser(context, input)
    return {
      text: 'An account will be made, and the person gets a mail.',
      facts: [
        { label: 'Name', value: plan.name },
        { label: 'E-mail', value: plan.email },
        { label: 'Role', value: plan.role ? roleInWords(plan.role.name) : 'none yet' },
        ...(plan.team ? [{ label: 'Team', value: plan.team.name }] : []),
        { label: 'Time zone', value: plan.zone },
      ],
    }
  },
  run: createUserIn,
  card: (user) => ({ title: `Added ${user.name}`, text: user.next, facts: factsOf(user) }),
})

export const updateUser = defineTool({
  name: 'update_user',
  title: 'Change a person',
  description:
    "Changes somebody's account: name, e-mail address, time zone, teams to join or leave, or brings a deactivated person " +
    'back. A new address needs every permission of that person. Returns the account as it is now and what changed.',
  examples: [
    'change the email of ravi menon to ravi@northwind.test',
    'mona lindqvist is now called Mona Lind',
    'set the time zone of mei tanaka to Tokyo',
    'reactivate victor osei',
  ],
  permission: { resource: 'user', action: 'update' },
  effect: 'power',
  featured: ['admin'],
  input: z.strictObject({
    user: idOf('user', 'Whose account.'),
    name: name
      .describe('New full name.')
      .meta({ cues: ['now called', 'called', 'new name', 'name to'] })
      .optional(),
    email: email.describe('New e-mail address; old sign-in links and sessions end.').optional(),
    teams: idsOf('team', 'Teams to join or leave.', 20).optional(),
    membership,
    time_zone: zone.optional(),
    status: choiceOf(['active'], 'active brings a deactivated person back.', {
      active: ['reactivate', 'activate', 'bring back'],
    }).optional(),
    version: seenVersion,
  }),
  output: one.extend({ changed: z.array(z.string()) }),
  targets: (input) => [{ type: 'user', id: input.user }],
  preview: async (context, input) => {
    const { before, data, teams } = await planAccount(context, input)
    const teamNames = (list: readonly { name: string }[]) => list.map((team) => team.name).join(', ')
    return {
      facts: [
        { label: 'Person', value: before.name },
        ...change('Name', before.name, data.name),
        ...change('E-mail', before.email, data.email),
        ...change('Time zone', before.timeZone, data.timeZone),
        ...change('Status', before.status, data.status),
        ...(teams.join.length > 0 ? [{ label: 'Joins', value: teamNames(teams.join) }] : []),
        ...(teams.leave.length > 0 ? [{ label: 'Leaves', value: teamNames(teams.leave) }] : []),
      ],
    }
  },
  run: updateUserIn,
  card: (user) => ({
    title: `Changed ${user.name}`,
    text: `New: ${user.changed.map((field) => field.replaceAll('_', ' ')).join(', ')}.`,
    facts: factsOf(user),
  }),
})

export const deactivateUser = defineTool({
  name: 'deactivate_user',
  title: 'Deactivate a person',
  description:
    "Ends somebody's account: they are signed out everywhere and can no longer sign in; what they did stays on record. " +
    'Needs every permission of that person. Returns the account and what they still own, for a colleague to take over.',
  examples: [
    'deactivate ravi menon',
    'runa has left the company, close her account',
    "end victor's account",
    'block user sam whitfield',
    'offboard recruiter3',
  ],
  permission: { resource: 'user', action: 'deactivate' },
  effect: 'irreversible',
  featured: ['admin'],
  input: z.strictObject({ user: idOf('user', 'Whose account ends.'), version: seenVersion }),
  output: one.extend({
    sessions_ended: z.int(),
    leaves: z.object({ jobs: z.int(), candidates: z.int(), applications: z.int() }),
  }),
  targets: (input) => [{ type: 'user', id: input.user }],
  preview: async (context, input) => {
    const { user, leaves } = await previewDeactivation(context, input.user)
    return {
      text: `${user.name} will be signed out everywhere. ${leftBehind(leaves)}`.trim(),
      facts: factsOf(user),
    }
  },
  run: deactivateUserIn,
  card: (user) => ({
    title: `Deactivated ${user.name}`,
    text: `They are signed out everywhere. ${leftBehind(user.leaves)}`.trim(),
    facts: factsOf(user),
  }),
})

function leftBehind({
  jobs,
  candidates,
  applications,
}: {
  jobs: number
  candidates: number
  applications: number
}): string {
  const owned = [
    ...(jobs > 0 ? [`${jobs} open ${jobs === 1 ? 'opening' : 'openings'}`] : []),
    ...(candidates > 0 ? [`${candidates} ${candidates === 1 ? 'candidate' : 'candidates'}`] : []),
    ...(applications > 0
      ? [`${applications} active ${applications === 1 ? 'application' : 'applications'}`]
      : []),
  ]
  return owned.length === 0 ? '' : `They still own ${owned.join(', ')}; give them to a colleague.`
}

function factsOf(user: { email: string; detail: string; time_zone: string }): Fact[] {
  return [
    { label: 'E-mail', value: user.email },
    { label: 'Role and team', value: user.detail },
    { label: 'Time zone', value: user.time_zone },
  ]
}

function change(label: string, from: string, to: unknown): Fact[] {
  return typeof to === 'string' ? [{ label, value: `${from} → ${to}` }] : []
}
