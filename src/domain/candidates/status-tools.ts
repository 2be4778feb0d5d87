import { z } from 'zod'
import { formatRate } from '../../platform/money.ts'
import type { Card, Fact } from '../../tools/card.ts'
import { idOf, textOf } from '../../tools/fields.ts'
import { type CardContext, defineTool } from '../../tools/tool.ts'
import { askedOfMove, moveFields } from './move-fields.ts'
import { sayDay, sentences } from './say.ts'
import { expectedVersion, moves, named, rate, status, titled } from './shapes.ts'
import { statusLabels } from './stages.ts'
import { moveApplication, takeUpAgain, undoLastMove } from './status-service.ts'

const application = idOf('application', 'The application: a candidate in the pipeline of an opening.')

const moved = z.object({
  application: z.uuid(),
  version: z.int(),
  candidate: named,
  job: titled,
  from: status,
  to: status,
  reason: z.string().optional(),
  note: z.string().optional(),
  held_on: z.string().optional(),
  rate: rate.optional(),
  start_date: z.string().optional(),
  hold_until: z.string().optional(),
  at: z.string(),
  moves,
})

type Moved = z.output<typeof moved>

export const changeStatus = defineTool({
  name: 'change_status',
  title: 'Move an application to another stage',
  description:
    'Moves one application along the pipeline: new, screened, interviewed, technical_round, hr_round, offered, hired, or aside to rejected or on_hold. Interviewed needs held_on, offered a rate, hired a start_date; rejecting, holding, skipping, going back and reconsidering need a reason. Returns the move, and the next legal ones. A move that is not legal is refused with those that are.',
  examples: [
    'move Nora Haddad to screened',
    'reject jürgen because he took another offer',
    'put Mei Lin on hold until 12 January because the client is away',
    'ana was interviewed yesterday',
    'offer Tom Becker the job at 92 an hour',
    'hire Nora Haddad starting 1 December',
    'advance the second one to the technical round',
  ],
  permission: { resource: 'application', action: 'update' },
  effect: 'write',
  featured: ['recruiter', 'manager'],
  input: z.strictObject({ application, ...moveFields, expected_version: expectedVersion }),
  asked: askedOfMove,
  output: moved,
  targets: (input) => [{ type: 'application', id: input.application }],
  run: moveApplication,
  card: (output, context) => ({
    title: `Moved ${output.candidate.name} to ${statusLabels[output.to]}`,
    ...movedCard(output, context),
  }),
})

export const reopenApplication = defineTool({
  name: 'reopen_application',
  title: 'Take an application up again',
  description:
    'Takes an application that is on hold or rejected up again, in the stage that it left. Reconsidering a rejected one needs a reason. Returns the move, and the next legal ones.',
  examples: [
    'take Nora Haddad off hold',
    'reconsider Tom Becker because he came back',
    'reopen Mei Lin',
    'resume jürgen',
    'unpause Nora Haddad',
  ],
  permission: { resource: 'application', action: 'update' },
  effect: 'write',
  input: z.strictObject({
    application,
    reason: textOf('Why, for one that was rejected.', 500, {
      cues: ['because', 'due to', 'reason', 'since'],
    }).optional(),
    note: moveFields.note,
    expected_version: expectedVersion,
  }),
  output: moved,
  targets: (input) => [{ type: 'application', id: input.application }],
  run: takeUpAgain,
  card: (output, context) => ({
    title: `${output.candidate.name} is back in ${statusLabels[output.to]}`,
    ...movedCard(output, context),
  }),
})

export const undoStatusChange = defineTool({
  name: 'undo_status_change',
  title: 'Undo the last move of an application',
  description:
    'Takes back the last move of an application and restores what stood there before. Use it for a mistake. A hire can be taken back within 24 hours by a manager. Returns where the application stands now.',
  examples: [
    'undo the last move of Nora Haddad',
    'undo that move',
    'revert the status change for jürgen',
    'take back the rejection of Mei Lin',
  ],
  permission: { resource: 'application', action: 'update' },
  effect: 'write',
  input: z.strictObject({
    application,
    reason: textOf('Why it is taken back.', 500, { cues: ['because', 'due to', 'reason'] }).optional(),
    expected_version: expectedVersion,
  }),
  output: moved,
  targets: (input) => [{ type: 'application', id: input.application }],
  run: undoLastMove,
  card: (output, context) => {
    const { buttons: _, ...card } = movedCard(output, context)
    return { title: `Took back the last move of ${output.candidate.name}`, ...card }
  },
})

/** Where it stands now, what the move brought, and an undo that holds only while nobody has moved it again. */
function movedCard(output: Moved, { may }: CardContext): Omit<Card, 'title'> {
  const { candidate, job, from, to } = output
  return {
    ...sentences(
      `${candidate.name} is now in ${statusLabels[to]} for ${job.title}, and was in ${statusLabels[from]}.`,
    ),
    facts: factsOf(output),
    page: { label: `Open the page of ${candidate.name}`, path: `/candidates/${candidate.id}` },
    buttons: may('application', 'update')
      ? [
          {
            label: 'Undo',
            tool: 'undo_status_change',
            input: { application: output.application, expected_version: output.version },
          },
        ]
      : [],
  }
}

function factsOf({ reason, note, held_on, rate: agreed, start_date, hold_until }: Moved): Fact[] {
  return [
    ...(reason ? [{ label: 'Reason', value: reason }] : []),
    ...(note ? [{ label: 'Note', value: note }] : []),
    ...(held_on ? [{ label: 'Interview', value: sayDay(held_on) }] : []),
    ...(agreed ? [{ label: 'Rate', value: formatRate(agreed) }] : []),
    ...(start_date ? [{ label: 'Starts', value: sayDay(start_date) }] : []),
    ...(hold_until ? [{ label: 'Waits until', value: sayDay(hold_until) }] : []),
  ]
}
