import { z } from 'zod'
import { cursor, idOf, limit, pageOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { applicationShape } from './application-tools.ts'
import { planDay } from './day-service.ts'
import { pipelineOf } from './pipeline-service.ts'
import { count, sentences, showing } from './say.ts'
import { named, status, statusOf } from './shapes.ts'
import { statusLabels } from './stages.ts'

export const getPipeline = defineTool({
  name: 'get_pipeline',
  title: 'Show the pipeline',
  description:
    'Shows the pipeline of an opening, a team or a colleague, or all of it: how many stand in each stage, and of each stage those who wait longest, with their legal next moves. Use it for an overview or a board.',
  examples: [
    'show the pipeline',
    'pipeline for the backend opening',
    'how many candidates are in each stage?',
    "show Ravi's board",
    'pipeline of team Data',
  ],
  permission: { resource: 'application', action: 'read' },
  effect: 'read',
  featured: ['recruiter', 'manager'],
  lists: 'application',
  input: z.strictObject({
    job: idOf('job', 'Only this opening.').optional(),
    team: idOf('team', 'Only this team.').optional(),
    owner: idOf('user', 'Only what this colleague owns.').optional(),
    status: statusOf('Only this stage.').optional(),
    limit: limit.describe('Rows of each stage, 1 to 100.'),
    cursor,
  }),
  output: pageOf(applicationShape).extend({
    stages: z.array(z.object({ status, label: z.string(), count: z.int() })),
    job: z.uuid().optional(),
  }),
  targets: ({ job }) => (job ? [{ type: 'job', id: job }] : []),
  run: pipelineOf,
  card: (output) => ({
    title: `Pipeline: ${count(output.total, 'application')}`,
    ...sentences(
      output.total === 0
        ? 'Nobody is in this pipeline yet.'
        : `${output.stages
            .filter((stage) => stage.count > 0)
            .map((stage) => `${stage.label} ${stage.count}`)
            .join(', ')}.`,
      showing(output),
    ),
    ...(output.items.length > 0
      ? {
          table: {
            columns: ['Stage', 'Candidate', 'Opening', 'Since', 'Owner'],
            rows: output.items.map((item) => [
              statusLabels[item.status],
              item.candidate.name,
              item.job.title,
              count(item.days_in_stage, 'day'),
              item.owner.name,
            ]),
          },
        }
      : {}),
    page: { label: 'Open the board', path: output.job ? `/pipeline?job=${output.job}` : '/pipeline' },
  }),
})

const button = z.object({ label: z.string(), tool: z.string(), input: z.record(z.string(), z.string()) })

export const getMyDay = defineTool({
  name: 'get_my_day',
  title: 'What to do first',
  description:
    'Ranks what wants attention today: applications that have stood too long, new ones nobody has screened, holds that have passed, offers without a first day, colleagues who wait for an answer. Use it for "what should I do first?". Returns each with its reasons, its points and the next step.',
  examples: [
    'what should I do first?',
    'my day',
    "what's urgent today?",
    'anything waiting for me?',
    'plan my day',
    'where should I start?',
    "what's on my plate",
    'what needs my attention',
  ],
  permission: { resource: 'application', action: 'read' },
  effect: 'read',
  featured: ['recruiter', 'manager'],
  lists: 'application',
  input: z.strictObject({ limit, cursor }),
  output: pageOf({
    id: z.uuid(),
    kind: z.enum(['application', 'hand_over']),
    label: z.string(),
    detail: z.string().describe('Why it is here.'),
    score: z.number(),
    parts: z.array(z.object({ part: z.string(), points: z.number() })),
    candidate: named,
    button,
  }),
  targets: () => [],
  run: planDay,
  card: (output, { may }) => {
    const [first] = output.items
    if (!first) {
      return {
        title: 'Nothing is waiting for you',
        text: 'All of your applications are within their time. A good moment to look for new people.',
        buttons: [{ label: 'Show the pipeline', tool: 'get_pipeline', input: {} }],
      }
    }
    return {
      title: `First: ${first.label}`,
      ...sentences(first.detail, `${count(output.total, 'thing')} to look at today.`, showing(output)),
      table: {
        columns: ['What', 'Why', 'Points'],
        rows: output.items.map(({ label, detail, score, parts }) => [
          label,
          detail,
          `${score}: ${parts.map(({ part, points }) => `${part} +${points}`).join(', ')}`,
        ]),
      },
      buttons: output.items.slice(0, 5).flatMap((item) => (mayPress(item, may) ? [item.button] : [])),
    }
  },
})

/** A viewer may read the day but not act on it. */
function mayPress(
  item: { button: { tool: string } },
  may: (resource: string, action: string) => boolean,
): boolean {
  const needed: Record<string, [string, string]> = {
    change_status: ['application', 'update'],
    answer_hand_over: ['hand_over', 'answer'],
  }
  const [resource, action] = needed[item.button.tool] ?? ['candidate', 'read']
  return may(resource, action)
}
