import { z } from 'zod'
import { Fault } from '../../../src/platform/fault.ts'
import { formatRate } from '../../../src/platform/money.ts'
import {
  choiceOf,
  cursor,
  dayOf,
  found,
  idOf,
  limit,
  pageOf,
  rateOf,
  skillsOf,
  textOf,
} from '../../../src/tools/fields.ts'
import { type AnyTool, defineTool } from '../../../src/tools/tool.ts'
import { applications, candidates, jobs, search } from './stage-rows.ts'

const statuses = ['new', 'screened', 'interviewed', 'offered', 'hired', 'rejected', 'on_hold'] as const
const item = pageOf({ ...found, active: z.boolean().optional() })
type Page = z.output<typeof item>

const page = (items: Page['items']): Page => ({ items, total: items.length })
const label = (id: string) =>
  [...candidates, ...jobs, ...applications].find((row) => row.id === id)?.label ?? id
const table = ({ items }: Page) => ({
  columns: ['Name', 'Detail'],
  rows: items.map((row) => [row.label, row.detail ?? '']),
})
const pays = (permission: string) => ({ resource: permission, action: 'read' })

const findPeople = defineTool({
  name: 'find_people',
  title: 'Search candidates',
  description: 'Finds candidates by name, skill or place.',
  examples: [
    'find java developers in berlin',
    'search for kotlin engineers',
    'who knows python?',
    'look for Maria Silva',
  ],
  permission: pays('candidate'),
  effect: 'read',
  finds: 'candidate',
  lists: 'candidate',
  input: z.strictObject({
    query: textOf('Name or words.', 200, { kind: 'query' }).optional(),
    skills: skillsOf('Skills that the person has.').optional(),
    location: textOf('Where they live.', 100, { cues: ['in', 'near'] }).optional(),
    limit,
    cursor,
  }),
  output: item.extend({ next_cursor: z.string().optional() }),
  targets: () => [],
  run: async (_, { query, skills, cursor: after }) => {
    const all = page(search(candidates, [query ?? '', ...(skills ?? [])].join(' ').trim()))
    if (after) return page(all.items.slice(Number(after)))
    return all.items.length > 3 ? { items: all.items.slice(0, 3), total: all.total, next_cursor: '3' } : all
  },
  card: (output) => ({ title: `${output.total} candidates`, table: table(output) }),
})

const showPerson = defineTool({
  name: 'show_person',
  title: 'Candidate profile',
  description: 'Shows one candidate.',
  examples: ['show me Ana Souza', 'who is Tom Becker', 'open the profile of Maria Silva', "ana's profile"],
  permission: pays('candidate'),
  effect: 'read',
  input: z.strictObject({ candidate: idOf('candidate', 'The candidate.') }),
  output: z.object({ id: z.uuid(), label: z.string() }),
  targets: () => [],
  run: async (_, { candidate }) => ({ id: candidate, label: label(candidate) }),
  card: (output) => ({ title: output.label, text: 'A candidate.' }),
})

const findRoles = defineTool({
  name: 'find_roles',
  title: 'Search openings',
  description: 'Finds openings by title or client.',
  examples: ['which openings are there', 'show open jobs', 'find java roles', 'list the openings at Acme'],
  permission: pays('job'),
  effect: 'read',
  finds: 'job',
  lists: 'job',
  input: z.strictObject({
    query: textOf('Title or words.', 200, { kind: 'query' }).optional(),
    limit,
    cursor,
  }),
  output: item,
  targets: () => [],
  run: async (_, { query }) => page(search(jobs, query ?? '')),
  card: (output) => ({ title: `${output.total} openings`, table: table(output) }),
})

const showRole = defineTool({
  name: 'show_role',
  title: 'Opening',
  description: 'Shows one opening.',
  examples: ['show the java opening', 'open the Data Engineer role', 'details of opening Tester'],
  permission: pays('job'),
  effect: 'read',
  input: z.strictObject({ job: idOf('job', 'The opening.') }),
  output: z.object({ id: z.uuid(), label: z.string() }),
  targets: () => [],
  run: async (_, { job }) => ({ id: job, label: label(job) }),
  card: (output) => ({ title: output.label, text: 'An opening.' }),
})

const listEntries = defineTool({
  name: 'list_entries',
  title: 'Applications',
  description: 'Applications of a candidate or for an opening.',
  examples: ['applications of Ana Souza', 'who applied to the java role', 'show her applications'],
  permission: pays('application'),
  effect: 'read',
  finds: 'application',
  lists: 'application',
  input: z.strictObject({
    candidate: idOf('candidate', 'Of this candidate.').optional(),
    job: idOf('job', 'For this opening.').optional(),
    limit,
    cursor,
  }),
  output: item,
  targets: () => [],
  run: async (_, { candidate, job }) =>
    page(
      applications.filter((row) => (!candidate || row.candidate === candidate) && (!job || row.job === job)),
    ),
  card: (output) => ({ title: `${output.total} applications`, table: table(output) }),
})

