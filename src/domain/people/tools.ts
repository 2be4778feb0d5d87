import { z } from 'zod'
import { roleNames } from '../../access/roles.ts'
import type { Card } from '../../tools/card.ts'
import { choiceOf, cursor, found, idOf, limit, pageOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { listUsers as listUsersOf } from './service.ts'
import { listTeams as listTeamsOf } from './team-service.ts'
import { roleInWords } from './user-view.ts'

export const roleWords = {
  super_admin: ['super admin', 'owner'],
  admin: ['administrator', 'admins'],
  manager: ['managers', 'hiring manager'],
  recruiter: ['recruiters'],
  viewer: ['viewers', 'read only'],
  candidate: ['candidates'],
  supplier: ['suppliers', 'vendor'],
  referrer: ['referrers'],
} as const

/** An account as answers show it. */
export const account = {
  name: z.string(),
  email: z.string(),
  kind: z.string(),
  status: z.string(),
  roles: z.array(z.string()),
  teams: z.array(z.object({ id: z.uuid(), name: z.string() })),
  time_zone: z.string(),
  version: z.int(),
}

/** A team as answers show it. */
export const team = {
  name: z.string(),
  members: z.array(z.object({ id: z.uuid(), name: z.string() })),
  version: z.int(),
}

const hint = z.string().optional().describe('What to try when nothing fits exactly.')

export const listUsers = defineTool({
  name: 'list_users',
  title: 'List people',
  description:
    'Lists the accounts of colleagues, and of candidates, suppliers and referrers for those who manage accounts. Finds ' +
    'one by name or e-mail, misspelt names too. Returns name, e-mail, roles, teams, time zone and whether it is active.',
  examples: [
    'list all users',
    'who is on the platform team?',
    'which colleague is called ravi',
    'show the managers',
    'list deactivated accounts',
    'what is the email of mona lindqvist',
    'who has an account here',
  ],
  permission: { resource: 'user', action: 'read' },
  effect: 'read',
  featured: ['admin'],
  input: z.strictObject({
    query: textOf('Name or e-mail, or a part of it.', 200, {
      kind: 'query',
      cues: ['called', 'named', 'user', 'colleague'],
    }).optional(),
    role: choiceOf(roleNames, 'Only those who hold this role now.', roleWords).optional(),
    team: idOf('team', 'Only members of this team.').optional(),
    kind: choiceOf(['internal', 'candidate', 'supplier', 'referrer'], 'Only accounts of this kind.', {
      internal: ['colleagues', 'employees', 'staff'],
    }).optional(),
    status: choiceOf(['active', 'deactivated', 'all'], 'Default: active ones; with a query, all.', {
      deactivated: ['inactive', 'former', 'left'],
    }).optional(),
    limit,
    cursor,
  }),
  output: pageOf({ ...found, ...account }).extend({ hint }),
  finds: 'user',
  lists: 'user',
  targets: (input) => (input.team === undefined ? [] : [{ type: 'team', id: input.team }]),
  run: listUsersOf,
  card: ({ items, total, next_cursor, hint }): Card => ({
    title: total === 0 ? 'Nobody' : total === 1 ? '1 person' : `${total} people`,
    ...textFor(hint, items.length, next_cursor),
    table: {
      columns: ['Name', 'Role', 'Team', 'E-mail'],
      rows: items.map((item) => [
        item.status === 'active' ? item.name : `${item.name} (deactivated)`,
        item.roles.map(roleInWords).join(', ') || 'none',
        item.teams.map(({ name }) => name).join(', ') || '–',
        item.email,
      ]),
    },
  }),
})

export const listTeams = defineTool({
  name: 'list_teams',
  title: 'List teams',
  description:
    'Lists the teams with their active members, or finds one by its name. Use it to see who works with whom. Returns ' +
    'name and members of each team.',
  examples: [
    'list the teams',
    'which teams do we have',
    'show me all teams',
    'who is in which team',
    'find team data',
  ],
  permission: { resource: 'team', action: 'read' },
  effect: 'read',
  featured: ['admin'],
  input: z.strictObject({
    query: textOf('Name of the team, or a part of it.', 120, {
      kind: 'query',
      cues: ['called', 'named'],
    }).optional(),
    user: idOf('user', 'Only teams that this person is in.').optional(),
    limit,
    cursor,
  }),
  output: pageOf({ ...found, ...team }).extend({ hint }),
  finds: 'team',
  lists: 'team',
  targets: (input) => (input.user === undefined ? [] : [{ type: 'user', id: input.user }]),
  run: listTeamsOf,
  card: ({ items, total, next_cursor, hint }): Card => ({
    title: total === 0 ? 'No teams' : total === 1 ? '1 team' : `${total} teams`,
    ...textFor(hint, items.length, next_cursor),
    table: {
      columns: ['Team', 'Members'],
      rows: items.map(({ name, members }) => [
        name,
        members.map((member) => member.name).join(', ') || 'nobody yet',
      ]),
    },
  }),
})

function textFor(hint: string | undefined, shown: number, next: string | undefined): { text?: string } {
  const text = [hint, next === undefined ? undefined : `These are ${shown}; say “show more” for the next.`]
    .filter((part) => part !== undefined)
    .join(' ')
  return text === '' ? {} : { text }
}
