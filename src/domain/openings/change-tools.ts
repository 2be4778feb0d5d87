import { z } from 'zod'
import { choiceOf, dayOf, idOf, rateOf, skillsOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { closeJob as closeJobIn, previewClosing, updateJob as updateJobIn } from './change-service.ts'
import { createJob as createJobIn } from './create-service.ts'
import { factsOf, inWords, job, levelWords, workplaceWords } from './job-card.ts'
import { closeReasons, employments, levels, workplaces } from './job-terms.ts'

const title = textOf('Title of the opening.', 160, { kind: 'name', cues: ['called', 'titled', 'title to'] })
const description = textOf('What the work is, as told to candidates.', 20_000, {
  cues: ['description:', 'description'],
})
const location = textOf('City or region of the work.', 120, {
  kind: 'name',
  cues: ['in', 'located in', 'based in', 'location to'],
})
const workplace = choiceOf(workplaces, 'Where the work is done.', workplaceWords)
const employment = choiceOf(employments, 'Kind of contract.', {
  contract: ['contractor', 'freelance', 'temp'],
  permanent: ['perm', 'full time', 'full-time'],
  contract_to_hire: ['contract to hire', 'temp to perm'],
})
const level = choiceOf(levels, 'Level of the work.', levelWords)
const requiredSkills = skillsOf('Skills that it takes.').min(1, 'needs one skill at least')
const wishedSkills = skillsOf('Skills that are nice to have.').meta({
  cues: ['nice to have', 'wished', 'bonus'],
})
const headcount = z
  .int()
  .min(1)
  .max(500)
  .describe('How many people are to be hired, 1 to 500.')
  .meta({ kind: 'number', cues: ['headcount', 'people', 'positions', 'seats', 'hires'] })
const payMin = rateOf('Lowest pay.', ['from', 'between', 'at least', 'paying', 'pays', 'pay', 'minimum'])
const payMax = rateOf('Highest pay.', ['to', 'up to', 'and', 'at most', 'maximum'])
const billMax = rateOf('Highest rate that the client pays.', ['bill', 'bill rate', 'billing', 'client pays'])
const startsOn = dayOf('First day of work, today or later.', ['starting', 'starts', 'start', 'from'])
const owner = idOf('user', 'Colleague who is responsible.')
const version = z
  .int()
  .min(1)
  .describe('version of the opening that was seen; when it has changed since, nothing happens.')
  .meta({ kind: 'number' })

const one = z.object({ id: z.uuid(), label: z.string(), detail: z.string(), ...job })

export const createJob = defineTool({
  name: 'create_job',
  title: 'Open a job',
  description:
    "Makes an opening for a client, in the caller's team unless another one is named. Returns it with its new reference.",
  examples: [
    'open a new job for Tallgrass Mutual: Senior Go Engineer in Kansas City, needs go and kubernetes, 70 to 85 an hour',
    'create an opening at quayside called Data Analyst, remote, sql and tableau, $90k to $110k a year',
    'new job for copperbeck',
    'add an opening: QA engineer, onsite in Boston, 40-50/h, skills selenium and java',
    'we have a new role to fill at larkfield clinics',
  ],
  permission: { resource: 'job', action: 'create' },
  effect: 'write',
  input: z.strictObject({
    client: idOf('client', 'For whom.'),
    title,
    description: description.optional(),
    required_skills: requiredSkills,
    wished_skills: wishedSkills.optional(),
    pay_min: payMin,
    pay_max: payMax.optional().describe('Highest pay; without it the lowest is the only figure.'),
    bill_max: billMax.optional(),
    workplace: workplace.default('onsite'),
    location: location.describe('City or region; may be left out when remote.').optional(),
    employment: employment.default('contract'),
    level: level.describe('Default: what the title says, else mid.').optional(),
    headcount: headcount.default(1),
    starts_on: startsOn.optional(),
    status: choiceOf(['open', 'draft'], 'draft keeps it back for now.').default('open'),
    team: idOf('team', "Default: the caller's own team.").optional(),
    owner: owner.describe('Default: the caller.').optional(),
  }),
  output: one,
  targets: (input) => [{ type: 'client', id: input.client }],
  run: createJobIn,
  card: (output, { may }) => ({
    title: `Opened ${output.title} as ${output.reference}`,
    facts: factsOf(output),
    buttons: may('candidate', 'read')
      ? [{ label: 'Match candidates', tool: 'match_candidates', input: { job: output.id }, style: 'primary' }]
      : [],
  }),
})

export const updateJob = defineTool({
  name: 'update_job',
  title: 'Change an opening',
  description:
    'Changes what is given on an opening that is not closed: title, description, place, terms, skills, headcount, pay, ' +
    'start, owner, or puts it on hold and back. Returns it as it is now and what changed.',
  examples: [
    'put JOB-1004 on hold',
    'raise the pay of the data engineer opening to 95 an hour',
    'set headcount of JOB-1002 to 3',
    'give the platform lead opening to ravi menon',
    'the react job is hybrid now',
    'reopen JOB-1004',
    'JOB-1005 starts on 1 march',
  ],
  permission: { resource: 'job', action: 'update' },
  effect: 'write',
  input: z.strictObject({
    job: idOf('job', 'Which opening.'),
    title: title.optional(),
    description: description.optional(),
    status: choiceOf(['open', 'on_hold', 'draft'], 'on_hold pauses it, open goes on.', {
      on_hold: ['pause', 'hold', 'freeze'],
      open: ['reopen', 'resume', 'go on'],
    }).optional(),
    owner: owner.optional(),
    location: location.optional(),
    workplace: workplace.optional(),
    employment: employment.optional(),
    level: level.optional(),
    required_skills: requiredSkills.optional(),
    wished_skills: wishedSkills.optional(),
    headcount: headcount.optional(),
    pay_min: payMin.optional(),
    pay_max: payMax.optional(),
    bill_max: billMax.optional(),
    starts_on: startsOn.optional(),
    version: version.optional(),
  }),
  output: one.extend({ changed: z.array(z.string()) }),
  targets: (input) => [{ type: 'job', id: input.job }],
  run: updateJobIn,
  card: (output) => ({
    title: `Changed ${output.title} (${output.reference})`,
    text: `New: ${output.changed.map(inWords).join(', ')}. It is ${inWords(output.status)}.`,
    facts: factsOf(output),
  }),
})

export const closeJob = defineTool({
  name: 'close_job',
  title: 'Close an opening',
  description:
    'Closes an opening for good, with the reason. Its applications stay where they stand, to be told and moved one by ' +
    'one. Returns the opening and how many people are still active on it.',
  examples: [
    'close JOB-1003, the client declined',
    'close the data analyst opening, it is filled',
    'cancel JOB-1009',
    'we filled the platform lead role',
    'the react job is off, no budget',
  ],
  permission: { resource: 'job', action: 'close' },
  effect: 'irreversible',
  input: z.strictObject({
    job: idOf('job', 'Which opening.'),
    reason: choiceOf(closeReasons, 'Why it is closed.', {
      filled: ['hired', 'we filled', 'found somebody', 'placed'],
      cancelled: ['cancel', 'canceled', 'called off', 'off'],
      client_declined: ['client declined', 'client said no', 'client withdrew', 'client pulled out'],
      no_budget: ['budget', 'no money', 'budget cut'],
      duplicate: ['double', 'twice'],
      other: ['another reason', 'something else'],
    }),
    version: version.optional(),
  }),
  output: one.extend({ reason: z.string(), closed_at: z.iso.datetime(), still_active: z.int() }),
  targets: (input) => [{ type: 'job', id: input.job }],
  preview: async (context, input) => {
    const { job, still_active } = await previewClosing(context, input.job)
    return {
      text: `${job.title} (${job.reference}) will be closed for good. ${stillActive(still_active)}`,
      facts: [
        { label: 'Client', value: job.client.name },
        { label: 'Reason', value: inWords(input.reason) },
      ],
    }
  },
  run: closeJobIn,
  card: (output, { may }) => ({
    title: `Closed ${output.title} (${output.reference})`,
    text: `Reason: ${inWords(output.reason)}. ${stillActive(output.still_active)}`,
    buttons:
      output.still_active > 0 && may('application', 'read')
        ? [{ label: 'Pipeline', tool: 'get_pipeline', input: { job: output.id } }]
        : [],
  }),
})

function stillActive(count: number): string {
  if (count === 0) return 'Nobody is active on it any more.'
  const people = count === 1 ? '1 person is' : `${count} people are`
  return `${people} still active on it; their applications stay as they are, so tell them and move them on.`
}