const moveEntry = defineTool({
  name: 'move_entry',
  title: 'Move a candidate',
  description: 'Moves an application to another stage. Skipping needs a reason.',
  examples: [
    'move Ana Souza to screened',
    'reject Tom Becker because he lacks java',
    'put Maria on hold until friday',
    'hire her starting monday',
  ],
  permission: pays('application'),
  effect: 'write',
  input: z.strictObject({
    application: idOf('application', 'The application.'),
    status: choiceOf(statuses, 'The stage to move to.', {
      rejected: ['reject'],
      hired: ['hire'],
      on_hold: ['hold'],
      interviewed: ['interview'],
    }),
    reason: textOf('Why.', 300, { cues: ['because', 'reason'] }).optional(),
    held_on: dayOf('The day the interview was held.', ['held on', 'interviewed on']).optional(),
    start_date: dayOf('First day of work.', ['starting', 'starts', 'from']).optional(),
    until: dayOf('Back on this day.', ['until', 'till']).optional(),
    rate: rateOf('Agreed pay.', ['at', 'for']).optional(),
  }),
  output: z.object({ label: z.string(), status: z.string(), rate: z.string().optional() }),
  targets: () => [],
  run: async (_, { application, status, reason, rate }) => {
    if ((status === 'rejected' || status === 'on_hold') && !reason)
      throw new Fault('refused', 'Why? Say the reason.', {
        field: 'reason',
        options: [{ label: 'skills' }, { label: 'pay' }],
      })
    return { label: label(application), status, ...(rate ? { rate: formatRate(rate) } : {}) }
  },
  card: (output) => ({ title: `Moved ${output.label} to ${output.status}` }),
})

const addRemark = defineTool({
  name: 'add_remark',
  title: 'Add a note',
  description: 'Adds a note to a candidate.',
  examples: [
    'note on Ana Souza: prefers remote work',
    'add a note to Tom Becker that he moved to Lisbon',
    'write down for maria: call back in may',
  ],
  permission: pays('candidate'),
  effect: 'write',
  input: z.strictObject({
    candidate: idOf('candidate', 'Whom it is about.'),
    note: textOf('The note.', 4000),
  }),
  output: z.object({ label: z.string(), note: z.string() }),
  targets: () => [],
  run: async (_, { candidate, note }) => ({ label: label(candidate), note }),
  card: (output) => ({ title: `Noted on ${output.label}`, text: output.note }),
})

const closeRole = defineTool({
  name: 'close_role',
  title: 'Close an opening',
  description: 'Closes an opening for good.',
  examples: ['close the java opening', 'shut the Tester role', 'close opening Data Engineer'],
  permission: pays('job'),
  effect: 'irreversible',
  input: z.strictObject({ job: idOf('job', 'The opening.') }),
  output: z.object({ label: z.string() }),
  targets: () => [],
  run: async (_, { job }) => ({ label: label(job) }),
})

const myDay = defineTool({
  name: 'my_day',
  title: 'My day',
  description: 'What to do first today.',
  examples: ['what should I do first?', 'my day', 'what is on today', 'what needs my attention'],
  permission: pays('candidate'),
  effect: 'read',
  featured: ['recruiter'],
  input: z.strictObject({}),
  output: z.object({ first: z.string() }),
  targets: () => [],
  run: async () => ({ first: 'Call Ana' }),
  card: (output) => ({ title: 'Your day', text: output.first }),
})

const takeBack = defineTool({
  name: 'take_back',
  title: 'Drop a confirmation',
  description: 'Drops what waits for confirmation.',
  examples: ['drop the confirmation', 'take back what waits', 'cancel that confirmation'],
  permission: pays('confirmation'),
  effect: 'write',
  input: z.strictObject({ confirmation: idOf('confirmation', 'The one that waits.') }),
  output: z.object({ id: z.uuid() }),
  targets: () => [],
  run: async (_, { confirmation }) => ({ id: confirmation }),
  card: () => ({ title: 'Dropped' }),
})

/** The tools of the stage; their names are of no house, so that nothing can be made to fit them. */
export const stageTools: readonly AnyTool[] = [
  findPeople,
  showPerson,
  findRoles,
  showRole,
  listEntries,
  moveEntry,
  addRemark,
  closeRole,
  myDay,
  takeBack,
]
