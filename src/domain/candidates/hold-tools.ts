import { z } from 'zod'
import { formatRate } from '../../platform/money.ts'
import type { Card, CardButton } from '../../tools/card.ts'
import { idOf } from '../../tools/fields.ts'
import { type CardContext, defineTool } from '../../tools/tool.ts'
import { applicationShape } from './application-tools.ts'
import { getApplication as get, remindOfEndedHolds as remind } from './hold-service.ts'
import { count, sayDay, sentences } from './say.ts'
import { rate } from './shapes.ts'
import { statusLabels } from './stages.ts'

const shape = z.object({
  ...applicationShape,
  reason: z.string().optional().describe('Why it was put on hold or rejected.'),
  held_on: z.string().optional(),
  rate: rate.optional(),
  start_date: z.string().optional(),
  may_move: z.boolean(),
})
type Shown = z.output<typeof shape>

export const getApplication = defineTool({
  name: 'get_application',
  title: 'Show an application',
  description:
    'Shows one application: the stage and since when, why it is on hold or was rejected and until when it waits, the facts that were agreed, who owns it, and the legal next moves.',
  examples: [
    'show the application of Nora Haddad for the backend opening',
    'open the application of jürgen',
    'application details of Mei Lin',
    'until when does the application of Tom Becker wait?',
  ],
  permission: { resource: 'application', action: 'read' },
  effect: 'read',
  input: z.strictObject({ application: idOf('application', 'Which application.') }),
  output: shape,
  targets: (input) => [{ type: 'application', id: input.application }],
  run: get,
  card: applicationCard,
})

/** The clock of the queue asks for this. */
export const remindOfEndedHolds = defineTool({
  name: 'remind_of_ended_holds',
  title: 'Tell of holds that have ended',
  description:
    'Tells the owners of applications on hold that the day has come until which they were to wait, once for each hold. ' +
    'Returns how many holds have ended.',
  examples: ['remind of ended holds', 'tell the owners whose hold is over', 'send reminders of holds'],
  permission: { resource: 'application', action: 'remind' },
  effect: 'outward',
  audience: 'internal',
  input: z.strictObject({}),
  output: z.object({ ended: z.int() }),
  targets: () => [],
  preview: async () => ({ facts: [] }),
  run: remind,
})

function applicationCard(shown: Shown, context: CardContext): Card {
  const { candidate, status, days_in_stage, hold_until } = shown
  return {
    title: shown.label,
    ...sentences(whatIsDue(shown, context)),
    facts: [
      { label: 'Stage', value: `${statusLabels[status]}, for ${count(days_in_stage, 'day')}` },
      ...(hold_until ? [{ label: 'Waits until', value: sayDay(hold_until) }] : []),
      ...(shown.reason ? [{ label: 'Reason', value: shown.reason }] : []),
      ...(shown.held_on ? [{ label: 'Interview', value: sayDay(shown.held_on) }] : []),
      ...(shown.rate ? [{ label: 'Rate', value: formatRate(shown.rate) }] : []),
      ...(shown.start_date ? [{ label: 'Starts', value: sayDay(shown.start_date) }] : []),
      { label: 'Client', value: shown.client },
      { label: 'Owner', value: shown.owner.name },
    ],
    buttons: shown.may_move && status === 'on_hold' ? [takeUp(shown)] : [],
    page: { label: `Open the page of ${candidate.name}`, path: `/candidates/${candidate.id}` },
  }
}

function whatIsDue({ status, hold_until }: Shown, { now, timeZone }: CardContext): string | undefined {
  if (status !== 'on_hold' || !hold_until) return undefined
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate().toString()
  return hold_until <= today ? 'The day has come until which this was to wait.' : undefined
}

function takeUp({ id, version }: Shown): CardButton {
  return {
    label: 'Take it up again',
    tool: 'reopen_application',
    input: { application: id, expected_version: version },
    style: 'primary',
  }
}
