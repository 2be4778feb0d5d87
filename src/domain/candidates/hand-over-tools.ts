import { z } from 'zod'
import { choiceOf, cursor, found, idOf, limit, pageOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { askHandOver, findHandOvers, planHandOver, settleHandOver } from './hand-over-service.ts'
import { count, sayTime, sentences, showing } from './say.ts'
import { named } from './shapes.ts'

export const requestHandOver = defineTool({
  name: 'request_hand_over',
  title: 'Ask another team for a person',
  description:
    'Asks the team that already knows a person to hand them over, by the e-mail address or full name; nothing of the person is shown. Use it when adding somebody was refused because another team knows them. They answer yes or no.',
  examples: [
    'request a hand-over of nora.haddad@example.com',
    'ask for the hand over of Ana Souza',
    'can the other team hand jürgen krämer over to us',
  ],
  permission: { resource: 'hand_over', action: 'create' },
  effect: 'outward',
  input: z.strictObject({
    email: z
      .email('is not an e-mail address')
      .max(200)
      .describe('The e-mail address of the person.')
      .meta({ kind: 'email', sensitive: true })
      .optional(),
    name: textOf('The full name of the person.', 120, {
      kind: 'name',
      cues: ['over of', 'of', 'for', 'hand'],
    }).optional(),
    note: textOf('Why your team asks.', 1_000, { cues: ['because', 'saying', 'note'] }).optional(),
  }),
  output: z.object({ id: z.uuid(), who: z.string(), status: z.literal('asked') }),
  targets: () => [],
  preview: async (context, input) => {
    const { who } = await planHandOver(context, input)
    return {
      text: `The team that knows ${who} gets your request.`,
      facts: [{ label: 'Person', value: who }, ...(input.note ? [{ label: 'Why', value: input.note }] : [])],
    }
  },
  run: askHandOver,
  card: ({ who }) => ({
    title: `Asked for ${who}`,
    text: 'The team that knows this person has your request. You hear from me when they answer.',
  }),
})

export const listHandOvers = defineTool({
  name: 'list_hand_overs',
  title: 'Hand-overs that wait for an answer',
  description:
    'Lists the requests of other teams for people of yours that wait for an answer, the oldest first. Returns who asks for whom.',
  examples: ['which hand-overs are waiting?', 'list hand-over requests', 'who wants one of our people?'],
  permission: { resource: 'hand_over', action: 'answer' },
  effect: 'read',
  finds: 'hand_over',
  lists: 'hand_over',
  input: z.strictObject({
    query: textOf('Words of the name of the person.', 200, { kind: 'query' }).optional(),
    limit,
    cursor,
  }),
  output: pageOf({
    ...found,
    active: z.boolean(),
    candidate: named,
    requester: named,
    team: named,
    at: z.string(),
  }),
  targets: () => [],
  run: findHandOvers,
  card: (output, { timeZone }) => ({
    title:
      output.total === 0 ? 'No hand-over waits for you' : `${count(output.total, 'hand-over')} to answer`,
    ...sentences(showing(output)),
    ...(output.items.length > 0
      ? {
          table: {
            columns: ['Person', 'For team', 'Asked by', 'When'],
            rows: output.items.map(({ candidate, team, requester, at }) => [
              candidate.name,
              team.name,
              requester.name,
              sayTime(at, timeZone),
            ]),
          },
          buttons: output.items.slice(0, 2).flatMap(({ id, candidate }) => [
            {
              label: `Hand ${candidate.name} over`,
              tool: 'answer_hand_over',
              input: { hand_over: id, answer: 'accept' },
            },
            {
              label: `Keep ${candidate.name}`,
              tool: 'answer_hand_over',
              input: { hand_over: id, answer: 'decline' },
            },
          ]),
        }
      : {}),
  }),
})

export const answerHandOver = defineTool({
  name: 'answer_hand_over',
  title: 'Answer a request for a person of yours',
  description:
    'Accepts or declines the request of another team for a person of yours. Accepted, the person belongs to that team and to whoever asked; applications stay with the teams that work on them. The asker is told.',
  examples: [
    'accept the hand-over of Nora Haddad',
    'decline the hand over request for jürgen',
    'hand Mei Lin over to them',
    'no, we keep Tom Becker',
  ],
  permission: { resource: 'hand_over', action: 'answer' },
  effect: 'write',
  input: z.strictObject({
    hand_over: idOf('hand_over', 'The request.'),
    answer: choiceOf(['accept', 'decline'], 'accept hands the person over, decline keeps them.', {
      accept: ['yes', 'agree', 'hand over', 'give'],
      decline: ['no', 'keep', 'refuse', 'reject'],
    }),
  }),
  output: z.object({
    id: z.uuid(),
    status: z.enum(['accepted', 'declined']),
    candidate: named,
    requester: named,
  }),
  targets: ({ hand_over }) => [{ type: 'hand_over', id: hand_over }],
  run: settleHandOver,
  card: ({ status, candidate, requester }) => ({
    title: status === 'accepted' ? `Handed ${candidate.name} over` : `Kept ${candidate.name}`,
    text:
      status === 'accepted'
        ? `${candidate.name} now belongs to ${requester.name}, who is told.`
        : `${candidate.name} stays with your team, and ${requester.name} is told.`,
  }),
})
