import { z } from 'zod'
import type { CardButton } from '../../tools/card.ts'
import { idOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { getHandOver as get } from './hand-over-view-service.ts'
import { sayTime } from './say.ts'
import { named } from './shapes.ts'

const shape = z.object({
  id: z.uuid(),
  label: z.string(),
  detail: z.string(),
  status: z.enum(['asked', 'accepted', 'declined']),
  who: z.string().describe('The name of the person, or what the asker called them.'),
  candidate: named.optional(),
  requester: named,
  team: named,
  note: z.string().optional(),
  asked_at: z.iso.datetime(),
  answered_at: z.iso.datetime().optional(),
  answered_by: named.optional(),
  may_answer: z.boolean(),
})
type Shown = z.output<typeof shape>

export const getHandOver = defineTool({
  name: 'get_hand_over',
  title: 'Show a request for a person',
  description:
    'Shows one request of a team for a person of another: who asks for whom and why, and once it is answered by whom and how. ' +
    'Whoever has the person gets buttons to answer.',
  examples: [
    'show the hand-over of Nora Haddad',
    'open the hand over request for jürgen krämer',
    'why do they want Tom Becker handed over?',
  ],
  permission: { resource: 'hand_over', action: 'read' },
  effect: 'read',
  input: z.strictObject({ hand_over: idOf('hand_over', 'The request.') }),
  output: shape,
  targets: ({ hand_over }) => [{ type: 'hand_over', id: hand_over }],
  run: get,
  card: (output, { timeZone }) => ({
    title: `${output.team.name} asks for ${output.who}`,
    text: outcome(output),
    facts: [
      { label: 'Asked by', value: `${output.requester.name}, ${sayTime(output.asked_at, timeZone)}` },
      ...(output.note === undefined ? [] : [{ label: 'Why', value: output.note }]),
      ...(output.answered_by && output.answered_at
        ? [
            {
              label: 'Answered by',
              value: `${output.answered_by.name}, ${sayTime(output.answered_at, timeZone)}`,
            },
          ]
        : []),
    ],
    buttons: output.may_answer ? answers(output) : [],
    ...(output.candidate
      ? { page: { label: `Open ${output.candidate.name}`, path: `/candidates/${output.candidate.id}` } }
      : {}),
  }),
})

function outcome({ status, who, requester, may_answer }: Shown): string {
  if (status === 'accepted') return `${who} was handed over and now belongs to ${requester.name}.`
  if (status === 'declined') return `${who} stays where they are.`
  return may_answer
    ? `Handed over, ${who} belongs to ${requester.name}; applications stay with the teams that work on them.`
    : 'The answer is still to come.'
}

function answers({ id, who }: Shown): CardButton[] {
  const button = { tool: 'answer_hand_over' } as const
  return [
    { ...button, label: `Hand ${who} over`, input: { hand_over: id, answer: 'accept' }, style: 'primary' },
    { ...button, label: `Keep ${who}`, input: { hand_over: id, answer: 'decline' } },
  ]
}
