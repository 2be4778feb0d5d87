import { z } from 'zod'
import type { Fact } from '../../tools/card.ts'
import { idOf, idsOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { membership } from './membership.ts'
import {
  createTeam as createTeamIn,
  planTeam,
  planTeamChange,
  updateTeam as updateTeamIn,
} from './team-change-service.ts'
import { team } from './tools.ts'
import { seenVersion } from './version.ts'

const one = z.object({ id: z.uuid(), label: z.string(), detail: z.string(), ...team })

export const createTeam = defineTool({
  name: 'create_team',
  title: 'Make a team',
  description:
    'Makes a team of colleagues, who then see the openings and candidates of that team as far as their roles allow. ' +
    'Returns the team with its members.',
  examples: [
    'create a team called Cloud',
    'new team "Security" with ravi menon and rosa delgado',
    'make a team named Mobile',
    'we need a team called Healthcare',
  ],
  permission: { resource: 'team', action: 'create' },
  effect: 'power',
  input: z.strictObject({
    name: textOf('Name of the team.', 80, { kind: 'name', cues: ['called', 'named', 'team'] }),
    members: idsOf('user', 'Who is in it.', 50)
      .meta({ cues: ['with', 'members'] })
      .optional(),
  }),
  output: one,
  targets: () => [],
  preview: async (context, input) => {
    const { name, members } = await planTeam(context, input)
    return {
      facts: [
        { label: 'Team', value: name },
        { label: 'Members', value: namesOf(members) },
      ],
    }
  },
  run: createTeamIn,
  card: (team) => ({
    title: `Made the team ${team.name}`,
    facts: [{ label: 'Members', value: namesOf(team.members) }],
  }),
})

export const updateTeam = defineTool({
  name: 'update_team',
  title: 'Change a team',
  description:
    'Renames a team, adds colleagues to it or takes them out; what they may see changes at once. Returns the team as it ' +
    'is now and who came and went.',
  examples: [
    'team data is now called Insights',
    'add ravi menon and rosa delgado to the platform team',
    'take runa out of team data',
    'remove victor from platform team',
    'put mei tanaka in the platform team',
    'add ravi to team data',
  ],
  permission: { resource: 'team', action: 'update' },
  effect: 'power',
  input: z.strictObject({
    team: idOf('team', 'Which team.'),
    name: textOf('New name.', 80, { kind: 'name', cues: ['now called', 'called', 'new name'] }).optional(),
    members: idsOf('user', 'Who joins or leaves.', 50).optional(),
    membership,
    version: seenVersion,
  }),
  output: one.extend({
    added: z.array(z.string()),
    removed: z.array(z.string()),
    was: z.string().optional().describe('The name before.'),
  }),
  targets: (input) => [
    { type: 'team', id: input.team },
    ...(input.members ?? []).map((id) => ({ type: 'user' as const, id })),
  ],
  preview: async (context, input) => {
    const { before, renamed, add, remove } = await planTeamChange(context, input)
    return {
      facts: [
        { label: 'Team', value: before.name },
        ...(renamed === undefined ? [] : [{ label: 'New name', value: renamed }]),
        ...peopleFact('Joins', add),
        ...peopleFact('Leaves', remove),
      ],
    }
  },
  run: updateTeamIn,
  card: (team) => ({
    title: team.was === undefined ? `Changed the team ${team.name}` : `Renamed ${team.was} to ${team.name}`,
    text: [
      ...(team.added.length > 0 ? [`Joined: ${team.added.join(', ')}.`] : []),
      ...(team.removed.length > 0 ? [`Left: ${team.removed.join(', ')}.`] : []),
    ].join(' '),
    facts: [{ label: 'Members', value: namesOf(team.members) }],
  }),
})

function namesOf(people: readonly { name: string }[]): string {
  return people.map(({ name }) => name).join(', ') || 'nobody yet'
}

function peopleFact(label: string, people: readonly { name: string }[]): Fact[] {
  return people.length === 0 ? [] : [{ label, value: namesOf(people) }]
}
