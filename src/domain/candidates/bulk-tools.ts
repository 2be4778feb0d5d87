import { z } from 'zod'
import type { Card } from '../../tools/card.ts'
import { idOf, idsOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { mostAtOnce, moveMany, previewMoves } from './bulk-service.ts'
import { moveFields } from './move-fields.ts'
import { count, sentences } from './say.ts'
import { status, statusOf } from './shapes.ts'
import { type Status, statusLabels } from './stages.ts'

const item = z.object({
  id: z.uuid(),
  label: z.string(),
  version: z.int().optional(),
  from: status.optional(),
  moves: z.boolean(),
  why: z.string().optional().describe('Why it does not move.'),
})

const outcome = z.object({
  items: z.array(item),
  total: z.int(),
  moving: z.int().describe('How many of them move.'),
  move: z.looseObject({ status }).describe('The move that was asked.'),
})

type Outcome = z.output<typeof outcome>

export const previewBulkChangeStatus = defineTool({
  name: 'preview_bulk_change_status',
  title: 'Preview a move of many applications',
  description: `Tells for each of up to ${mostAtOnce} applications whether it would move to the stage that is asked, and why not; nothing changes. Choose them by id, by opening, or by the stage they are in. Use it before bulk_change_status.`,
  examples: [
    'preview moving everyone in new to screened',
    'reject everyone in screened because the opening was filled',
    'what would happen if I rejected all screened applications of the backend opening?',
    'dry run: move all of them to the hr round',
    'put all new applications for the backend opening on hold because the client is away',
  ],
  permission: { resource: 'application', action: 'bulk' },
  effect: 'read',
  lists: 'application',
  input: z.strictObject({
    applications: idsOf('application', 'The applications.', mostAtOnce).optional(),
    job: idOf('job', 'All applications of this opening.').optional(),
    from: statusOf('All applications that are in this stage now.').optional(),
    ...moveFields,
  }),
  output: outcome,
  targets: ({ job }) => (job ? [{ type: 'job', id: job }] : []),
  run: async (context, { applications, job, from, ...request }) =>
    outcomeOf(await previewMoves(context, { applications, job, from }, request), request),
  card: (output, { may }) => ({
    title: `${count(output.moving, 'application')} of ${output.total} would move to ${statusLabels[output.move.status]}`,
    text: 'Nothing has changed yet.',
    table: tableOf(output),
    buttons:
      output.moving > 0 && may('application', 'bulk')
        ? [
            {
              label: `Move ${output.moving} to ${statusLabels[output.move.status]}`,
              tool: 'bulk_change_status',
              input: {
                applications: output.items.filter(({ moves }) => moves).map(({ id }) => id),
                ...output.move,
              },
              style: 'danger',
            },
          ]
        : [],
  }),
})

export const bulkChangeStatus = defineTool({
  name: 'bulk_change_status',
  title: 'Move many applications to another stage',
  description: `Moves up to ${mostAtOnce} applications to one stage, under the same rules and with the same fields as change_status. Each one moves wholly or not at all, and one that is refused does not stop the others. Returns what became of each.`,
  examples: [
    'move all of them to screened',
    'reject all of these because the opening was filled',
    'bulk move 1, 3 and 5 to the hr round',
    'put all of these on hold because the client is away',
  ],
  permission: { resource: 'application', action: 'bulk' },
  effect: 'irreversible',
  lists: 'application',
  input: z.strictObject({
    applications: idsOf('application', 'The applications.', mostAtOnce),
    ...moveFields,
  }),
  output: outcome,
  targets: ({ applications }) => [...new Set(applications)].map((id) => ({ type: 'application', id })),
  preview: async (context, { applications, ...request }) => {
    const { items, moving, total } = outcomeOf(
      await previewMoves(context, { applications }, request),
      request,
    )
    return {
      text: `${count(moving, 'application')} of ${total} would move to ${statusLabels[request.status]}.`,
      facts: items.map(({ label, moves, from, why }) => ({
        label,
        value:
          moves && from ? `${statusLabels[from]} to ${statusLabels[request.status]}` : `stays: ${why ?? ''}`,
      })),
    }
  },
  run: async (context, { applications, ...request }) =>
    outcomeOf(await moveMany(context, applications, request), request),
  card: (output) => ({
    title: `Moved ${count(output.moving, 'application')} to ${statusLabels[output.move.status]}`,
    ...sentences(
      output.moving < output.total
        ? `${count(output.total - output.moving, 'application')} stayed; the table says why.`
        : undefined,
    ),
    table: tableOf(output),
    page: { label: 'Open the pipeline', path: '/pipeline' },
  }),
  items: ({ items }) =>
    items.map(({ id, moves }) => ({
      target: { type: 'application', id },
      outcome: moves ? 'done' : 'refused',
    })),
})

/** The items with their count and the move that was asked, without the fields that were not given. */
function outcomeOf(
  items: z.output<typeof item>[],
  request: { status: Status; [field: string]: unknown },
): Outcome {
  const given = Object.entries(request).filter(([, value]) => value !== undefined)
  return {
    items,
    total: items.length,
    moving: items.filter(({ moves }) => moves).length,
    move: { ...Object.fromEntries(given), status: request.status },
  }
}

function tableOf({ items, move }: Outcome): NonNullable<Card['table']> {
  return {
    columns: ['Application', 'From', 'What happens'],
    rows: items.map(({ label, from, moves, why }) => [
      label,
      from ? statusLabels[from] : '',
      moves ? `to ${statusLabels[move.status]}` : (why ?? 'stays'),
    ]),
  }
}
