import { z } from 'zod'
import { cursor, found, idOf, limit, pageOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { findApplications, startApplication } from './application-service.ts'
import { historyOf } from './history-service.ts'
import { count, sayTime, sentences, showing } from './say.ts'
import { hint, moves, named, status, statusOf, titled } from './shapes.ts'
import { isStatus, statusLabels } from './stages.ts'

/** An application in a list, ready for a board. */
export const applicationShape = {
  ...found,
  version: z.int(),
  status,
  active: z.boolean().describe('False once hired or rejected.'),
  days_in_stage: z.int(),
  candidate: named,
  job: titled,
  client: z.string(),
  owner: named,
  moves,
  hold_until: z.string().optional(),
}

export const searchApplications = defineTool({
  name: 'search_applications',
  title: 'Find applications',
  description:
    'Finds applications, that is candidates in the pipeline of an opening, by words (name of the person, opening or client) and by filters. Use it to see who is in a stage or which application somebody means. Returns each with stage, days in it and legal next moves.',
  examples: [
    'show all applications in the technical round',
    'find the applications of Ana Souza',
    'applications of jürgen',
    'which applications are on hold?',
    'list applications for the backend opening',
    "Ravi's applications",
  ],
  permission: { resource: 'application', action: 'read' },
  effect: 'read',
  featured: ['manager'],
  finds: 'application',
  lists: 'application',
  input: z.strictObject({
    query: textOf('Words to look for: a person, an opening, a client.', 200, { kind: 'query' }).optional(),
    candidate: idOf('candidate', 'The candidate.').optional(),
    job: idOf('job', 'The opening.').optional(),
    status: statusOf('The stage.').optional(),
    owner: idOf('user', 'The colleague who owns them.').optional(),
    limit,
    cursor,
  }),
  output: pageOf(applicationShape).extend(hint),
  targets: () => [],
  run: findApplications,
  card: (output) => ({
    title: count(output.total, 'application'),
    ...sentences(output.hint, showing(output)),
    ...(output.items.length > 0
      ? {
          table: {
            columns: ['Candidate', 'Opening', 'Stage', 'Since', 'Owner'],
            rows: output.items.map((item) => [
              item.candidate.name,
              item.job.title,
              statusLabels[item.status],
              count(item.days_in_stage, 'day'),
              item.owner.name,
            ]),
          },
        }
      : {}),
    page: { label: 'Open the pipeline', path: '/pipeline' },
  }),
})

export const createApplication = defineTool({
  name: 'create_application',
  title: 'Put a candidate on the pipeline of an opening',
  description:
    'Puts a candidate on the pipeline of an opening, in New. Use it when somebody is to be considered for an opening. Returns the application.',
  examples: [
    'add Nora Haddad to the pipeline of the backend opening',
    'put jürgen forward in the pipeline for Senior Java Developer',
    'start an application of Mei Lin for JOB-1007',
    'consider Tom Becker for the devops job',
  ],
  permission: { resource: 'application', action: 'create' },
  effect: 'write',
  input: z.strictObject({
    candidate: idOf('candidate', 'The candidate.'),
    job: idOf('job', 'The opening.'),
    owner: idOf('user', 'The colleague who will own the application; without it, whoever asks.').optional(),
  }),
  output: z.object({ id: z.uuid(), label: z.string(), version: z.int(), candidate: named, job: titled }),
  targets: ({ candidate, job }) => [
    { type: 'candidate', id: candidate },
    { type: 'job', id: job },
  ],
  run: startApplication,
  card: ({ id, version, candidate, job }, { may }) => ({
    title: `${candidate.name} is on the pipeline of ${job.title}`,
    text: `${candidate.name} stands in New for ${job.title}.`,
    page: { label: 'Open the pipeline', path: `/pipeline?job=${job.id}` },
    buttons: may('application', 'update')
      ? [
          {
            label: 'Move to Screened',
            tool: 'change_status',
            input: { application: id, status: 'screened', expected_version: version },
          },
        ]
      : [],
  }),
})

export const getStatusHistory = defineTool({
  name: 'get_status_history',
  title: 'Show the history of an application',
  description:
    'Shows every move of an application, the latest first: from where to where, by whom, why, when and through which door. Use it for questions about what happened to somebody.',
  examples: [
    'history of Nora Haddad',
    'what happened with jürgen so far?',
    'who moved Mei Lin to rejected and why',
    'status history for Tom Becker',
    'where does Ana Souza stand?',
    "what's the status of jürgen",
  ],
  permission: { resource: 'application', action: 'read' },
  effect: 'read',
  featured: ['manager'],
  input: z.strictObject({ application: idOf('application', 'The application.'), limit, cursor }),
  output: z.object({
    application: z.object(applicationShape),
    items: z.array(
      z.object({
        id: z.uuid(),
        from: z.string().optional(),
        to: z.string(),
        reason: z.string().optional(),
        note: z.string().optional(),
        facts: z.record(z.string(), z.unknown()),
        by: named,
        door: z.string(),
        at: z.string(),
        undoes: z.string().optional(),
        undone: z.boolean().optional(),
      }),
    ),
    total: z.int(),
    next_cursor: z.string().optional(),
  }),
  targets: ({ application }) => [{ type: 'application', id: application }],
  run: historyOf,
  card: (output, { timeZone }) => ({
    title: `History of ${output.application.label}`,
    ...sentences(
      `Now in ${statusLabels[output.application.status]}, after ${count(output.total, 'step')}.`,
      showing(output),
    ),
    table: {
      columns: ['When', 'What', 'Why', 'Who'],
      rows: output.items.map((item) => [
        sayTime(item.at, timeZone),
        whatHappened(item),
        [item.reason, item.note].filter((text) => text !== undefined).join(' · '),
        item.by.name,
      ]),
    },
    page: { label: 'Open the page', path: `/candidates/${output.application.candidate.id}` },
  }),
})

function whatHappened(item: {
  from?: string | undefined
  to: string
  undoes?: string | undefined
  undone?: boolean | undefined
}): string {
  const label = (text: string) => (isStatus(text) ? statusLabels[text] : text)
  const move = item.from ? `${label(item.from)} to ${label(item.to)}` : `Began in ${label(item.to)}`
  if (item.undoes) return `${move}, taken back`
  return item.undone ? `${move} (undone since)` : move
}
