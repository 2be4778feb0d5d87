import { z } from 'zod'
import { dayOf, idOf, rateOf, skillsOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { levelOf } from './level.ts'
import { addCandidate, editCandidate, writeNote } from './person-service.ts'
import { expectedVersion, named } from './shapes.ts'

/** Where people come from, as reports count it. */
const source = textOf('Where they come from: direct, referral, supplier, job board, …', 60, {
  cues: ['source', 'via'],
})

const person = {
  name: textOf('Full name.', 120, { kind: 'name', cues: ['called', 'named'] }),
  headline: textOf('What they do in a few words: "Senior Java Developer".', 120, {
    cues: ['headline', 'works as', 'who is a'],
  }),
  email: z
    .email('is not an e-mail address')
    .max(200)
    .describe('E-mail address.')
    .meta({ kind: 'email', sensitive: true })
    .optional(),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s().-]{7,25}$/, 'is not a phone number')
    .describe('Phone number, with the country code.')
    .meta({ kind: 'phone', sensitive: true })
    .optional(),
  level: levelOf('Level of experience; without it, what the headline says.').optional(),
  location: textOf('Where they live.', 100, {
    cues: ['in', 'lives in', 'based in', 'moved to', 'location to'],
  }),
  open_to_remote: z
    .boolean()
    .describe('Whether they are open to remote work.')
    .meta({ kind: 'flag', cues: ['remote'] })
    .optional(),
  skills: skillsOf('What they can do.').optional(),
  years_experience: z
    .int()
    .min(0)
    .max(70)
    .describe('Years of experience.')
    .meta({ kind: 'number', cues: ['years'] })
    .optional(),
  available_on: dayOf('The day from which they can start.', ['available', 'from']).optional(),
  expected_rate: rateOf('What they ask for now. Never what they earned before.', [
    'asks',
    'expects',
    'wants',
  ]).optional(),
  source: source.optional(),
  resume: textOf('The text of the résumé.', 100_000, { cues: ['resume', 'résumé', 'cv'] }).optional(),
  owner: idOf('user', 'The colleague who owns this person; without it, whoever asks.').optional(),
}

export const createCandidate = defineTool({
  name: 'create_candidate',
  title: 'Add a candidate',
  description:
    'Adds a person who may be placed. Use it for somebody new; a person whom any team knows already is not added twice, and for one of another team a hand-over is offered. Returns the id.',
  examples: [
    'add a candidate called Nora Haddad, senior java developer in Lisbon, knows java and kafka',
    'new candidate Tom Becker',
    'register Li Wei as a junior data engineer in Denver, skills python and sql',
    'create a profile for Nora Haddad, lead designer from Cairo',
  ],
  permission: { resource: 'candidate', action: 'create' },
  effect: 'write',
  input: z.strictObject(person),
  output: named,
  targets: () => [],
  run: addCandidate,
  card: ({ id, name }) => ({
    title: `Added ${name}`,
    text: `${name} is among your candidates now.`,
    page: { label: 'Open the page', path: `/candidates/${id}` },
    buttons: [{ label: `Look at ${name}`, tool: 'get_candidate', input: { candidate: id } }],
  }),
})

export const updateCandidate = defineTool({
  name: 'update_candidate',
  title: "Change a candidate's profile",
  description:
    'Changes what is known of a candidate: contact, headline, level, place, skills, availability, expected rate, résumé or owner. Only the fields that are given change; a list of skills replaces the old one.',
  examples: [
    "update nora haddad's phone to +1 303 555 0147",
    'Jürgen Krämer is now available from 1 March',
    'Nora Haddad can start on 1 March',
    'change the location of Mei Lin to Denver',
    'Tom Becker moved to Austin',
    'set the expected rate of Ana Souza to 95 an hour',
    'make Ravi the owner of Tom Becker',
  ],
  permission: { resource: 'candidate', action: 'update' },
  effect: 'write',
  input: z.strictObject({
    candidate: idOf('candidate', 'The candidate.'),
    ...person,
    name: person.name.optional(),
    headline: person.headline.optional(),
    location: person.location.optional(),
    expected_version: expectedVersion,
  }),
  output: named.extend({ version: z.int(), changed: z.array(z.string()) }),
  targets: ({ candidate }) => [{ type: 'candidate', id: candidate }],
  run: editCandidate,
  card: ({ id, name, changed }) => ({
    title: `Changed ${name}`,
    text: `Changed: ${changed.map((field) => field.replaceAll('_', ' ')).join(', ')}.`,
    page: { label: 'Open the page', path: `/candidates/${id}` },
    buttons: [{ label: `Look at ${name}`, tool: 'get_candidate', input: { candidate: id } }],
  }),
})

export const addCandidateNote = defineTool({
  name: 'add_candidate_note',
  title: 'Note something about a candidate',
  description:
    'Writes a note on a candidate for the colleagues who work with them; the candidate does not see it. Returns when it was written.',
  examples: [
    'note on Nora Haddad: prefers mornings',
    'add a note to jürgen that he needs a visa',
    'write down for Mei Lin: strong in system design',
    'remember about Tom Becker: call after 5',
  ],
  permission: { resource: 'candidate', action: 'note' },
  effect: 'write',
  featured: ['recruiter'],
  input: z.strictObject({
    candidate: idOf('candidate', 'The candidate.'),
    note: textOf('What to remember.', 20_000, { cues: ['note that', 'that', 'saying'] }),
  }),
  output: z.object({ id: z.uuid(), candidate: named, at: z.string() }),
  targets: ({ candidate }) => [{ type: 'candidate', id: candidate }],
  run: writeNote,
  card: ({ candidate }) => ({
    title: `Noted on ${candidate.name}`,
    text: 'Your colleagues can read it on the page of the candidate.',
    page: { label: 'Open the page', path: `/candidates/${candidate.id}` },
  }),
})
