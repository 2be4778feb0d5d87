import { z } from 'zod'
import type { Card } from '../../tools/card.ts'
import { choiceOf, cursor, found, idOf, limit, pageOf, skillsOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { factsOf, inWords, job, levelWords, workplaceWords } from './job-card.ts'
import { levels, statuses, workplaces } from './job-terms.ts'
import { rangeInWords } from './pay.ts'
import { searchJobs as searchJobsIn, sortings } from './search-service.ts'
import { activeIn, getJob as getJobOf } from './service.ts'

export const searchJobs = defineTool({
  name: 'search_jobs',
  title: 'Search openings',
  description:
    'Searches the openings (jobs, requisitions) by words in title, reference, client, skills and place, misspelt ones ' +
    'too, or lists them by filters. Use it to find an opening or to see what is open. Returns title, reference, client, ' +
    'place, level, skills, pay range and status of each.',
  examples: [
    'show open jobs',
    'which openings do we have at tallgrass?',
    'find the senior backend opening',
    'my openings',
    'remote jobs that need kubernetes',
    'what roles are on hold',
    'JOB-1007',
    'list our vacancies in denver',
    'which positions start soonest',
  ],
  permission: { resource: 'job', action: 'read' },
  effect: 'read',
  featured: ['recruiter', 'manager'],
  input: z.strictObject({
    query: textOf('Words in title, reference, client, skills or place.', 200, {
      kind: 'query',
      cues: ['opening', 'job', 'for', 'in', 'at'],
    }).optional(),
    status: choiceOf([...statuses, 'all'], 'Default: open ones; with a query, all, open ones first.', {
      on_hold: ['paused', 'frozen'],
      filled: ['placed'],
      draft: ['drafts'],
    }).optional(),
    client: idOf('client', 'Only openings of this client.').optional(),
    team: idOf('team', 'Only openings of this team.').optional(),
    owner: idOf('user', 'Only openings of this colleague.').optional(),
    mine: z
      .boolean()
      .describe("Only the caller's own openings.")
      .meta({ kind: 'flag', cues: ['my', 'mine', 'i own'] })
      .optional(),
    level: choiceOf(levels, 'Only this level.', levelWords).optional(),
    workplace: choiceOf(workplaces, 'Only this kind of workplace.', workplaceWords).optional(),
    skills: skillsOf('Only openings that ask for all of these.').optional(),
    sort: choiceOf(sortings, 'Order without a query. Default: newest.', {
      newest: ['latest', 'most recent'],
      title: ['by title', 'alphabetical'],
      starting: ['start soonest', 'by start', 'starting soonest'],
    }).optional(),
    limit,
    cursor,
  }),
  output: pageOf({ ...found, ...job }).extend({
    hint: z.string().optional().describe('What to try when nothing fits exactly.'),
  }),
  finds: 'job',
  lists: 'job',
  targets: (input) => [
    ...(input.client === undefined ? [] : [{ type: 'client' as const, id: input.client }]),
    ...(input.owner === undefined ? [] : [{ type: 'user' as const, id: input.owner }]),
  ],
  run: searchJobsIn,
  card: ({ items, total, next_cursor, hint }): Card => {
    const more =
      next_cursor === undefined ? undefined : `These are ${items.length}; say “show more” for the next.`
    const text = [hint, more].filter((part) => part !== undefined).join(' ')
    const priced = items.some((item) => item.pay !== undefined)
    return {
      title: total === 0 ? 'No openings' : total === 1 ? '1 opening' : `${total} openings`,
      ...(text === '' ? {} : { text }),
      table: {
        columns: ['Opening', 'Reference', 'Client', 'Place', ...(priced ? ['Pay'] : []), 'Status'],
        rows: items.map((item) => [
          item.title,
          item.reference,
          item.client.name,
          item.location,
          ...(priced ? [item.pay ? rangeInWords(item.pay) : '–'] : []),
          inWords(item.status),
        ]),
      },
    }
  },
})

export const getJob = defineTool({
  name: 'get_job',
  title: 'Show an opening',
  description:
    'Shows one opening: client, team, owner, place, level, skills, headcount, pay range and bill rate as far as the ' +
    'caller may see them, and how many applications stand where. With detail full also its description.',
  examples: [
    'show me the data engineer opening',
    'details of JOB-1003',
    'what does the senior backend engineer job pay?',
    'how many people applied to JOB-1007',
    'tell me about the platform lead role',
    'full description of the react opening',
  ],
  permission: { resource: 'job', action: 'read' },
  effect: 'read',
  featured: ['manager'],
  input: z.strictObject({
    job: idOf('job', 'Which opening.'),
    detail: choiceOf(['concise', 'full'], 'full adds the description.', {
      full: ['full description', 'everything', 'in full'],
    }).default('concise'),
  }),
  output: z.object({
    id: z.uuid(),
    label: z.string(),
    detail: z.string(),
    ...job,
    wished_skills: z.array(z.string()),
    applications: z.record(z.string(), z.int()).describe('How many applications stand at each status.'),
    opened_at: z.iso.datetime(),
    closed_at: z.iso.datetime().optional(),
    close_reason: z.string().optional(),
    description: z.string().optional(),
  }),
  targets: (input) => [{ type: 'job', id: input.job }],
  run: getJobOf,
  card: (output, { may }): Card => {
    const active = activeIn(output.applications)
    const people = active === 0 ? 'nobody is' : active === 1 ? '1 person is' : `${active} people are`
    const counts = Object.entries(output.applications).map(([status, count]) => `${inWords(status)} ${count}`)
    return {
      title: `${output.title} (${output.reference})`,
      text: [`It is ${inWords(output.status)}; ${people} active on it.`, output.description]
        .filter(Boolean)
        .join('\n\n'),
      facts: [
        ...factsOf(output),
        ...(output.wished_skills.length > 0
          ? [{ label: 'Nice to have', value: output.wished_skills.join(', ') }]
          : []),
        ...(counts.length > 0 ? [{ label: 'Applications', value: counts.join(', ') }] : []),
        ...(output.close_reason === undefined
          ? []
          : [{ label: 'Closed', value: inWords(output.close_reason) }]),
      ],
      buttons: [
        ...(may('application', 'read')
          ? [{ label: 'Pipeline', tool: 'get_pipeline', input: { job: output.id } }]
          : []),
        ...(may('candidate', 'read')
          ? [{ label: 'Match candidates', tool: 'match_candidates', input: { job: output.id } }]
          : []),
      ],
    }
  },
})
